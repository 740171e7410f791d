"""The dossier that a reading completes, or begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from clausier.characters import legible
from clausier.cli.said import warn
from clausier.dossier.begun import Begun, begun_of
from clausier.dossier.blank import blank_case
from clausier.dossier.readings import reading_beside
from clausier.dossier.write import dossier_text
from clausier.errors import InvalidInput
from clausier.files import limits
from clausier.files.bounded import read_bounded
from clausier.files.strictyaml import SMALL, read_bytes
from clausier.model.facts import UNKNOWN
from clausier.model.library import Library
from clausier.model.reading import Reading


@dataclass(frozen=True)
class Typed:
    """What a person types of a contract: its type, empty if it is not told, and its facts, name → words."""

    kind: str = ""
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def in_dossier(self, begun: Begun, library: Library) -> Begun:
        """The dossier that says so too."""
        if self.kind:
            begun = begun.telling(("contrat", "type"), self.kind, library)
        for name, words in self.facts.items():
            begun = begun.telling(("situation", name), list(words), library)
        return begun


@dataclass(frozen=True)
class Base:
    """A dossier, what is to be written for it (None: it stands already as it will be), and its reading of before."""

    begun: Begun
    content: str | None
    former: Reading | None = None


def base_of(target: Path, source: Path | None, typed: Typed, library: Library, today: date) -> Base:
    """The dossier that stands at `target`, else a copy of `source`, else a blank one; InvalidInput if it is unsound."""
    known = target if target.exists() else source
    if known is None:
        text = blank_case(library, today, legible(target.stem), typed.kind or UNKNOWN, typed.facts)
        return Base(begun_of(read_bytes(text.encode(), target.name), library), text)
    content = read_bounded(known, limits.DOCUMENT, str(known), SMALL)
    found = begun_of(read_bytes(content, str(known)), library)
    told = typed.in_dossier(found, library)
    former = _former(known)
    if told != found:
        return Base(told, dossier_text(told, library), former)
    return Base(found, None if target.exists() else content.decode("utf-8-sig"), former)


def _former(dossier: Path) -> Reading | None:
    """The reading of before; one that is spoilt is told, and takes no part."""
    try:
        return reading_beside(dossier)
    except InvalidInput as error:
        warn(f"la lecture d'avant ne peut pas être relue, elle est refaite : {error.problems[0]}")
        return None
