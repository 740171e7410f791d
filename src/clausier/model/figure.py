"""A value of a position or of a parameter: a text, and the quantity that it surely is."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from clausier.quantity import Kind, Quantity, QuantityError, parse


class Figure(str):
    """The text as written; `quantity` is None for words that are none, such as « sans supplément »."""

    @cached_property
    def quantity(self) -> Quantity | None:
        """Read once, when it is first needed: most commands judge answers and never print a position."""
        return _quantity(self)

    @property
    def kind(self) -> Kind | None:
        """The kind of a figure that begins with a digit; None for any other text."""
        return self.quantity.kind if self.quantity is not None and self[:1].isdigit() else None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


def _quantity(text: str) -> Quantity | None:
    try:
        return parse(text)
    except QuantityError:
        return None
