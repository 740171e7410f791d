"""What a part of a workbook is linked to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from clausier.office.package import parse, resolved
from clausier.office.zipped import Zipped


@dataclass(frozen=True, slots=True)
class Link:
    """`kind` is the last word of the kind of relationship; `target` the member that it leads to."""

    kind: str
    id: str
    target: str


def links(package: Zipped, part: str) -> tuple[Link, ...]:
    """The links of a part, the package itself being the part « »; none where it declares none."""
    rels = posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")
    if rels not in package:
        return ()
    found = parse(package.read(rels)).iterfind("{*}Relationship")
    return tuple(
        Link(one.get("Type", "").rpartition("/")[2], one.get("Id", ""), resolved(rels, one.get("Target", "")))
        for one in found
        if one.get("TargetMode") != "External"
    )
