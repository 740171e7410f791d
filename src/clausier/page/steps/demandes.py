"""Step « Demandes »: how much is asked, which points, at which position of each, with the clause of every one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from clausier.dossier.edit import Changes
from clausier.files.strictyaml import KeyPath
from clausier.judging.length import act_clauses, act_pages
from clausier.model.analysis import Analysis, Judgement
from clausier.model.extent import Extent
from clausier.model.requirement import PositionName
from clausier.model.verdict import Verdict
from clausier.page import requesting
from clausier.page.asked import Answer, Asked, NotHere, Route, Sent, Step
from clausier.page.dossier import shown
from clausier.page.keeping import Outcome, keep, of_field
from clausier.page.places import elsewhere
from clausier.page.requesting import EXTENTS, POSITIONS
from clausier.page.shelf import Opened
from clausier.page.words import IMPORTANCES
from clausier.proposal.stages import Stage, stages
from clausier.worddiff import Words, excerpted, word_diff

SECTION = "points_demandes"
EXTENT, JOINED, ADDED, REMOVED = ((SECTION, key) for key in ("ampleur", "second_temps", "ajouter", "retirer"))
TICKED, LISTED = "point", "montre"
"""Fields of the list: the points that are ticked, and all those that it showed."""
PARAMETER = "parametre."
"""The fields of the values of a point begin with it."""


@dataclass(frozen=True)
class Choice:
    """An extent: what it would ask, and how long that is."""

    word: str
    title: str
    told: str
    clauses: int
    pages: int
    chosen: bool


@dataclass(frozen=True)
class Line:
    """A point in the list: is it asked now, at which position, out of how many?"""

    judgement: Judgement
    verdict: str
    asked: bool
    position: str = ""
    several: bool = False


def read(asked: Asked) -> Answer:
    return _page(asked, asked.house.opened(asked.names["dossier"]))


def _page(asked: Asked, opened: Opened, outcome: Outcome | None = None) -> Answer:
    state, outcome = opened.state(), outcome or Outcome()
    now = requesting.asked(opened, state)
    unsettled, waiting = now.of_verdict(Verdict.TO_CHECK), asked.house.beside(opened).waiting
    gaps = requesting.grouped(requesting.ranked(now))
    context = {
        "ampleurs": [_choice(extent, now) for extent in EXTENTS],
        "groupes": [(title, [_line(one, now) for one in several]) for title, several in gaps],
        "questions": [_line(one, now) for one in unsettled],
        "lues": sum(one.requirement.id in waiting for one in unsettled),
        "comptes": requesting.Counts.of(now),
        "ecarts": len([*requesting.ranked(now)]),
        "change": bool(now.case.asked_points.added or now.case.asked_points.removed),
        "joint": now.case.asked_points.joined,
        "vu_ampleur": opened.print_of([EXTENT]),
        "vu_points": opened.print_of([ADDED, REMOVED, JOINED]),
        "pourquoi": outcome.why,
        "problemes": elsewhere(outcome.problems, [], opened.library),
        "refuse": not outcome.done,
    }
    return shown("demandes.html", opened, "demandes", context, outcome.status or 200)


def _choice(extent: Extent, now: Analysis) -> Choice:
    """The same functions as the command: clauses are counted, pages are worked out from their words."""
    there = requesting.limited_to(now, extent)
    return Choice(
        extent.value, *EXTENTS[extent], act_clauses(there), act_pages(there), chosen=extent is now.asking.extent
    )


def _line(judgement: Judgement, now: Analysis) -> Line:
    point = judgement.requirement
    verdict = now.library.formulas.verdicts[judgement.verdict]
    title, _ = POSITIONS[now.case.positions.get(point.id, PositionName.TARGET)]
    several = bool(point.positions.fallbacks or point.positions.floor)
    return Line(judgement, verdict, point.id not in now.later, title, several)


def choose_extent(asked: Asked) -> Answer:
    """How much is asked, kept in the dossier, where the commands read it too."""
    opened = asked.house.opened(asked.names["dossier"])
    if asked.text("ampleur") not in [one.value for one in EXTENTS]:
        raise NotHere
    return _kept(asked, opened, {EXTENT: asked.text("ampleur")})


def choose_points(asked: Asked) -> Answer:
    """Which points are asked: told as what they add to the extent and take from it, so that a gap found later is in.

    A point that the form did not show stays as it was.
    """
    opened = asked.house.opened(asked.names["dossier"])
    now = requesting.asked(opened, opened.state())
    known = {one.requirement.id for one in now.counted}
    listed, ticked = known & {*asked.form.get(LISTED, ())}, {*asked.form.get(TICKED, ())}
    usual, before = requesting.pressing(now, now.asking.extent), opened.case.asked_points
    added = {*before.added} - listed | {one for one in listed & ticked if one not in usual}
    removed = {*before.removed} - listed | {one for one in listed - ticked if one in usual}
    order = [one.requirement.id for one in now.judgements]
    changes: dict[KeyPath, Any] = {
        ADDED: [one for one in order if one in added] or None,
        REMOVED: [one for one in order if one in removed] or None,
        JOINED: "oui" if asked.text("second_temps") else None,
    }
    if asked.text("remettre"):
        changes |= {ADDED: None, REMOVED: None}
    return _kept(asked, opened, changes)


def _kept(asked: Asked, opened: Opened, changes: Changes) -> Answer:
    outcome = keep(asked, opened, changes)
    if not outcome.done:
        return _page(asked, asked.house.opened(opened.name), outcome)
    return Sent(asked.link("dossiers", opened.name, "demandes", dit=outcome.words))


def point(asked: Asked) -> Answer:
    """A point at each of its positions."""
    opened = asked.house.opened(asked.names["dossier"])
    return _point(asked, opened)


def _point(asked: Asked, opened: Opened, outcome: Outcome | None = None) -> Answer:
    now = requesting.asked(opened, opened.state())
    gaps = [one.requirement.id for one in requesting.ranked(now)]
    id_, outcome = asked.names["point"], outcome or Outcome()
    if id_ not in gaps:
        raise NotHere
    judgement = next(one for one in now.judgements if one.requirement.id == id_)
    requirement, place = judgement.requirement, gaps.index(id_)
    typed = asked.form if not outcome.done else None
    staged = stages(judgement, replace(now, later=now.later - {id_}))
    chosen = asked.text("position") if typed else now.case.positions.get(id_, PositionName.TARGET).value
    context = {
        "point": requirement,
        "ecart": judgement,
        "verdict": now.library.formulas.verdicts[judgement.verdict],
        "importance": IMPORTANCES[requirement.importance],
        "garde": id_ in now.later,
        "etapes_du_point": [(one, *_title(one), _changes(staged[0], one)) for one in staged],
        "choisie": chosen,
        "demande": next((one.request for one in staged if one.name == chosen), staged[0].request),
        "valeurs": [*_values(opened, requirement.id, typed, outcome)],
        "vu": opened.print_of([*_paths(id_)]),
        "pourquoi": outcome.why,
        "ailleurs": elsewhere(
            outcome.problems, [f"parametres.{id_}.{name}" for name in _names(opened, id_)], opened.library
        ),
        "refuse": not outcome.done,
        "precedent": opened.library.by_id[gaps[place - 1]] if place else None,
        "suivant": opened.library.by_id[gaps[place + 1]] if place + 1 < len(gaps) else None,
    }
    return shown("position.html", opened, "demandes", context, outcome.status or 200)


def _title(stage: Stage) -> tuple[str, str]:
    title, told = POSITIONS[stage.name]
    return (title, told) if stage.rank == 1 else (f"{title} {stage.rank}", "Pour la discussion, si le premier échoue.")


def _changes(target: Stage, stage: Stage) -> tuple[Words, ...]:
    """What of the target's clause another position changes, what stays cut short; nothing for the target itself."""
    return excerpted(word_diff(target.request.text, stage.request.text)) if stage is not target else ()


