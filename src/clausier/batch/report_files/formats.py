"""How the sheets look: formats by name, a colour for each verdict."""

from __future__ import annotations

from typing import Any

from clausier.model.verdict import Shade, Verdict
from clausier.office import palette
from clausier.office.palette import hashed

INK, TINT, RULE, GREY = map(hashed, (palette.INK, palette.TINT, palette.RULE, palette.GREY))


INTERNAL, NAMELESS = "Interne – ne pas transmettre", "Sans noms – à relire avant de transmettre"


class Formats:
    """The formats of a workbook, and the warning that stands on each of its sheets."""

    def __init__(self, book: Any, banner: str = INTERNAL) -> None:
        self.banner = banner
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
        self.date = book.add_format({**cell, "align": "center", "num_format": "dd/mm/yyyy"})
        small = {**cell, "align": "center", "valign": "vcenter", "font_size": 8}
        self.verdicts = {verdict: book.add_format({**small, **_colours(verdict.shade)}) for verdict in Verdict}
        self.late = book.add_format({**cell, "align": "center", "num_format": "dd/mm/yyyy", **_colours(Shade.MISSING)})
        self.alarm = book.add_format({**cell, "bold": True, **_colours(Shade.MISSING)})


def _colours(shade: Shade) -> dict[str, str]:
    tone = palette.SHADES[shade]
    return {"bg_color": hashed(tone.back), "font_color": hashed(tone.ink)}
