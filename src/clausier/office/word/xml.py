"""Short ways to write and read WordprocessingML with lxml."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from lxml import etree

from clausier.office.package import RELATIONS, W

NSMAP = {"w": W, "r": RELATIONS}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

HEAD = 4
"""Children among which the properties of an element stand."""
Element = Any
"""An lxml element."""


def w(name: str) -> str:
    """The qualified name of the `w:` vocabulary."""
    return f"{{{W}}}{name}"


def el(tag: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """An element `w:tag`; keyword `val` stands for `w:val`, None is left out."""
    element = etree.Element(w(tag), nsmap=NSMAP)
    for key, value in attributes.items():
        if value is not None:
            element.set(w(key), str(value))
    element.extend(child for child in children if child is not None)
    return element


def inside(parent: Element, tag: str, **attributes: str) -> Element:
    """A new last child, with its qualified name and plain attributes."""
    return etree.SubElement(parent, tag, attributes)


def text(value: str, name: str = "t") -> Element:
    """A `w:t` that keeps its spaces."""
    element = el(name)
    element.text = value
    element.set(SPACE, "preserve")
    return element


def run(value: str, style: str = "", *, bold: bool = False, italic: bool = False) -> Element:
    switches = (el("b") if bold else None, el("i") if italic else None)
    properties = el("rPr", el("rStyle", val=style) if style else None, *switches)
    return el("r", properties if len(properties) else None, text(value))


def paragraph(style: str, runs: Iterable[Element] = (), *properties: Element) -> Element:
    """A paragraph in the style with this id; `properties` follow `w:pStyle`."""
    return el("p", el("pPr", el("pStyle", val=style), *properties), *runs)


def field_code(instruction: str, shown: str = "1") -> list[Element]:
    """A field that Word computes, such as PAGE."""
    return [*field_start(instruction), run(shown), field_end()]


def field_start(instruction: str) -> list[Element]:
    return [
        el("r", el("fldChar", fldCharType="begin")),
        el("r", text(f" {instruction} ", "instrText")),
        el("r", el("fldChar", fldCharType="separate")),
    ]


def field_end() -> Element:
    return el("r", el("fldChar", fldCharType="end"))


def value(element: Element | None, child: str) -> str:
    """`w:val` of a child, or nothing."""
    found = element.find(w(child)) if element is not None else None
    return "" if found is None else str(found.get(w("val"), ""))


def head(element: Element, name: str) -> Element | None:
    """The properties of an element, which stand first in it: its other children, maybe very many, are not looked at."""
    return next((child for child in islice(element, HEAD) if child.tag == w(name)), None)


def counted(written: str | None, usual: int = 0) -> int:
    """A number that counts something in a document; the usual one for what is none, or is beyond any document."""
    text = (written or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else usual


def is_on(element: Element | None, child: str) -> bool | None:
    """A switch of run properties: True, False, or None if it is not set."""
    found = element.find(w(child)) if element is not None else None
    return None if found is None else found.get(w("val"), "1") not in ("0", "false", "off", "none")


def built(root: Element) -> bytes:
    """Bytes of a part made of our elements: names that it does not use are not declared."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return serialised(root)


def serialised(root: Element) -> bytes:
    """Bytes of a part, the same on every machine."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
