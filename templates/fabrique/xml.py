"""Short ways to write WordprocessingML: `el("w:p", …)` makes an element with attributes and children."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from clausier.office.word.xml import SPACE


def el(tag: str, *children: Any, **attributes: Any) -> Any:
    """An element of the `w:` vocabulary; keyword `val` stands for `w:val`, None is left out."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        if value is not None:
            element.set(qn(f"w:{name}"), str(value))
    for child in children:
        if child is not None:
            element.append(child)
    return element


def text(value: str) -> Any:
    """A `w:t` that keeps its spaces."""
    element = OxmlElement("w:t")
    element.text = value
    element.set(SPACE, "preserve")
    return element
