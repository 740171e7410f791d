"""Which questions of a dossier are shown, and how many of them are answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from clausier.dossier.proposed import weighs
from clausier.model.analysis import Judgement
from clausier.model.requirement import Requirement
from clausier.model.verdict import Finding
from clausier.page.asked import Asked
from clausier.page.beside import Beside
from clausier.page.shelf import Opened


@dataclass(frozen=True)
class Filter:
    """Which questions are shown; `shows` is told of one whether it waits for a word on what was read of it."""

    title: str
    shows: Callable[[Judgement, bool], bool]
    of_reading: bool = False


FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        "": Filter("toutes", lambda one, waits: True),
        "indispensables": Filter("indispensables ou imposées", lambda one, waits: weighs(one.requirement)),
        "sans-reponse": Filter("sans réponse", lambda one, waits: one.answer is None),
        "a-reprendre": Filter(
            "à reprendre", lambda one, waits: one.answer is not None and one.answer.finding is Finding.TO_CHECK
        ),
        "lu-a-confirmer": Filter("lu, à confirmer", lambda one, waits: waits, of_reading=True),
    }
)


@dataclass(frozen=True)
class Progress:
    """How many of the questions that concern the contract are answered; those to take up again are not settled.

    `read`: of how many something was read that waits for a word.
    """

    answered: int
    all: int
    again: int
    read: int = 0

    @classmethod
    def of(cls, judgements: list[Judgement], beside: Beside) -> Progress:
        answered = [one for one in judgements if one.answer is not None]
        again = sum(1 for one in answered if one.answer and one.answer.finding is Finding.TO_CHECK)
        read = sum(1 for one in judgements if one.requirement.id in beside.waiting)
        return cls(len(answered), len(judgements), again, read)


@dataclass(frozen=True)
class Way:
    """What to do before a first letter, and what may wait for a second one: no question is in two of these.

    `together` and `silent` have a page each; `first` weigh, and are answered one by one; `later` need not be answered.
    """

    together: int
    silent: int
    first: tuple[Requirement, ...]
    later: int

    @classmethod
    def of(cls, judgements: list[Judgement], beside: Beside) -> Way:
        grouped = {*beside.sure, *(one.id for one in beside.silences)}
        alone = [one.requirement for one in judgements if one.answer is None and one.requirement.id not in grouped]
        first = tuple(one for one in alone if weighs(one))
        return cls(len(beside.sure), len(beside.silences), first, len(alone) - len(first))

    @property
    def is_done(self) -> bool:
        """Is nothing left but what may wait?"""
        return not (self.together or self.silent or self.first)


def asked_of(opened: Opened, category: int | None = None) -> list[Judgement]:
    """The points that concern the contract, and those that were answered all the same."""
    return [
        one
        for one in opened.analysis.judgements
        if (category is None or one.requirement.category == category)
        and (one.answer is not None or one.requirement.applies_if.may_hold(opened.case.facts()))
    ]


def filter_of(asked: Asked) -> str:
    found = asked.query.get("filtre", "") or asked.text("filtre")
    return found if found in FILTERS else ""


def filters(kept: str, beside: Beside) -> dict[str, Any]:
    """The filters that have a sense here."""
    told = {name: one.title for name, one in FILTERS.items() if beside.reading or not one.of_reading}
    return {"filtre": kept, "filtres": told}


def shows(kept: str, judgement: Judgement, beside: Beside) -> bool:
    return FILTERS[kept].shows(judgement, judgement.requirement.id in beside.waiting)


def progress_of(beside: Beside, category: int) -> Progress:
    return Progress.of(asked_of(beside.opened, category), beside)


def shown_of(beside: Beside, category: int, kept: str) -> int:
    return sum(1 for one in asked_of(beside.opened, category) if shows(kept, one, beside))


def waits_in(beside: Beside, category: int, kept: str) -> bool:
    """Does a category show, under a filter, a question that is not settled?"""
    shown = (one for one in asked_of(beside.opened, category) if shows(kept, one, beside))
    return any(one.answer is None or not one.answer.settles for one in shown)
