"""Short ways to write WordprocessingML: `el("w:p", …)` makes an element with attributes and children."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


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


def serialise(root: Any) -> bytes:
    """Bytes of a part, the same on every machine."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
