"""Formats of the workbook, as data."""

from __future__ import annotations

from typing import Any

INK, RULE, GREY, TINT, PAPER = "#1F3A5F", "#A6B1C0", "#595959", "#E9EEF4", "#F2F2F2"
FONT, SIZE = "Arial", 9
ANSWERS = {
    "oui": ("#E2F0E3", "#1E5631"),
    "partiel": ("#FFF3D6", "#7A4B00"),
    "non": ("#FBE3DF", "#8A1F11"),
    "contraire": ("#F3CFC9", "#8A1F11"),
    "sans objet": ("#EDEDED", "#404040"),
    "à vérifier": ("#E3EAF5", "#1F3A5F"),
}
"""Tint and ink of each answer; the word itself says it too."""

BASE: dict[str, Any] = {"font_name": FONT, "font_size": SIZE, "valign": "top", "text_wrap": True}
RULED: dict[str, Any] = {**BASE, "border": 1, "border_color": RULE}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": FONT, "font_size": 14, "bold": True, "font_color": INK, "valign": "vcenter"},
    "subject": {"font_name": FONT, "font_size": 10, "font_color": GREY, "valign": "vcenter"},
    "banner": {"font_name": FONT, "font_size": 9, "bold": True, "font_color": "#8A1F11", "valign": "vcenter"},
    "told": BASE,
    "progress": {"font_name": FONT, "font_size": 9, "bold": True, "font_color": INK, "align": "right"},
    "head": {**RULED, "bold": True, "font_color": "#FFFFFF", "bg_color": INK, "valign": "vcenter"},
    "band": {"font_name": FONT, "font_size": 10, "bold": True, "font_color": INK, "bg_color": TINT,
             "valign": "vcenter", "top": 1, "bottom": 1, "border_color": RULE},
    "label": RULED,
    "number": {**RULED, "bold": True, "font_color": INK},
    "typed_number": {**RULED, "bold": True, "font_color": INK, "num_format": "@", "locked": False},
    "help": {**RULED, "font_size": 8, "font_color": GREY},
    "answer": {**RULED, "num_format": "@"},
    "date": {**RULED, "num_format": "yyyy-mm-dd", "align": "left"},
    "aside": {**RULED, "num_format": "@", "bg_color": PAPER},
    "note": {"font_name": FONT, "font_size": 8, "font_color": GREY},
    "plain": {"font_name": FONT, "font_size": SIZE},
    "hidden": {"font_name": FONT, "font_size": 8, "font_color": GREY, "num_format": "@"},
}  # fmt: skip
