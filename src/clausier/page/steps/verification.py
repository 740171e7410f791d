"""Step « Vérification »: a category a page, a question a card; each answer is saved at once, its verdict beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clausier.dossier.write import short_answer
from clausier.errors import Problem
from clausier.model.analysis import Judgement
from clausier.model.library import Category, Library
from clausier.model.reading import PointReading
from clausier.model.verdict import Finding
from clausier.page import answering
from clausier.page.answering import CHOICES, CITATION, FINDING, REASON, VALUE
from clausier.page.asked import CONFLICT, UNSOUND, Answer, Asked, NotHere, Route, Sent, Shown, Step
from clausier.page.beside import Beside
from clausier.page.cards import Card, card, card_of, finding_in
from clausier.page.carrying import (
    QUOTE,
    REREAD,
    accepted,
    carried,
    chosen,
    is_as_read,
    is_reread,
    with_passage,
)
from clausier.page.dossier import shown
from clausier.page.keeping import Outcome, keep, of_field
from clausier.page.passages import known_files
from clausier.page.places import elsewhere
from clausier.page.questions import (
    Progress,
    Way,
    asked_of,
    filter_of,
    filters,
    progress_of,
    shown_of,
    shows,
    waits_in,
)
from clausier.page.shelf import Opened
from clausier.page.steps import ensemble

CONFIRMED = "confirme"
REASON_WANTED = "Dire en une phrase pourquoi le point ne concerne pas ce contrat."
FIELDS = (VALUE, answering.PARTS, answering.PROOFS, *answering.TEXTS)


def overview(asked: Asked) -> Answer:
    """Every category with its progress, and where to go on."""
    opened = asked.house.opened(asked.names["dossier"])
    beside = asked.house.beside(opened)
    kept = filter_of(asked)
    rows = [
        (one, progress_of(beside, one.number), shown_of(beside, one.number, kept)) for one in opened.library.categories
    ]
    left = {one.number: count for one, told, count in rows if told.answered < told.all}
    shown_here = [number for number, count in left.items() if count]
    context = {
        "categories": rows,
        "avancement": Progress.of(asked_of(opened), beside),
        "chemin": Way.of(asked_of(opened), beside),
        "lecture": beside,
        "prochaine": next(iter(shown_here or left), None),
        "son_filtre": kept if shown_here else "",
        **filters(kept, beside),
    }
    return shown("verification.html", opened, "verification", context)


def category(asked: Asked) -> Answer:
    """The questions of one category."""
    opened = asked.house.opened(asked.names["dossier"])
    return _category(asked, opened, _number(opened, asked.names["categorie"]))


def _category(asked: Asked, opened: Opened, number: int, instead: Card | None = None, status: int = 200) -> Shown:
    """The page of a category, a card of it in place of what the dossier says."""
    kept, after = filter_of(asked), asked.query.get("apres", "")
    beside = asked.house.beside(opened)
    found = asked_of(opened, number)
    told = {one.requirement.id for one in found}
    fixed = {after, instead.point.id if instead else ""}
    cards = [
        instead if instead and instead.point.id == one.requirement.id else card(beside, one)
        for one in found
        if shows(kept, one, beside) or one.requirement.id in fixed
    ]
    here = next(one for one in opened.library.categories if one.number == number)
    context = {
        "categorie": here,
        "cartes": cards,
        "hors": [one for one in opened.analysis.judgements if _is_of(one, number) and one.requirement.id not in told],
        "muettes": sum(one.answer is None for one in found),
        "avancement": Progress.of(asked_of(opened), beside),
        "ici": Progress.of(found, beside),
        "lecture": beside,
        "courts": known_files(asked.house.besides.texts(beside)),
        "choix": CHOICES,
        "precedente": _next_to(opened, number, -1),
        "suivante": _onward(beside, number, kept),
        **filters(kept, beside),
    }
    return shown("categorie.html", opened, "verification", context, status)


def answer(asked: Asked) -> Answer:
    """One answer, saved; or its card again, with what it still needs and all that was typed."""
    opened = asked.house.opened(asked.names["dossier"])
    judgement = opened.by_point.get(asked.names["point"])
    if judgement is None:
        raise NotHere
    beside, point = asked.house.beside(opened), judgement.requirement
    path, read = answering.path_of(point.id), beside.found(point.id)
    before = opened.at(path) or {}
    if is_reread(asked, read):
        again = card_of(beside, judgement, before, finding_in(before), faults={"": [REREAD]})
        return _category(asked, opened, point.category, again, CONFLICT)
    given = accepted(asked, read) if read else None
    if asked.text(QUOTE):
        given = finding_in(before)
    if given is None and not asked.text(FINDING):
        return _outcome(asked, beside, judgement, {}, None, keep(asked, opened, {path: None}), "retire")
    finding = given or answering.finding_of(asked.text(FINDING))
    if finding is None:
        raise NotHere
    told = answering.typed(asked, finding, point, before)
    if read is not None:
        told = _with_reading(asked, beside, point.id, chosen(asked, read), finding, told)
    if wanted := _wanted(asked, finding, told, {} if is_as_read(before, read, beside, point.id) else before):
        again = card_of(beside, judgement, {**before, **told}, finding, pending=True, **wanted)
        return _category(asked, opened, point.category, again)
    return _outcome(asked, beside, judgement, told, finding, keep(asked, opened, {path: short_answer(told)}))


def _with_reading(
    asked: Asked, beside: Beside, point: str, read: PointReading, finding: Finding, told: Mapping[str, Any]
) -> dict[str, Any]:
    """The answer with what it takes along of the passage, where it tells no place yet and none was typed."""
    if asked.text(QUOTE):
        return with_passage(finding, told, read, beside)
    is_placed = CITATION in asked.form or any(told.get(key) for key in (answering.ARTICLE, CITATION))
    return dict(told) if is_placed else carried(finding, read, beside, point, told)


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
    beside: Beside,
    judgement: Judgement,
    told: Mapping[str, Any],
    finding: Finding | None,
    outcome: Outcome,
    word: str = "enregistre",
) -> Answer:
    point, opened = judgement.requirement, beside.opened
    if outcome.done:
        words = outcome.words.replace("enregistre", word)
        query = {"filtre": filter_of(asked), "apres": point.id, "dit": words, "ancre": point.id}
        return Sent(asked.link("dossiers", opened.name, "verification", str(point.category), **query))
    faults = _faults(point.id, outcome.problems, opened.library)
    if outcome.why:
        faults[""] = [outcome.why, *faults.get("", [])]
    again = card_of(beside, judgement, told, finding, pending=True, faults=faults)
    return _category(asked, opened, point.category, again, outcome.status or UNSOUND)


def _faults(point: str, problems: tuple[Problem, ...], library: Library) -> dict[str, list[str]]:
    """Faults by field; those of no field stand under an empty name."""
    root = f"reponses.{point}"
    found = {key: told for key in FIELDS if (told := of_field(problems, f"{root}.{key}"))}
    rest = elsewhere(problems, [f"{root}.{key}" for key in FIELDS], library)
    return {**found, **({"": rest} if rest else {})}


def _is_of(judgement: Judgement, category: int) -> bool:
    return judgement.requirement.category == category


def _number(opened: Opened, text: str) -> int:
    found = next((one.number for one in opened.library.categories if str(one.number) == text), None)
    if found is None:
        raise NotHere
    return found


def _onward(beside: Beside, number: int, kept: str) -> Category | None:
    """The category to go on with: under a filter, the next one where a question waits, round to those before."""
    if not kept:
        return _next_to(beside.opened, number, 1)
    ahead = sorted(beside.opened.library.categories, key=lambda one: one.number <= number)
    return next((one for one in ahead if one.number != number and waits_in(beside, one.number, kept)), None)


def _next_to(opened: Opened, number: int, way: int) -> Category | None:
    numbers = [one.number for one in opened.library.categories]
    place = numbers.index(number) + way
    return opened.library.categories[place] if 0 <= place < len(numbers) else None


STEP = Step(
    "verification",
    "Vérification",
    (
        Route("/dossiers/{dossier}/verification", read=overview),
        Route("/dossiers/{dossier}/verification/sures", read=ensemble.sure, write=ensemble.accept),
        Route("/dossiers/{dossier}/verification/silences", read=ensemble.quiet, write=ensemble.confirm),
        Route("/dossiers/{dossier}/verification/{categorie}", read=category),
        Route("/dossiers/{dossier}/points/{point}", write=answer),
    ),
)
