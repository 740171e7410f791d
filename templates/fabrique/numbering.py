"""Numberings as data. Each level is tied to a style: using the style is enough to be numbered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .xml import el

NBSP = "\u00a0"


@dataclass(frozen=True)
class Level:
    """`text` is Word's pattern (%1 = number of the first level); indents in twentieths of a point."""

    format: str
    text: str
    style: str
    left: int = 0
    hanging: int = 0
    follow: str = "tab"
    font: str = ""


NUMBERINGS: dict[str, tuple[Level, ...]] = {
    # The invisible level of the paragraph that announces a list makes each list start again at a).
    "articles": (
        Level("decimal", f"Article{NBSP}%1{NBSP}–", "Titre1", follow="space"),
        Level("decimal", "%1.%2", "Titre2", 567, 567),
        Level("none", "", "AnnonceListe", follow="nothing"),
        Level("lowerLetter", "%4)", "Liste", 567, 340),
        Level("decimal", "%5.", "ListeNumerotee", 567, 340),
    ),
    "expose": (Level("upperLetter", "(%1)", "Expose", 567, 567),),
    "priorites": (Level("decimal", "%1.", "Priorite", 397, 397),),
    "tirets": (Level("bullet", "–", "ListeTableau", 227, 170),),
    "puces": (Level("bullet", "–", "ListePuces", 397, 227),),
    "etapes": (Level("decimal", "%1.", "Etape", 340, 283),),
}

NUMBER_IDS = {name: str(rank) for rank, name in enumerate(NUMBERINGS, start=1)}


def number_of(style: str) -> tuple[str, str] | None:
    """(numId, ilvl) of the level tied to a style, if any."""
    for name, levels in NUMBERINGS.items():
        for rank, level in enumerate(levels):
            if level.style == style:
                return NUMBER_IDS[name], str(rank)
    return None


def numbering_part() -> Any:
    root = el("w:numbering")
    for name, levels in NUMBERINGS.items():
        root.append(_abstract(NUMBER_IDS[name], levels))
    for number in NUMBER_IDS.values():
        root.append(el("w:num", el("w:abstractNumId", val=number), numId=number))
    return root


def _abstract(number: str, levels: tuple[Level, ...]) -> Any:
    kind = "multilevel" if len(levels) > 1 else "singleLevel"
    return el(
        "w:abstractNum",
        el("w:multiLevelType", val=kind),
        *(_level(rank, level) for rank, level in enumerate(levels)),
        abstractNumId=number,
    )


def _level(rank: int, level: Level) -> Any:
    return el(
        "w:lvl",
        el("w:start", val=1),
        el("w:numFmt", val=level.format),
        el("w:pStyle", val=level.style),
        el("w:suff", val=level.follow),
        el("w:lvlText", val=level.text),
        el("w:lvlJc", val="left"),
        el("w:pPr", el("w:ind", left=level.left, hanging=level.hanging)),
        ilvl=rank,
    )
