"""Step « Situation »: who, which contract, which services, where the data are, whose library; no more is asked yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clausier.desk.libraries import choice_path, choice_text, offers, picked
from clausier.dossier.edit import Changes
from clausier.dossier.inwords import titled
from clausier.dossier.proposed import UNTOLD
from clausier.errors import InvalidInput, Problem
from clausier.files.publish import publish
from clausier.files.seen import seen
from clausier.files.strictyaml import KeyPath
from clausier.forms.fields import Asked as Question
from clausier.judging.client import form_of
from clausier.model.facts import UNKNOWN
from clausier.model.library import FactKind
from clausier.page.asked import UNSOUND, Answer, Asked, NotHere, Route, Sent, Step
from clausier.page.dossier import lacking, shown
from clausier.page.fields import Field, field_of, labelled, of_keys, tree_of
from clausier.page.keeping import Outcome, keep
from clausier.page.places import elsewhere
from clausier.page.shelf import Opened
from clausier.page.steps.changes import told_between

MEMBERS = "cabinet.membres"
PARTIES = (
    *("cabinet.nom", "cabinet.forme", "cabinet.siret", MEMBERS),
    *("prestataire.nom", "prestataire.forme", "prestataire.siren"),
)
CONTRACT = (
    *("contrat.titre", "contrat.reference", "contrat.etat", "contrat.type"),
    *("contrat.date", "contrat.echeance", "contrat.preavis"),
)
TYPE: KeyPath = ("contrat", "type")
SERVICES = "services"
ONWARD = ("contrat", "verification")
"""Steps to which a part, once it is saved, may lead."""
SHARE = "type:"
"""The field of the type of one service, where a contract is of several types, begins with it."""


@dataclass(frozen=True)
class Part:
    """A part of the step: its fields are saved together."""

    slug: str
    keys: tuple[str, ...]


def parts(opened: Opened) -> Mapping[str, Part]:
    """The parts of a dossier's situation; facts are those of its library."""
    facts = [f"situation.{name}" for name, kind in opened.library.facts.items() if _useful(kind, opened)]
    host = ["situation.hebergeur"] if opened.library.asks_host else []
    found = (Part("parties", PARTIES), Part("contrat", CONTRACT), Part(SERVICES, (*facts, *host)))
    return {one.slug: one for one in found}


def _useful(kind: FactKind, opened: Opened) -> bool:
    return kind.useful_if.may_hold(opened.case.facts())


def questions(opened: Opened, part: Part) -> list[Question]:
    """The fields of a part. What a form cannot say is left to the file: several types, members of whom more is told."""
    kept = []
    for one in of_keys(opened, part.keys):
        told = opened.at(one.column.path)
        if one.column.key == MEMBERS and not (told or _has_members(opened)):
            continue
        mapped = isinstance(told, dict) or (isinstance(told, list) and any(isinstance(item, dict) for item in told))
        if not mapped:
            kept.append(one)
    return kept


def _has_members(opened: Opened) -> bool:
    form = form_of(opened.case, opened.library)
    return form is not None and bool(form.members)


def read(asked: Asked) -> Answer:
    return _page(asked, asked.house.begun(asked.names["dossier"]))


def write(asked: Asked) -> Answer:
    """One part, saved."""
    opened = asked.house.begun(asked.names["dossier"])
    part = parts(opened).get(asked.names["partie"])
    if part is None:
        raise NotHere
    changes = changes_of(asked, opened, part)
    outcome = keep(asked, opened, changes)
    if not outcome.done:
        return _page(asked, opened, part.slug, outcome)
    return Sent(asked.link("dossiers", opened.name, *_next(asked), dit=outcome.words, ancre=_anchor(asked, part)))


def _next(asked: Asked) -> tuple[str, ...]:
    wanted = asked.text("suite")
    return (wanted if wanted in ONWARD else "situation",)


def _anchor(asked: Asked, part: Part) -> str:
    return "" if asked.text("suite") else part.slug


def changes_of(asked: Asked, opened: Opened, part: Part) -> Changes:
    """What the form of a part changes, be it as it was."""
    changes = {one.column.path: tree_of(one, asked.form) for one in questions(opened, part)}
    if part.slug == SERVICES and [*_shares(opened)]:
        changes[TYPE] = _shares_typed(asked, opened)
    return changes


