"""What loops leave behind in a rendered part: empty runs, cells without a paragraph, ids used twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from lxml import etree

from clausier.office.package import parse
from clausier.office.word.xml import serialised, w

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def tidied(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The package with its stories (body, headers, footers, notes) cleaned; other parts untouched."""
    stories = {name: parse(content) for name, content in members.items() if _is_story(name)}
    for root in stories.values():
        _drop_empty_runs(root)
        _close_cells(root)
        _drop_cut_bookmarks(root)
    _renumber(list(stories.values()))
    return {**members, **{name: serialised(root) for name, root in stories.items()}}


def _is_story(name: str) -> bool:
    folder, _, base = name.rpartition("/")
    return (
        folder == "word"
        and base.startswith(("document", "header", "footer", "footnotes", "endnotes"))
        and base.endswith(".xml")
    )


def _drop_empty_runs(root: etree._Element) -> None:
    """Runs whose every child is an empty text."""
    for run in list(root.iter(w("r"))):
        content = [child for child in run if child.tag != w("rPr")]
        parent = run.getparent()
        if parent is not None and all(child.tag == w("t") and not child.text for child in content):
            parent.remove(run)


def _close_cells(root: etree._Element) -> None:
    """A cell ends with a paragraph, or Word refuses the file."""
    for cell in root.iter(w("tc")):
        if not len(cell) or cell[-1].tag not in (w("p"), w("sdt"), w("customXml")):
            etree.SubElement(cell, w("p"))


def _drop_cut_bookmarks(root: etree._Element) -> None:
    """A bookmark of which a condition left only one end."""
    begun: dict[str | None, etree._Element] = {}
    alone: list[etree._Element] = []
    for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
        number = mark.get(w("id"))
        if mark.tag == w("bookmarkStart"):
            alone += [begun.pop(number)] if number in begun else []
            begun[number] = mark
        elif begun.pop(number, None) is None:
            alone.append(mark)
    for mark in (*alone, *begun.values()):
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)


def _renumber(roots: list[etree._Element]) -> None:
    _renumber_bookmarks(roots)
    _number_twice([element for root in roots for element in root.iter(f"{{{DRAWING}}}docPr")], "id")
    controls = (
        control for root in roots for properties in root.iter(w("sdtPr")) for control in properties.findall(w("id"))
    )
    _number_twice(list(controls), w("val"))
    _drop_twice(roots, f"{{{W14}}}paraId")


def _number_twice(elements: list[etree._Element], attribute: str) -> None:
    """New numbers for all, in order, when one is used twice."""
    if _twice(element.get(attribute) for element in elements):
        for rank, element in enumerate(elements, start=1):
            element.set(attribute, str(rank))


def _twice(values: Iterable[str | None]) -> bool:
    return any(count > 1 for count in Counter(values).values())


def _drop_twice(roots: list[etree._Element], attribute: str) -> None:
    seen: set[str] = set()
    for root in roots:
        for element in root.iter():
            value = element.get(attribute)
            if value is not None and value in seen:
                del element.attrib[attribute]
            elif value is not None:
                seen.add(value)


def _renumber_bookmarks(roots: list[etree._Element]) -> None:
    """Starts and ends keep together; a name used again gets a number."""
    rank, names = 0, Counter[str]()
    for root in roots:
        open_marks: dict[str | None, str] = {}
        for mark in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
            if mark.tag == w("bookmarkStart"):
                rank += 1
                open_marks[mark.get(w("id"))] = str(rank)
                _unique_name(mark, names)
            mark.set(w("id"), open_marks.get(mark.get(w("id")), mark.get(w("id")) or "0"))


def _unique_name(mark: etree._Element, names: Counter[str]) -> None:
    name = mark.get(w("name")) or ""
    names[name.lower()] += 1
    if names[name.lower()] > 1:
        suffix = f"_{names[name.lower()]}"
        mark.set(w("name"), name[: 40 - len(suffix)] + suffix)
