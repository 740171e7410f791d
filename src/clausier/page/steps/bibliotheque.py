"""Step « Bibliothèque »: clauses and legal bases to read, search and compare. It writes nothing: Word and YAML do."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from clausier.desk.editions import BESIDE, SHIPPED, Edition, editions, named, place
from clausier.desk.libraries import SHELF
from clausier.errors import InvalidInput
from clausier.judging.criteria import criterion_text
from clausier.model.base import Held
from clausier.model.library import Library
from clausier.page.asked import UNSOUND, Answer, Asked, NotHere, Route, Shown, Step
from clausier.page.listing import kept_in
from clausier.page.words import IMPORTANCES
from clausier.playbook.bases import READINGS, debtor, rows, uses
from clausier.playbook.compare import compare, point_changes
from clausier.playbook.conditions import worded
from clausier.playbook.fields import title_at
from clausier.playbook.searching import search
from clausier.playbook.stages import stages
from clausier.proposal.approved import lapse, told
from clausier.resources import SHIPPED_OVERLAYS

WITH, OTHER, WORDS, TYPE, REVIEW = "avec", "autre", "mots", "type", "revoir"
"""What stands after « ? »: the library, the one that it is compared with, the words sought, the type of contract."""
MINE = "maison"
"""The name of a library of one's own, in what is told of how to make one."""


@dataclass(frozen=True)
class Reading:
    """A library that is read on the page, among those that there are."""

    asked: Asked
    edition: Edition
    others: Mapping[str, Edition]

    @property
    def library(self) -> Library:
        return self.read(self.edition)

    def read(self, edition: Edition) -> Library:
        return self.asked.house.shelf.library(edition.folders)

    def link(self, *names: str, **query: str) -> str:
        """An address of the step, with the same library."""
        return self.asked.link("bibliotheque", *names, **{WITH: self.asked.query.get(WITH, SHIPPED), **query})

    @property
    def dossier(self) -> str:
        """The dossier from which one comes."""
        name = self.asked.query.get(WITH, "")
        return name.removeprefix(BESIDE) if name.startswith(BESIDE) else ""

    def shown(self, template: str, names: Mapping[str, Any]) -> Shown:
        common = {
            "edition": self.edition,
            "editions": self.others,
            "bibliotheque": self.library,
            "adresse": self.link,
            "venu_de": self.dossier,
            "lieux": [*place(self.edition, self.asked.house.root)],
            "poids": IMPORTANCES,
        }
        return Shown(template, {**common, **names})


def _there(asked: Asked) -> Mapping[str, Edition]:
    root = asked.house.root
    return editions(root, {name: kept.path for name, kept in kept_in(root).items()})


def _reading(work: Callable[[Reading], Answer]) -> Callable[[Asked], Answer]:
    """A page on the library that is asked for; NotHere if there is none of this name.

    What is at fault in one is told as `bibliotheque verifier` tells it.
    """

    def answered(asked: Asked) -> Answer:
        there = _there(asked)
        edition = named(asked.query.get(WITH, SHIPPED), there)
        if edition is None:
            raise NotHere
        try:
            return work(Reading(asked, edition, there))
        except InvalidInput as error:
            return Shown("bibliotheque-illisible.html", {"edition": edition, "problemes": error.problems}, UNSOUND)

    return answered


@_reading
def listed(reading: Reading) -> Answer:
    """The whole library, or what a search finds in it."""
    library, day = reading.library, reading.asked.house.today()
    words = reading.asked.query.get(WORDS, "").strip()
    approved = (library.by_id[id_] for id_ in library.approvals if id_ in library.by_id)
    by_category = groupby(library.requirements, key=lambda point: point.category)
    points = {number: [*several] for number, several in by_category}
    names = {
        "mots": words,
        "resultat": search(library, words) if words else None,
        "categories": [(one, points.get(one.number, [])) for one in library.categories],
        "tombees": {point.id for point in approved if lapse(point, library, day)},
        "commandes": _commands(reading),
    }
    return reading.shown("bibliotheque.html", names)


@_reading
def pointed(reading: Reading) -> Answer:
    """A point: its clause at each position, its law, who approved it, and what another library makes of it."""
    library, day = reading.library, reading.asked.house.today()
    point = library.by_id.get(reading.asked.names["point"])
    if point is None:
        raise NotHere
    kind = reading.asked.query.get(TYPE, "")
    if kind and kind not in library.contract_types:
        raise NotHere
    found = stages(Held(library), point.id, kind, day)
    unprinted = dict(found[0].shown.unprinted) if found[0].shown else {}
    names = {
        "point": point,
        "categorie": next(one for one in library.categories if one.number == point.category),
        "exigence": criterion_text(point.criterion),
        "applicable": worded(point.applies_if, library),
        "type": kind,
        "positions": found,
        "fondements": [(library.bases[use.id], use, unprinted.get(use.id, "")) for use in point.bases],
        "validation": told(point, library),
        "tombee": lapse(point, library, day),
        "comparee": _compared(reading, point.id),
        "commandes": _commands(reading, point.number),
        "fichier": f"{point.category:02d}-…/{point.id}.yaml",
    }
    return reading.shown("bibliotheque-point.html", names)