def _shares_typed(asked: Asked, opened: Opened) -> Any:
    """The services of each type, where several are told; the type alone where it is the same for all.

    A service that was ticked just now has no type yet: it takes the first one.
    """
    first = opened.case.contract.types[0]
    shares: dict[str, list[str]] = {}
    for service in asked.form.get(f"situation.{opened.library.types_by}", ()):
        shares.setdefault(asked.text(f"{SHARE}{service}") or first, []).append(service)
    return shares if len(shares) > 1 else next(iter(shares), first)


def _page(asked: Asked, opened: Opened, failed: str = "", outcome: Outcome | None = None) -> Answer:
    outcome, beside = outcome or Outcome(), asked.house.beside(opened)
    told = {
        part.slug: {
            "champs": _fields(asked, opened, part, outcome if part.slug == failed else None),
            "vu": opened.print_of([*changes_of(asked, opened, part)]),
        }
        for part in parts(opened).values()
    }
    keys = [key for part in parts(opened).values() if part.slug == failed for key in part.keys]
    context = {
        "parties": told,
        "fautive": failed,
        "pourquoi": outcome.why,
        "ailleurs": elsewhere(outcome.problems, keys, opened.library),
        "types": [*_shares(opened)],
        "types_possibles": opened.library.contract_types,
        "bibliotheques": offers(asked.house.root, opened.kept.path),
        "choisies": [one.name for one in opened.libraries],
        "bibliotheque": opened.library.name,
        "lecture": beside,
        "repris": [titled(one) for one in beside.taken],
        "a_dire": [] if opened.blanks else [*_untold(opened)],
        "manquent": lacking(opened),
        "avis": []
        if opened.blanks
        else [labelled(one.message, opened) for one in opened.analysis.notices if not one.point],
    }
    return shown("situation.html", opened, "situation", context, outcome.status or 200)


def _untold(opened: Opened) -> Iterator[str]:
    """The titles of the facts on which the dossier says nothing yet, or that nobody knows."""
    for one in questions(opened, parts(opened)[SERVICES]):
        fact = opened.library.facts.get(str(one.column.path[-1]))
        if fact is not None and opened.at(one.column.path) in UNTOLD:
            yield fact.title


def _fields(asked: Asked, opened: Opened, part: Part, outcome: Outcome | None) -> list[Field]:
    typed = asked.form if outcome else None
    problems: tuple[Problem, ...] = outcome.problems if outcome else ()
    return [field_of(one, opened, typed, problems) for one in questions(opened, part)]


def _shares(opened: Opened) -> Iterator[tuple[str, str, str]]:
    """Each service with its label and its type, where the library lets a contract have several types."""
    fact = opened.library.types_by
    services: Sequence[str] = opened.case.situation.facts.get(fact, ()) if fact else ()
    known = opened.library.facts[fact].values if fact else {}
    contract = opened.case.contract
    of = {service: kind for kind, words in contract.shares.items() for service in words}
    main = contract.type if isinstance(contract.type, str) else UNKNOWN
    if len(services) > 1:
        yield from ((one, known[one], of.get(one, main)) for one in services if one in known)


def choose(asked: Asked) -> Answer:
    """With which libraries the dossier is read: all is judged again, and what changes is told."""
    opened = asked.house.begun(asked.names["dossier"])
    path = choice_path(opened.kept.path)
    before = seen([path])
    chosen = picked(asked.form.get("bibliotheque", ()), offers(asked.house.root, opened.kept.path), path.name)
    kept = path.read_bytes() if path.is_file() else None
    publish({path.name: choice_text(chosen).encode()}, path.parent, seen=before)
    try:
        fresh = asked.house.begun(opened.name)
    except InvalidInput as error:
        publish({path.name: kept} if kept else {}, path.parent, gone=() if kept else (path.name,))
        context = {"problemes": error.problems, "noms": [one.title for one in chosen]}
        return shown("bibliotheque-refusee.html", opened, "situation", context, UNSOUND)
    context = {"changements": [*told_between(opened.analysis, fresh.analysis)], "nouvelle": fresh.library.name}
    return shown("bibliotheque-changee.html", fresh, "situation", context)


STEP = Step(
    "situation",
    "Situation",
    (
        Route("/dossiers/{dossier}/situation", read=read),
        Route("/dossiers/{dossier}/situation/bibliotheque", write=choose),
        Route("/dossiers/{dossier}/situation/{partie}", write=write),
    ),
)
