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
    for parent in {one.getparent(): None for one in root.iter(w("p")) if _mark_deleted(one)}:
        if parent is not None:
            _join(parent)


def _marked(row: Element, properties: str) -> bool:
    found = row.find(w(properties))
    return found is not None and any(found.find(tag) is not None for tag in GONE)


def _mark_deleted(paragraph: Element) -> bool:
    marks = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return marks is not None and any(marks.find(tag) is not None for tag in GONE)


def _join(parent: Element) -> None:
    """A paragraph without its mark flows into the next one, whose style wins unless it is empty.

    Before a table or at the end of a cell there is nothing to flow into: an empty one goes, another stays. From the
    last to the first, so that what flows through many moves once.
    """
    following: Element | None = None
    filled = False
    for one in reversed([child for child in parent if child.tag not in NOT_CONTENT]):
        is_text, has_content = one.tag == w("p"), one.tag == w("p") and _has_content(one)
        if is_text and following is not None and _mark_deleted(one):
            if following.tag == w("p"):
                _flow(one, following, takes_style=has_content and not filled)
                filled = filled or has_content
                continue
            if not has_content:
                _drop(one)
                continue
        following, filled = one, has_content


def _flow(paragraph: Element, following: Element, *, takes_style: bool) -> None:
    """What a paragraph holds goes to the beginning of the next one."""
    if takes_style:
        _take_style(paragraph, following)
    first = next(iter(following), None)  # `find` and `len` go through all that has flowed already
    start = 1 if first is not None and first.tag == w("pPr") else 0
    for rank, element in enumerate(child for child in list(paragraph) if child.tag != w("pPr")):
        following.insert(start + rank, element)
    _drop(paragraph)


def _has_content(paragraph: Element) -> bool:
    return any(child.tag not in NOT_CONTENT for child in paragraph)


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
