"""The contracts made up for these tests: their files, what a person found in them, and the traps that they set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from clausier.model.contract_text import SourceText
from clausier.model.reading import Passage, PointReading, Reading, Status
from clausier.office.contract import read_contract
from clausier.reading import read
from tests.builders import library

FOLDER = Path(__file__).parent / "contrats"
LABELS = {"oui": Status.FOUND, "partiel": Status.PARTIAL, "contraire": Status.CONTRARY, "non": Status.NOT_FOUND}
"""What a label says → what the reading would propose if it saw what a person saw."""
KINDS = {
    *("annexe_absente", "champ_vide", "condition", "definition", "deux_articles_premiers", "deux_dates", "deux_modes"),
    *("devoir_client", "double_sens", "duree_autre", "en_option", "exclusion_liste", "negation", "numeros_romains"),
    *("parenthese", "sur_devis", "tableau", "tarif_absent", "titre_excluant", "titulaire_prestataire", "vague"),
    "valeur_reprise",
}


@dataclass(frozen=True, slots=True)
class Label:
    status: Status
    quotes: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Trap:
    """A passage that begins with `quote` and looks like an answer to `point`: it is worth `ceiling` at most.

    `more` are the other keys of its file: a value to read or not to read, the article where it stands…
    """

    kind: str
    point: str
    quote: str
    ceiling: Status
    why: str
    more: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MadeUp:
    name: str
    type: str
    files: tuple[Path, ...]
    labels: Mapping[str, Label]
    traps: tuple[Trap, ...]
    missing: frozenset[str]


@cache
def contracts() -> tuple[MadeUp, ...]:
    return tuple(_contract(path) for path in sorted(FOLDER.glob("*.yaml")))


def _contract(path: Path) -> MadeUp:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    return MadeUp(
        name=told["contrat"],
        type=told["type"],
        files=tuple(FOLDER / name for name in told["fichiers"]),
        labels={id_: _label(label) for id_, label in told["points"].items()},
        traps=tuple(_trap(trap) for trap in told["pieges"]),
        missing=frozenset(told.get("annexes_absentes", ())),
    )


def _label(told: Mapping[str, Any]) -> Label:
    return Label(LABELS[told["statut"]], tuple(told.get("citations", ())), told.get("valeur", ""))


def _trap(told: Mapping[str, str]) -> Trap:
    keys = {"sorte", "point", "citation", "attendu", "quoi"}
    more = {key: value for key, value in told.items() if key not in keys}
    return Trap(told["sorte"], told["point"], told["citation"], Status(told["attendu"]), told["quoi"], more)


@cache
def texts_of(name: str) -> tuple[SourceText, ...]:
    return tuple(read_contract(path) for path in named(name).files)


@cache
def reading_of(name: str) -> Reading:
    return read(texts_of(name), library())


def named(name: str) -> MadeUp:
    return next(contract for contract in contracts() if contract.name == name)


def places(quote: str, texts: tuple[SourceText, ...]) -> list[tuple[str, int, int]]:
    """File, first and last offset of each passage that begins so."""
    wanted = re.escape(quote)
    return [(text.name, hit.start(), hit.end()) for text in texts for hit in re.finditer(wanted, text.text)]


def rests_on(point: PointReading, quote: str, texts: tuple[SourceText, ...]) -> bool:
    """Does the proposal rest on the passage that begins so?"""
    return point.passage is not None and holds(point.passage, (quote,), texts)


def holds(passage: Passage, quotes: tuple[str, ...], texts: tuple[SourceText, ...]) -> bool:
    first, last = passage.start, passage.start + len(passage.quote)
    found = [place for quote in quotes for place in places(quote, texts)]
    return any(file == passage.file and start < last and first < end for file, start, end in found)
