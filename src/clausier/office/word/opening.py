"""Word files that come from elsewhere, opened as their parts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clausier.office import safe
from clausier.office.kinds import WORD
from clausier.office.package import RELATIONS, parse, read_members, relations
from clausier.office.word.xml import Element


@dataclass(frozen=True)
class Parts:
    """The parts of a Word file by role; those that it lacks are None."""

    document: Element
    styles: Element | None
    numbering: Element | None
    comments: Element | None
    custom: Element | None


def read_document(path: Path) -> bytes:
    """The bytes of a Word file; InvalidInput if it cannot be read or is too large."""
    return safe.read_file(path, WORD)


def open_parts(content: bytes, name: str) -> Parts:
    """The parts of a .docx that is safe to read; InvalidInput says why another is not."""
    safe.gate(io.BytesIO(content), name, WORD)
    with safe.damage(name, WORD):
        return _parts(read_members(content))


def _parts(members: Mapping[str, bytes]) -> Parts:
    """LookupError without a body."""
    whole = {kind: target for source, kind, target, _ in relations(members) if not source}
    main = whole[f"{RELATIONS}/officeDocument"]
    linked = {kind: target for source, kind, target, _ in relations(members) if source == main}
    parsed = {name: members[name] for name in members if name.lower().endswith(safe.XML)}

    def part(targets: Mapping[str, str], kind: str) -> Element | None:
        name = targets.get(f"{RELATIONS}/{kind}", "")
        return parse(parsed[name]) if name in parsed else None

    return Parts(
        parse(parsed[main]),
        part(linked, "styles"),
        part(linked, "numbering"),
        part(linked, "comments"),
        part(whole, "custom-properties"),
    )
