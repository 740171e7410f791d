"""Formats of the workbook, as data."""

from __future__ import annotations

from typing import Any

from clausier.model.verdict import Finding
from clausier.office import palette
from clausier.office.excel.looks import USUAL
from clausier.office.palette import hashed

INK, RULE, GREY, TINT, PAPER, ALARM, WHITE = map(
    hashed, (palette.INK, palette.RULE, palette.GREY, palette.TINT, palette.PAPER, palette.ALARM, palette.WHITE)
)
SIZE = USUAL.points
ANSWERS = {
    Finding.YES.label: palette.YES,
    Finding.PARTIAL.label: palette.PARTLY,
    Finding.NO.label: palette.NO,
    Finding.CONTRARY.label: palette.AGAINST,
    Finding.NOT_APPLICABLE.label: palette.ASIDE,
    Finding.TO_CHECK.label: palette.UNKNOWN,
}

BASE: dict[str, Any] = {"font_size": SIZE, "valign": "top", "text_wrap": True}
RULED: dict[str, Any] = {**BASE, "border": 1, "border_color": RULE}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_size": 14, "bold": True, "font_color": INK, "valign": "vcenter"},
    "subject": {"font_size": 10, "font_color": GREY, "valign": "vcenter"},
    "banner": {"font_size": 9, "bold": True, "font_color": ALARM, "valign": "vcenter"},
    "told": BASE,
    "progress": {"font_size": 9, "bold": True, "font_color": INK, "align": "right"},
    "head": {**RULED, "bold": True, "font_color": WHITE, "bg_color": INK, "valign": "vcenter"},
    "band": {"font_size": 10, "bold": True, "font_color": INK, "bg_color": TINT,
             "valign": "vcenter", "top": 1, "bottom": 1, "border_color": RULE},
    "label": RULED,
    "number": {**RULED, "bold": True, "font_color": INK},
    "typed_number": {**RULED, "bold": True, "font_color": INK, "num_format": "@", "locked": False},
    "help": {**RULED, "font_size": 8, "font_color": GREY},
    "answer": {**RULED, "num_format": "@"},
    "date": {**RULED, "num_format": "yyyy-mm-dd", "align": "left"},
    "aside": {**RULED, "num_format": "@", "bg_color": PAPER},
    "note": {"font_size": 8, "font_color": GREY},
    "plain": {"font_size": SIZE},
    "hidden": {"font_size": 8, "font_color": GREY, "num_format": "@"},
}  # fmt: skip
