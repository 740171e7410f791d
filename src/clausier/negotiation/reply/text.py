"""The text of Word's paragraphs and cells, whatever wraps it."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.negotiation.reply.answers import lines
from clausier.office.word.xml import Element, w

SPELLED = {w("tab"): " ", w("ptab"): " ", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def text_of(paragraph: Element) -> str:
    """The text of a paragraph: its runs, controls and links; not what a field computes from, nor a deleted text."""
    return "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag in SPELLED and element.tag == w("r"):
            yield SPELLED[child.tag]
        elif child.tag not in (w("pPr"), w("rPr"), w("sdtPr"), FALLBACK):
            yield from _pieces(child)


def cell_text(cell: Element) -> str:
    """The paragraphs of a cell as lines, those of tables within it too."""
    return lines(text_of(paragraph) for paragraph in cell.iter(w("p")))
