"""The zip around a Word or Excel file: its members, its links, and the same bytes for the same content."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from lxml import etree

from clausier.office.archive import EACH_TIME, archive, member
from clausier.office.damage import Damaged, outside
from clausier.office.kinds import CONTENT_TYPES
from clausier.office.zipped import Zipped

DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = f"{RELATIONS}/hyperlink"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def normalised(content: bytes) -> bytes:
    """The same package with fixed dates, order and compression."""
    return packed(read_members(content))


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members: content types first, then in alphabetical order."""
    return archive(member(name, members[name], EACH_TIME) for name in ordered(members))


def ordered(names: Iterable[str]) -> list[str]:
    """The order of members in a package."""
    return sorted(names, key=lambda name: (name != CONTENT_TYPES, name != "_rels/.rels", name))


def read_members(content: bytes) -> dict[str, bytes]:
    """Every file of the package, by name; Damaged if it is none."""
    with Zipped(content) as package:
        return {name: package.read(name) for name in package.names if not name.endswith("/")}


def parse(content: bytes) -> etree._Element:
    """XML without entities, network or leniency; Damaged if it is none.

    Comments and instructions, which say nothing and whose tags are no names, are left out.
    """
    return _parsed(content, remove_comments=True, remove_pis=True)


def parse_with_instructions(content: bytes) -> etree._Element:
    """The same, with what stands between `<?` and `?>`."""
    return _parsed(content, remove_comments=True, remove_pis=False)


def _parsed(content: bytes, **removed: bool) -> etree._Element:
    with outside():
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, **removed)
        return etree.fromstring(content, parser)


def escaped(text: str) -> str:
    """A text as it stands between tags."""
    return html.escape(text, quote=False)


def relations(members: Mapping[str, bytes]) -> Iterator[tuple[str, str, str, bool]]:
    """(source part, kind, target part or address, is it outside the file) of every relationship."""
    for name in sorted(members):
        if name.endswith(".rels"):
            for link in parse(members[name]):
                target, external = link.get("Target", ""), link.get("TargetMode") == "External"
                yield (
                    source_of(name),
                    link.get("Type", ""),
                    target if external else resolved(name, target),
                    external,
                )


def body_of(members: Mapping[str, bytes]) -> str:
    """The name of the part that the file is about; Damaged if it says none, or one that is not there."""
    kind = f"{RELATIONS}/officeDocument"
    found = {found: target for source, found, target, _ in relations(members) if not source}.get(kind, "")
    if found not in members:
        raise Damaged(found)
    return found


def source_of(rels: str) -> str:
    """The part that a relationship file belongs to; empty for the package itself."""
    folder, base = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def resolved(rels: str, target: str) -> str:
    """The member that an internal target names."""
    folder = posixpath.dirname(source_of(rels))
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
