"""What the styles of a Word file say of a paragraph: is it a heading, in which list does it count?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from clausier.office.word.xml import Element, counted, value, w

BODY_TEXT = 9
"""The outline level of what is no heading."""
HEADING = re.compile(r"(?:heading|titre) ([1-9])", re.I)
TITLES = ("title", "titre")
DEEPEST = 20
"""Styles based on one another; Word itself stops at eleven."""


@dataclass(frozen=True, slots=True)
class Outline:
    """`level` from 1, 0 for no heading; `number` is the id of a list, empty for none, `depth` a level in it or None.

    `style` is the one that puts the paragraph in the list, empty if it does so by itself.
    """

    level: int = 0
    number: str = ""
    depth: int | None = None
    style: str = ""
    is_contents: bool = False


def read_outlines(styles: Element | None) -> dict[str, Outline]:
    """By the id of each style of paragraphs, what it says with those that it is based on."""
    if styles is None:
        return {}
    by_id = {str(one.get(w("styleId"))): one for one in styles.iterchildren(w("style"))}
    found: dict[str, Outline] = {}
    for key in by_id:
        chain: list[str] = []
        while key in by_id and key not in found and len(chain) < DEEPEST:
            chain.append(key)
            key = value(by_id[key], "basedOn")
        known = found.get(key, Outline())
        for one in reversed(chain):
            known = found[one] = _of_style(by_id[one], one, known)
    return found


def outline_of(paragraph: Element, styles: Mapping[str, Outline]) -> Outline:
    """The same of a paragraph: what it says itself counts before its style."""
    properties = paragraph.find(w("pPr"))
    known = styles.get(value(properties, "pStyle"), Outline())
    if properties is None:
        return known
    return _over(properties, known, "")


def _of_style(style: Element, key: str, base: Outline) -> Outline:
    """What a style says, over what the one that it is based on does."""
    name = value(style, "name").lower()
    named = HEADING.fullmatch(name)
    level = int(named[1]) if named else 1 if name in TITLES else base.level
    contents = base.is_contents or (name.startswith(("toc ", "tm ")) and name[-1:].isdigit())
    known = replace(base, level=level, is_contents=contents)
    properties = style.find(w("pPr"))
    return known if properties is None else _over(properties, known, key)


def _over(properties: Element, known: Outline, style: str) -> Outline:
    """What properties say, over what was known before them."""
    said = value(properties, "outlineLvl")
    outline = counted(said, BODY_TEXT)
    level = known.level if not said else outline + 1 if outline < BODY_TEXT else 0
    numbering = properties.find(w("numPr"))
    if numbering is None:
        return Outline(level, known.number, known.depth, known.style, known.is_contents)
    number, depth = value(numbering, "numId"), value(numbering, "ilvl")
    return Outline(
        level,
        known.number if not number else "" if number == "0" else number,
        counted(depth) if depth else known.depth,
        style if number else known.style,
        known.is_contents,
    )