@dataclass(frozen=True)
class Beside:
    """A point in two libraries: what the second changes; it may be in one of them alone."""

    before: Edition
    after: Edition
    changes: tuple[tuple[str, Any], ...]
    missing: Edition | None = None


def _compared(reading: Reading, id_: str) -> Beside | None:
    """With the library that is asked for; one of one's own, with the shipped one, if nothing is asked."""
    asked = reading.asked.query.get(OTHER)
    name = asked if asked is not None else SHIPPED
    other = named(name, reading.others)
    if other is None:
        raise NotHere
    if other.folders == reading.edition.folders:
        return None
    before, after = (other, reading.edition) if other.shipped else (reading.edition, other)
    old, new = reading.read(before).by_id.get(id_), reading.read(after).by_id.get(id_)
    if old is None or new is None:
        return Beside(before, after, (), before if old is None else after)
    return Beside(before, after, tuple((title_at(one.key), one) for one in point_changes(old, new)))


@_reading
def compared(reading: Reading) -> Answer:
    """All that another library changes in this one: figures, criteria and law first."""
    other = named(reading.asked.query.get(OTHER, SHIPPED), reading.others)
    if other is None:
        raise NotHere
    names: dict[str, Any] = {"autre": other, "ecarts": None, "titre_de": title_at}
    if other.folders != reading.edition.folders:
        names["ecarts"] = compare(reading.read(other), reading.library)
    return reading.shown("bibliotheque-comparer.html", names)


@_reading
def founded(reading: Reading) -> Answer:
    """The legal bases, or those that are to be read again."""
    library, day = reading.library, reading.asked.house.today()
    every = rows(library, day)
    review = [row for row in every if row.reasons]
    only = bool(reading.asked.query.get(REVIEW))
    names = {"lignes": review if only else every, "a_revoir": len(review), "toutes": len(every), "revoir": only}
    return reading.shown("bibliotheque-fondements.html", {**names, "lectures": READINGS, "jour": day})


@_reading
def based(reading: Reading) -> Answer:
    """A legal basis: what it says, what was read of it, its caveats, and where it is used."""
    library, day = reading.library, reading.asked.house.today()
    row = next((one for one in rows(library, day) if one.id == reading.asked.names["fondement"]), None)
    if row is None:
        raise NotHere
    basis = row.basis
    names = {
        "ligne": row,
        "fondement": basis,
        "debiteur": debtor(basis, library.client),
        "lecture": READINGS[basis.verification],
        "conditions": worded(basis.condition, library),
        "citable": basis.is_current(day),
        "jour": day,
        "emplois": [(point, use, worded(use.condition, library)) for point, use in uses(row.id, library)],
        "commandes": _commands(reading, basis=row.id),
    }
    return reading.shown("bibliotheque-fondement.html", names)


def _commands(reading: Reading, point: str = "", basis: str = "") -> Mapping[str, str]:
    """What is typed, in the folder that is open, to change what the page shows."""
    own = [shlex.quote(one) for one in place(reading.edition, reading.asked.house.root)]
    mine = own[-1] if own else f"{SHELF}/{MINE}"
    over = "".join(f" --avec {name}" for name in (reading.edition.name,) if name in SHIPPED_OVERLAYS)
    over += "".join(f" --bibliotheque {one}" for one in own)
    fresh = f"{SHELF}/{MINE}" if mine != f"{SHELF}/{MINE}" or not own else f"{SHELF}/{MINE}-2"
    told = {
        "exporter": f"exporter -o clauses.docx{over}",
        "importer": f"importer clauses.docx -o {fresh}{over}",
        "verifier": f"verifier {fresh}",
        "valider": f'valider {point or "--tous"} --par "Me …" --dans {mine}',
        "lire": f'fondements valider {basis} --par "Me …" --dans {mine}',
    }
    return {"ou": mine, **{name: f"clausier bibliotheque {words}" for name, words in told.items()}}


STEP = Step(
    "bibliotheque",
    "Bibliothèque",
    (
        Route("/bibliotheque", read=listed),
        Route("/bibliotheque/points/{point}", read=pointed),
        Route("/bibliotheque/comparer", read=compared),
        Route("/bibliotheque/fondements", read=founded),
        Route("/bibliotheque/fondements/{fondement}", read=based),
    ),
    of_dossier=False,
)
