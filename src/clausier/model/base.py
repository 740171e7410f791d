"""Common ground of the models: frozen, strict, French in files and English in code."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from clausier.errors import nearest

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Model(BaseModel):
    """A frozen noun. Files use the aliases (French); code uses the names (English)."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, arbitrary_types_allowed=True
    )


def _yes_no(value: object) -> object:
    if isinstance(value, str):
        answers = {"oui": True, "non": False}
        if value not in answers:
            raise ValueError(f"« {value} » n'est ni « oui » ni « non ».")
        return answers[value]
    return value


def _iso_date(value: object) -> object:
    if isinstance(value, str):
        if not ISO_DATE.fullmatch(value):
            raise ValueError(f"« {value} » n'est pas une date. Écrire AAAA-MM-JJ, par exemple 2026-09-15.")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"la date « {value} » n'existe pas au calendrier.") from None
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("le texte est vide. Le compléter ou retirer la clé.")
    return value


def as_list(value: Any) -> Any:
    """A single item where a list is allowed counts as a list of one."""
    return value if isinstance(value, list | tuple) or value is None else [value]


def known_word(value: str, allowed: Any, what: str) -> str:
    """The word itself if it is in the closed vocabulary, else a ValueError with the nearest ones."""
    if value not in allowed:
        raise ValueError(f"{what} « {value} » n'existe pas. {nearest(value, allowed)}")
    return value


YesNo = Annotated[bool, BeforeValidator(_yes_no)]
IsoDate = Annotated[date, BeforeValidator(_iso_date)]
Text = Annotated[str, AfterValidator(_not_blank)]
