"""Step « Vérification »: a category a page, a question a card; each answer is saved at once, its verdict beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from clausier.dossier.write import short_answer
from clausier.errors import Problem
from clausier.model.analysis import Judgement
from clausier.model.library import Category
from clausier.model.requirement import Importance, Requirement
from clausier.model.verdict import Finding
from clausier.page import answering
from clausier.page.answering import CHOICES, FINDING, REASON, VALUE, Needs, needs
from clausier.page.asked import UNSOUND, Answer, Asked, NotHere, Route, Sent, Shown, Step
from clausier.page.dossier import shown
from clausier.page.keeping import Outcome, elsewhere, keep, of_field
from clausier.page.shelf import Opened
from clausier.page.words import IMPORTANCES

CONFIRMED = "confirme"
REASON_WANTED = "Dire en une phrase pourquoi le point ne concerne pas ce contrat."
FIELDS = (VALUE, answering.PARTS, answering.PROOFS, *answering.TEXTS)


@dataclass(frozen=True)
class Filter:
    """Which questions are shown."""

    title: str
    shows: Callable[[Judgement], bool]


FILTERS: Mapping[str, Filter] = MappingProxyType(
    {
        "": Filter("toutes", lambda one: True),
        "indispensables": Filter("indispensables", lambda one: one.requirement.importance is Importance.ESSENTIAL),
        "sans-reponse": Filter("sans réponse", lambda one: one.answer is None),
        "a-reprendre": Filter(
            "à reprendre", lambda one: one.answer is not None and one.answer.finding is Finding.TO_CHECK
        ),
    }
)


@dataclass(frozen=True)
class Progress:
    """How many of the questions that concern the contract are answered; those to take up again are not settled."""

    answered: int
    all: int
    again: int

    @classmethod
    def of(cls, judgements: list[Judgement]) -> Progress:
        answered = [one for one in judgements if one.answer is not None]
        again = sum(1 for one in answered if one.answer and one.answer.finding is Finding.TO_CHECK)
        return cls(len(answered), len(judgements), again)


@dataclass(frozen=True)
class Card:
    """A question with what was answered: `told` is the answer in the spelling of the file, saved or not.

    `pending`: the finding that was chosen and is not saved yet, and `wanted`, what it waits for.
    """

    judgement: Judgement
    told: Mapping[str, Any]
    finding: Finding | None
    needs: Needs
    verdict: str
    print_: str
    parts: list[str] = field(default_factory=list)
    proof: list[tuple[str, str, str, Any]] = field(default_factory=list)
    pending: bool = False
    wanted: str = ""
    loses: bool = False
    faults: Mapping[str, list[str]] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    @property
    def point(self) -> Requirement:
        return self.judgement.requirement

    @property
    def importance(self) -> str:
        return IMPORTANCES[self.point.importance]


def asked_of(opened: Opened, category: int | None = None) -> list[Judgement]:
    """The points that concern the contract, and those that were answered all the same."""
    return [
        one
        for one in opened.analysis.judgements
        if (category is None or one.requirement.category == category)
        and (one.answer is not None or one.requirement.applies_if.may_hold(opened.case.facts()))
    ]


def overview(asked: Asked) -> Answer:
    """Every category with its progress, and where to go on."""
    opened = asked.house.opened(asked.names["dossier"])
    kept = _filter(asked)
    rows = [(one, _progress(opened, one), _shown_of(opened, one, kept)) for one in opened.library.categories]
    context = {
        "categories": rows,
        "avancement": Progress.of(asked_of(opened)),
        "prochaine": next((one.number for one, told, _ in rows if told.answered < told.all), None),
        **_filters(kept),
    }
    return shown("verification.html", opened, "verification", context)


def category(asked: Asked) -> Answer:
    """The questions of one category."""
    opened = asked.house.opened(asked.names["dossier"])
    return _category(asked, opened, _number(opened, asked.names["categorie"]))


def _category(asked: Asked, opened: Opened, number: int, instead: Card | None = None, status: int = 200) -> Shown:
    """The page of a category, a card of it in place of what the dossier says."""
    kept, after = _filter(asked), asked.query.get("apres", "")
    found = asked_of(opened, number)
    told = {one.requirement.id for one in found}
    fixed = {after, instead.point.id if instead else ""}
    cards = [
        instead if instead and instead.point.id == one.requirement.id else card(opened, one)
        for one in found
        if FILTERS[kept].shows(one) or one.requirement.id in fixed
    ]
    here = next(one for one in opened.library.categories if one.number == number)
    context = {
        "categorie": here,
        "cartes": cards,
        "hors": [one for one in opened.analysis.judgements if _is_of(one, number) and one.requirement.id not in told],
        "caches": len(found) - len(cards),
        "avancement": Progress.of(asked_of(opened)),
        "ici": Progress.of(found),
        "choix": CHOICES,
        "precedente": _beside(opened, number, -1),
        "suivante": _beside(opened, number, 1),
        **_filters(kept),
    }
    return shown("categorie.html", opened, "verification", context, status)


def card(opened: Opened, judgement: Judgement) -> Card:
    """The card of a point as the dossier has it."""
    told = opened.at(answering.path_of(judgement.requirement.id)) or {}
    return _card(opened, judgement, told, answering.finding_of(str(told.get(FINDING, ""))))


def _card(opened: Opened, judgement: Judgement, told: Mapping[str, Any], finding: Finding | None, **more: Any) -> Card:
    point, library = judgement.requirement, opened.library
    asks = needs(point, finding, library)
    proof = answering.first_proof(told, point.criterion)
    return Card(
        judgement=judgement,
        told=told,
        finding=finding,
        needs=asks,
        verdict=library.formulas.verdicts[judgement.verdict],
        print_=opened.print_of([answering.path_of(point.id)]),
        parts=answering.parts_shown(told, finding, point.criterion) if finding else [],
        proof=[*answering.proof_fields(asks.proof, proof)] if asks.proof else [],
        notices=[one.message for one in opened.analysis.notices if one.point == point.id],
        **more,
    )


def answer(asked: Asked) -> Answer:
    """One answer, saved; or its card again, with what it still needs and all that was typed."""
    opened = asked.house.opened(asked.names["dossier"])
    judgement = opened.by_point.get(asked.names["point"])
    if judgement is None:
        raise NotHere
    point, path = judgement.requirement, answering.path_of(asked.names["point"])
    if not asked.text(FINDING):
        return _outcome(asked, opened, judgement, {}, None, keep(asked, opened, {path: None}), "retire")
    finding = answering.finding_of(asked.text(FINDING))
    if finding is None:
        raise NotHere
    before = opened.at(path) or {}
    told = answering.typed(asked, finding, point, before)
    if wanted := _wanted(asked, finding, told, before):
        again = _card(opened, judgement, {**before, **told}, finding, pending=True, **wanted)
        return _category(asked, opened, point.category, again)
    return _outcome(asked, opened, judgement, told, finding, keep(asked, opened, {path: short_answer(told)}))


def _wanted(
    asked: Asked, finding: Finding, told: Mapping[str, Any], before: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """Why a finding that was chosen is not saved yet."""
    if finding is Finding.NOT_APPLICABLE and not told.get(REASON):
        return {"wanted": REASON_WANTED}
    if answering.loses(finding, before) and not asked.text(CONFIRMED):
        return {"loses": True}
    return None


def _outcome(
    asked: Asked,
    opened: Opened,
    judgement: Judgement,
    told: Mapping[str, Any],
    finding: Finding | None,
    outcome: Outcome,
    word: str = "enregistre",
) -> Answer:
    point = judgement.requirement
    if outcome.done:
        words = outcome.words.replace("enregistre", word)
        query = {"filtre": _filter(asked), "apres": point.id, "dit": words, "ancre": point.id}
        return Sent(asked.link("dossiers", opened.name, "verification", str(point.category), **query))
    faults = _faults(point.id, outcome.problems)
    if outcome.why:
        faults[""] = [outcome.why, *faults.get("", [])]
    again = _card(opened, judgement, told, finding, pending=True, faults=faults)
    return _category(asked, opened, point.category, again, outcome.status or UNSOUND)


def _faults(point: str, problems: tuple[Problem, ...]) -> dict[str, list[str]]:
    """Faults by field; those of no field stand under an empty name."""
    root = f"reponses.{point}"
    found = {key: told for key in FIELDS if (told := of_field(problems, f"{root}.{key}"))}
    rest = elsewhere(problems, [f"{root}.{key}" for key in FIELDS])
    return {**found, **({"": rest} if rest else {})}


def _filter(asked: Asked) -> str:
    found = asked.query.get("filtre", "") or asked.text("filtre")
    return found if found in FILTERS else ""


def _filters(kept: str) -> dict[str, Any]:
    return {"filtre": kept, "filtres": {name: one.title for name, one in FILTERS.items()}}


def _progress(opened: Opened, category: Category) -> Progress:
    return Progress.of(asked_of(opened, category.number))


def _shown_of(opened: Opened, category: Category, kept: str) -> int:
    return sum(1 for one in asked_of(opened, category.number) if FILTERS[kept].shows(one))


def _is_of(judgement: Judgement, category: int) -> bool:
    return judgement.requirement.category == category


def _number(opened: Opened, text: str) -> int:
    found = next((one.number for one in opened.library.categories if str(one.number) == text), None)
    if found is None:
        raise NotHere
    return found


def _beside(opened: Opened, number: int, way: int) -> Category | None:
    numbers = [one.number for one in opened.library.categories]
    place = numbers.index(number) + way
    return opened.library.categories[place] if 0 <= place < len(numbers) else None


STEP = Step(
    "verification",
    "Vérification",
    (
        Route("/dossiers/{dossier}/verification", read=overview),
        Route("/dossiers/{dossier}/verification/{categorie}", read=category),
        Route("/dossiers/{dossier}/points/{point}", write=answer),
    ),
)
