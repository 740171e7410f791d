"""Accepts the tracked changes of a document, in place, as Word would."""

from __future__ import annotations

from clausier.office.word.xml import Element, w

GONE = (w("del"), w("moveFrom"))
NOT_CONTENT = frozenset(
    (w("pPr"), w("bookmarkStart"), w("bookmarkEnd"), w("commentRangeStart"), w("commentRangeEnd"), w("proofErr"))
)


def accept_changes(root: Element) -> None:
    """Drops what was deleted or moved away; what was inserted stays, reading looks through its wrapper."""
    for row in list(root.iter(w("tr"))):
        if _marked(row, "trPr"):
            _drop(row)
    for cell in list(root.iter(w("tc"))):
        if cell.find(f"{w('tcPr')}/{w('cellDel')}") is not None:
            _drop(cell)
    for table in list(root.iter(w("tbl"))):
        if table.find(w("tr")) is None and table.find(f".//{w('tr')}") is None:
            _drop(table)
    for tag in GONE:
        for element in list(root.iter(tag)):
            if element.getparent() is not None and element.getparent().tag not in (w("rPr"), w("trPr")):
                _drop(element)
    for paragraph in list(root.iter(w("p"))):
        if _mark_deleted(paragraph):
            _join_with_next(paragraph)


def _marked(row: Element, properties: str) -> bool:
    found = row.find(w(properties))
    return found is not None and any(found.find(tag) is not None for tag in GONE)


def _mark_deleted(paragraph: Element) -> bool:
    marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return marks is not None and any(marks.find(tag) is not None for tag in GONE)


def _join_with_next(paragraph: Element) -> None:
    """A paragraph without its mark flows into the next one, whose style wins unless it is empty.

    Before a table or at the end of a cell there is nothing to flow into: an empty one goes, another stays.
    """
    following = paragraph.getnext()
    while following is not None and following.tag in NOT_CONTENT:
        following = following.getnext()
    if following is None or following.tag != w("p"):
        if not _content(paragraph) and following is not None:
            _drop(paragraph)
        return
    content = _content(paragraph)
    if content and not _content(following):
        _take_style(paragraph, following)
    start = 1 if following.find(w("pPr")) is not None else 0
    for rank, element in enumerate(child for child in list(paragraph) if child.tag != w("pPr")):
        following.insert(start + rank, element)
    _drop(paragraph)


def _content(paragraph: Element) -> list[Element]:
    return [child for child in paragraph if child.tag not in NOT_CONTENT]


def _take_style(paragraph: Element, following: Element) -> None:
    """The mark that remains is the following one's, with its own deletion if it has one."""
    kept, replaced = paragraph.find(w("pPr")), following.find(w("pPr"))
    mark = replaced.find(w("rPr")) if replaced is not None else None
    if replaced is not None:
        following.remove(replaced)
    old_mark = kept.find(w("rPr"))
    if old_mark is not None:
        kept.remove(old_mark)
    if mark is not None:
        kept.append(mark)
    following.insert(0, kept)


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
