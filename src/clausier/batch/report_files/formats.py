"""How the sheets look: formats by name, and what each verdict is called in a narrow cell."""

from __future__ import annotations

from typing import Any

from clausier.model.verdict import Verdict
from clausier.office import palette
from clausier.office.palette import hashed

INK, TINT, RULE, GREY = map(hashed, (palette.INK, palette.TINT, palette.RULE, palette.GREY))

LETTERS: dict[Verdict, str] = {
    Verdict.CONFORMING: "C",
    Verdict.INSUFFICIENT: "I",
    Verdict.IMPRECISE: "P",
    Verdict.UNPROVEN: "N",
    Verdict.ABSENT: "A",
    Verdict.CONTRARY: "X",
    Verdict.TO_CHECK: "?",
    Verdict.NOT_APPLICABLE: "–",
}
"""A letter for each verdict: a matrix must be readable without its colours."""

COLOURS: dict[Verdict, tuple[str, str]] = {
    Verdict.CONFORMING: ("#D5EBD8", "#14532D"),
    Verdict.INSUFFICIENT: ("#FCE2B8", "#6B3E00"),
    Verdict.IMPRECISE: ("#FFF4C2", "#5C4A00"),
    Verdict.UNPROVEN: ("#E7D9F2", "#4A1D6B"),
    Verdict.ABSENT: ("#F6C9C5", "#7A1710"),
    Verdict.CONTRARY: ("#B3261E", "#FFFFFF"),
    Verdict.TO_CHECK: ("#D6E6F5", "#123F66"),
    Verdict.NOT_APPLICABLE: ("#F4F4F4", "#6B6B6B"),
}
"""Background and text: contrast of 4.5 at least."""


class Formats:
    """The formats of a workbook."""

    def __init__(self, book: Any) -> None:
        cell = {"valign": "top", "border": 1, "border_color": RULE}
        head = {**cell, "bold": True, "bg_color": TINT, "font_color": INK, "text_wrap": True, "valign": "vcenter"}
        self.title = book.add_format({"font_size": 14, "bold": True, "font_color": INK})
        self.note = book.add_format({"font_color": GREY})
        self.head = book.add_format(head)
        self.upright = book.add_format({**head, "rotation": 90, "valign": "bottom", "font_size": 8, "text_wrap": False})
        self.number_head = book.add_format({**head, "align": "center", "font_size": 7, "text_wrap": False})
        self.text = book.add_format({**cell, "text_wrap": True})
        self.strong = book.add_format({**cell, "text_wrap": True, "bold": True})
        self.count = book.add_format({**cell, "align": "center"})
        self.share = book.add_format({**cell, "align": "center", "num_format": '0" %"'})
        self.verdicts = {
            verdict: book.add_format(
                {**cell, "align": "center", "valign": "vcenter", "font_size": 8, "bg_color": back, "font_color": front}
            )
            for verdict, (back, front) in COLOURS.items()
        }
        back, front = COLOURS[Verdict.ABSENT]
        self.alarm = book.add_format({**cell, "bold": True, "bg_color": back, "font_color": front})