def _paths(id_: str) -> tuple[KeyPath, KeyPath]:
    return ("positions", id_), ("parametres", id_)


def _names(opened: Opened, id_: str) -> tuple[str, ...]:
    requirement = opened.library.by_id[id_]
    return tuple(dict.fromkeys((*requirement.positions.target.values, *requirement.parameters)))


def _values(opened: Opened, id_: str, typed: Mapping[str, Any] | None, outcome: Outcome) -> Any:
    """The figures of the clause: name, its label, the library's, the dossier's own, faults."""
    told, requirement = opened.at(("parametres", id_)) or {}, opened.library.by_id[id_]
    for name in _names(opened, id_):
        given = next(iter(typed.get(f"{PARAMETER}{name}", ("",)))) if typed is not None else told.get(name, "")
        label = name.replace("_", " ").capitalize()
        faults = of_field(outcome.problems, f"parametres.{id_}.{name}")
        yield name, label, str(requirement.default_of(name)), given, faults


def write(asked: Asked) -> Answer:
    """The position of a point and its figures, saved."""
    opened = asked.house.opened(asked.names["dossier"])
    id_, position = asked.names["point"], asked.text("position")
    if id_ not in opened.library.by_id or position not in [*PositionName]:
        raise NotHere
    (place, figures), before = _paths(id_), opened.case.positions.get(id_)
    given = {name: asked.text(f"{PARAMETER}{name}").strip() for name in _names(opened, id_)}
    said = position if before or position != PositionName.TARGET else None
    changes: Changes = {place: said, figures: {name: text for name, text in given.items() if text} or None}
    outcome = keep(asked, opened, changes)
    if not outcome.done:
        return _point(asked, asked.house.opened(opened.name), outcome)
    return Sent(asked.link("dossiers", opened.name, "demandes", "point", id_, dit=outcome.words))


HERE = "/dossiers/{dossier}/demandes"
STEP = Step(
    "demandes",
    "Demandes",
    (
        Route(HERE, read=read),
        Route(f"{HERE}/ampleur", write=choose_extent),
        Route(f"{HERE}/points", write=choose_points),
        Route(f"{HERE}/point/{{point}}", read=point, write=write),
    ),
)
