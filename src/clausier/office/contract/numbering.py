"""The numbers that Word computes for paragraphs of lists and headings: they stand nowhere in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from clausier.office.contract.blocks import ITEM_LABEL
from clausier.office.word.xml import Element, counted, value, w

LEVELS = 9
PLACE = re.compile(r"%([1-9])")
LONGEST = 100
"""Signs of the pattern of a label: Word's own have some ten."""
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
OF_ITEMS = ("bullet", "lowerLetter", "upperLetter", "lowerRoman")
"""Formats of the numbers of items."""
MOST_ROMAN, MOST_LETTERS = 3999, 26 * 5


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its first number, how it is written, the label around it, the style that goes with it.

    `restart`: after which level it begins again, counted from 1; None for any that is higher, 0 for never.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    style: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """A list of a document: the shape that it counts with, and the levels at which it begins anew."""

    shape: str
    levels: Mapping[int, Level]
    anew: frozenset[int] = frozenset()


@dataclass(slots=True)
class Counters:
    """The numbers reached so far, of each shape; lists of one shape go on from one another."""

    lists: dict[str, List]
    reached: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, depth: int) -> tuple[str, str]:
        """(label, format) of the next paragraph of a list, which is counted; both empty where there is none."""
        one = self.lists.get(number)
        level = one.levels.get(depth) if one else None
        if one is None or level is None:
            return "", ""
        reached = self.reached.setdefault(one.shape, {})
        if depth in one.anew and (number, depth) not in self.begun:
            reached.pop(depth, None)
        self.begun.add((number, depth))
        reached[depth] = reached[depth] + 1 if depth in reached else level.start
        for deeper in [rank for rank in reached if rank > depth]:
            if _begins_again(one.levels.get(deeper), depth):
                del reached[deeper]
        return _written(one.levels, reached, depth), level.format

    def depth_of(self, number: str, style: str) -> int:
        """The level of a list that a style stands for; 0 if none says so."""
        one = self.lists.get(number)
        return next((depth for depth, level in one.levels.items() if style and level.style == style), 0) if one else 0


def read_lists(numbering: Element | None, by_style: Mapping[str, str]) -> dict[str, List]:
    """The lists of a document by their ids; `by_style` gives the list of each style that has one."""
    if numbering is None:
        return {}
    shapes = {str(one.get(w("abstractNumId"))): one for one in numbering.iterchildren(w("abstractNum"))}
    numbers = {str(one.get(w("numId"))): one for one in numbering.iterchildren(w("num"))}
    found: dict[str, List] = {}
    read: dict[str, dict[int, Level]] = {}
    for number, one in numbers.items():
        shape = value(one, "abstractNumId")
        linked = value(shapes.get(shape), "numStyleLink")
        if linked in by_style:
            shape = value(numbers.get(by_style[linked]), "abstractNumId") or shape
        if shape not in shapes:
            continue
        if shape not in read:
            read[shape] = dict(map(_level, shapes[shape].iterchildren(w("lvl"))))
        found[number] = _list(one, shape, read[shape])
    return found


def _list(one: Element, shape: str, levels: Mapping[int, Level]) -> List:
    own: dict[int, Level] = {}
    anew: set[int] = set()
    for override in one.iterchildren(w("lvlOverride")):
        depth = counted(override.get(w("ilvl")))
        for level in override.iterchildren(w("lvl")):
            own[depth] = _level(level)[1]
        if start := value(override, "startOverride"):
            anew.add(depth)
            was = own.get(depth) or levels.get(depth, Level())
            own[depth] = Level(counted(start, 1), was.format, was.text, was.style, was.restart, was.legal)
    shared = {**levels, **own} if own else levels  # thousands of lists may count with one shape
    return List(shape, shared, frozenset(anew))


def _level(one: Element) -> tuple[int, Level]:
    restart = value(one, "lvlRestart")
    return counted(one.get(w("ilvl"))), Level(
        counted(value(one, "start"), 1),
        value(one, "numFmt") or "decimal",
        value(one, "lvlText")[:LONGEST],
        value(one, "pStyle"),
        counted(restart) if restart else None,
        one.find(w("isLgl")) is not None,
    )


def _begins_again(level: Level | None, after: int) -> bool:
    """Does a deeper level begin again after one of this depth?"""
    return level is None or level.restart is None or after < level.restart


def _written(levels: Mapping[int, Level], reached: Mapping[int, int], depth: int) -> str:
    level = levels[depth]
    if level.format == "bullet":
        return ITEM_LABEL

    def number(found: re.Match[str]) -> str:
        rank = int(found[1]) - 1
        other = levels.get(rank, Level())
        kind = "decimal" if level.legal and rank != depth else other.format
        return numeral(reached.get(rank, other.start), kind)

    return PLACE.sub(number, level.text).strip()


def is_of_item(label: str, written: str) -> bool:
    """Does a computed label stand before an item? One in figures may number clauses too."""
    return written in OF_ITEMS or label.endswith(")")


def numeral(number: int, kind: str) -> str:
    """A number in one of Word's formats; those that French contracts do not use are written in figures."""
    if kind == "none":
        return ""
    if kind == "decimalZero":
        return f"{number:02}"
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= MOST_LETTERS:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < number <= MOST_ROMAN:
        return roman(number) if kind == "upperRoman" else roman(number).lower()
    return str(number)


def roman(number: int) -> str:
    """1 to 3999 in Roman figures."""
    signs = []
    for worth, sign in ROMAN:
        times, number = divmod(number, worth)
        signs.append(sign * times)
    return "".join(signs)
