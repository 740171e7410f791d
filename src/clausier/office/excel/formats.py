"""What the styles of a workbook say of its cells: the format of their numbers, whether they are struck through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clausier.office.package import parse
from clausier.office.word.xml import Element

GENERAL = "General"
LONGEST = 255
"""Signs of the format of a number, for Excel."""


@dataclass(frozen=True, slots=True)
class Look:
    """Of a cell: how its numbers are shown, in the spreadsheet's own codes; is its text struck through?"""

    format: str = GENERAL
    struck: bool = False


USUAL = Look()


def looks(styles: bytes) -> tuple[Look, ...]:
    """The looks that cells name by their rank; none of a workbook without styles."""
    if not styles:
        return ()
    root = parse(styles)
    codes = {**_built_in(), **_own(root)}
    struck = [_is_struck(font) for font in root.iterfind("{*}fonts/{*}font")]
    kept = dict[tuple[str, str], Look]()
    found = []
    for one in root.iterfind("{*}cellXfs/{*}xf"):
        key = one.get("numFmtId", "0"), one.get("fontId", "0")
        if key not in kept:
            rank = int(key[1]) if _is_number(key[1]) else len(struck)
            kept[key] = Look(codes.get(key[0], GENERAL), struck[rank] if rank < len(struck) else False)
        found.append(kept[key])
    return tuple(found)


def _built_in() -> dict[str, str]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    return {str(number): code for number, code in BUILTIN_FORMATS.items()}


def _own(root: Element) -> Mapping[str, str]:
    found = root.iterfind("{*}numFmts/{*}numFmt")
    return {one.get("numFmtId", ""): one.get("formatCode", GENERAL)[:LONGEST] for one in found}


def _is_struck(font: Element) -> bool:
    strike = font.find("{*}strike")
    return strike is not None and strike.get("val", "1") not in ("0", "false", "f")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
