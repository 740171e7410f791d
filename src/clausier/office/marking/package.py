"""The members of a foreign Word file: which part is which, by their links, and new parts declared."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from clausier.office.kinds import CONTENT_TYPES
from clausier.office.package import RELATIONS, packed, parse, parse_with_instructions, relations
from clausier.office.word.wrapper import PACKAGE, links
from clausier.office.word.xml import Element, inside, serialised

LINKED = f"{{{PACKAGE}/relationships}}Relationship"
DECLARED = f"{{{PACKAGE}/content-types}}Override"


class Package:
    """A file to which parts are added; `main` is the name of its body. Parts that nobody puts stay as they are."""

    def __init__(self, members: Mapping[str, bytes], main: str) -> None:
        self.members = dict(members)
        self.main = main

    def linked(self, kind: str) -> str:
        """The name of the part to which the body is linked in this way; empty if there is none."""
        return self._target(self.main, f"{RELATIONS}/{kind}")

    def of_file(self, link: str) -> str:
        """The same of the file itself, by the whole kind of link."""
        return self._target("", link)

    def _target(self, source: str, link: str) -> str:
        rels = {name: content for name, content in self.members.items() if name == _links(source)}
        found = {kind: target for _, kind, target, external in relations(rels) if not external}
        return found.get(link, "") if found.get(link, "") in self.members else ""

    def tree(self, name: str) -> Element:
        """A part, as its root; None without a name."""
        return parse_with_instructions(self.members[name]) if name else None

    def put(self, name: str, root: Element) -> None:
        self.members[name] = serialised(root)

    def packed(self) -> bytes:
        return packed(self.members)

    def add(self, source: str, link: str, name: str, content_type: str, root: Element) -> None:
        """A new part, declared, with a link from another, or from the file itself (empty `source`)."""
        rels = _links(source)
        rows = self.tree(rels) if rels in self.members else parse(links(()))
        used = {str(row.get("Id")) for row in rows}
        names = (f"rIdClausier{rank}" for rank in range(1, len(used) + 2))
        identifier = next(one for one in names if one not in used)
        kind = link if "/" in link else f"{RELATIONS}/{link}"
        target = posixpath.relpath(name, posixpath.dirname(source) or ".")
        inside(rows, LINKED, Id=identifier, Type=kind, Target=target)
        types = self.tree(CONTENT_TYPES)
        inside(types, DECLARED, PartName=f"/{name}", ContentType=content_type)
        self.put(rels, rows)
        self.put(CONTENT_TYPES, types)
        self.put(name, root)

    def beside_main(self, stem: str) -> str:
        """A free name for a part beside the body."""
        return self.free(posixpath.dirname(self.main), f"{stem}.xml")

    def free(self, folder: str, name: str) -> str:
        """A name that no part has, whatever its capitals."""
        taken = {one.lower() for one in self.members}
        stem, ending = posixpath.splitext(posixpath.join(folder, name))
        names = (f"{stem}{rank or ''}{ending}" for rank in range(len(taken) + 1))
        return next(one for one in names if one.lower() not in taken)


def _links(source: str) -> str:
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")
