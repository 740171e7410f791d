"""A contract, and a stand-in for whoever reads its files and proposes answers: commands are tested without them.

The text of a contract is a line for each passage, « POINT | PROPOSITION | article | page | quotation | … »; what is not
of that form is only text. So a test writes what is to be read, and moves, changes or removes it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from clausier.dossier.readings import reading_bytes, reading_path
from clausier.model.contract_text import SourceText, TextBlock
from clausier.model.library import Library
from clausier.model.reading import (
    MissingAnnex,
    Passage,
    PointReading,
    ReadFile,
    Reading,
    Reserve,
    Status,
    Suggestion,
)
from tests.builders import library

BACKUP, TEST, VERSIONS = "sauvegardes-quotidiennes", "sauvegardes-test-restauration", "sauvegardes-versions"
OPEN = "documentation-politique-sauvegarde"
"""A point that the example of a negotiation leaves open, and that no law imposes."""
KEY = "cle "
MISSING = "manque "


def text_of(content: str, name: str) -> SourceText:
    blocks, start = [], 0
    for line in content.splitlines():
        if line.strip():
            blocks.append(TextBlock(line, start))
            start += len(line) + 1
    scanned = (2,) if "numérisée" in content else ()
    pages = 3 if name.endswith(".pdf") else 0
    return SourceText(name, hashlib.sha256(content.encode()).hexdigest(), tuple(blocks), pages, (), scanned)


def read_contract(path: Path, *, ocr: bool = False) -> SourceText:
    return text_of(path.read_text(encoding="utf-8"), path.name)


def read(texts: Sequence[SourceText], library: Library, points: Iterable[str] | None = None) -> Reading:
    lines = [(text.name, [cell.strip() for cell in block.text.split("|")]) for text in texts for block in text.blocks]
    asked = [point.id for point in library.requirements] if points is None else [*points]
    found = {id_: PointReading(status=Status.NOT_FOUND, why="rien", searched=("Sauvegardes",)) for id_ in asked}
    suggestions, missing = [], []
    for name, (first, *cells) in lines:
        if first in library.ids and library.ids[first] in found and cells:
            found[library.ids[first]] = _point(name, *cells)
        elif first.startswith(KEY):
            passage = Passage(file=name, article="article 1", page=1, quote=" ".join(cells))
            suggestions.append(Suggestion(key=first.removeprefix(KEY), value=tuple(cells), passage=passage))
        elif first.startswith(MISSING):
            passage = Passage(file=name, article="article 9", quote=first)
            missing.append(MissingAnnex(name=first.removeprefix(MISSING), passage=passage))
    files = tuple(ReadFile(name=one.name, digest=one.digest, pages=one.pages, unread=one.unread) for one in texts)
    return Reading(files=files, points=found, suggestions=tuple(suggestions), missing=tuple(missing))


def _point(name: str, status: str, article: str, page: str, quote: str, *more: str) -> PointReading:
    """`more`: « sure », « valeur=… », « volets=a,b », « mots=… », « reserve », « autre=… » (another passage)."""
    told = dict(one.partition("=")[::2] for one in more)
    reserves = (Reserve.OPTION,) if "reserve" in told else ()
    words = tuple(filter(None, told.get("mots", "").split(",")))
    passages = [Passage(file=name, article=article, page=int(page or 0), quote=quote, found=words, reserves=reserves)]
    passages += [Passage(file=name, article="article 20", quote=told["autre"])] if "autre" in told else []
    parts = tuple(filter(None, told["volets"].split(","))) if "volets" in told else None
    value, certain = told.get("valeur", ""), "sure" in told
    return PointReading(
        status=Status(status), certain=certain, why="le contrat le dit", value=value, parts=parts, passages=passages
    )


def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, contracts are read as above; what needs the true reading is imported before."""
    import_module("clausier.documents.marked")
    office: Any = ModuleType("clausier.office.contract")
    engine: Any = ModuleType("clausier.reading")
    office.read_contract, office.read_text, engine.read = read_contract, text_of, read
    monkeypatch.setitem(sys.modules, office.__name__, office)
    monkeypatch.setitem(sys.modules, engine.__name__, engine)


def lay_reading(dossier: Path, id_: str, quote: str = "Une politique de sauvegarde est remise.") -> None:
    """A reading beside a dossier, in which one thing is sure: the contract says a part of what a point asks."""
    passage = Passage(file="contrat.txt", article="7.3", page=4, quote=quote)
    found = PointReading(status=Status.PARTIAL, certain=True, why="le contrat le dit", passages=(passage,))
    reading = Reading(files=(ReadFile(name="contrat.txt", digest="0" * 64),), points={id_: found})
    path = reading_path(dossier)
    path.write_bytes(reading_bytes(reading, path.name))


def number(id_: str) -> str:
    return library().by_id[id_].number
