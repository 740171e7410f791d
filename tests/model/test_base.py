"""What every model does."""

from __future__ import annotations

from functools import cached_property

from clausier.model.base import Model


class Named(Model):
    name: str

    @cached_property
    def greeting(self) -> str:
        return f"Bonjour {self.name}"


def test_a_copy_that_changes_keeps_nothing_derived_of_before() -> None:
    one = Named(name="Claude")
    assert one.greeting == "Bonjour Claude"
    assert one.model_copy(update={"name": "Dominique"}).greeting == "Bonjour Dominique"
    assert one.model_copy().greeting == "Bonjour Claude"
