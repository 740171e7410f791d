"""Word files that come from elsewhere, opened as their parts."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from clausier.office import safe
from clausier.office.kinds import WORD
from clausier.office.package import RELATIONS, parse, relations
from clausier.office.word.sane import check_document
from clausier.office.word.xml import Element
from clausier.office.zipped import Zipped

READ = frozenset(("styles", "numbering", "comments", "header", "footer", "footnotes", "endnotes"))
"""Kinds of links from the body to the parts that are read."""
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True)
class Parts:
    """The parts of a Word file; `linked` are those that the body is linked to, each with the kind of its link.

    `title` is what its properties call it, empty if they do not.
    """

    document: Element
    custom: Element | None
    linked: tuple[tuple[str, Element], ...]
    title: str = ""

    @property
    def styles(self) -> Element | None:
        return self._only("styles")

    @property
    def numbering(self) -> Element | None:
        return self._only("numbering")

    @property
    def comments(self) -> Element | None:
        return self._only("comments")

    def _only(self, kind: str) -> Element | None:
        return next((root for found, root in self.linked if found == kind), None)


def read_document(path: Path) -> bytes:
    """The bytes of a Word file; InvalidInput if it cannot be read or is too large."""
    return safe.read_file(path, WORD)


def open_parts(content: bytes, name: str) -> Parts:
    """The parts of a .docx that is safe to read; InvalidInput says why another is not."""
    safe.gate(io.BytesIO(content), name, WORD)
    with safe.damage(name, WORD), Zipped(content) as package:
        return _parts(package)


def _parts(package: Zipped) -> Parts:
    """Each part that is read is parsed once, however many links lead to it; Damaged without a body."""
    members = {name: package.read(name) for name in package.names if name.endswith(".rels")}
    found = [*relations(members)]
    whole = {kind: target for source, kind, target, _ in found if not source}
    main = whole.get(f"{RELATIONS}/officeDocument", "")
    document = parse(package.read(main))
    check_document(document)
    custom, core = whole.get(f"{RELATIONS}/custom-properties", ""), whole.get(CORE, "")
    linked = dict.fromkeys((kind.rpartition("/")[2], target) for source, kind, target, _ in found if source == main)
    return Parts(
        document,
        parse(package.read(custom)) if custom in package else None,
        tuple((kind, parse(package.read(target))) for kind, target in linked if kind in READ and target in package),
        parse(package.read(core)).findtext(TITLE, "").strip() if core in package else "",
    )
