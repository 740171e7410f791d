"""Accepts or rejects the changes of one author, as Word does; and what is left of a package once that is done.

Written apart from the code that it judges: it knows nothing of how that code marks.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from lxml import etree

from tests.office.word_files import members

Element = Any
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KEYWORDS = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
AUTHOR = "Étude Exemple"


Chosen = Callable[[Element], bool]


def _ours(one: Element, author: str) -> bool:
    return bool(one.get(f"{W}author") == author)


def _all(_: Element) -> bool:
    return True


def _unwrap(one: Element) -> None:
    for child in [*one]:
        one.addprevious(child)
    one.getparent().remove(one)


def _mark(paragraph: Element, author: str) -> Element | None:
    found = paragraph.find(f"{W}pPr/{W}rPr/{W}ins")
    return found if found is not None and _ours(found, author) else None


def _drop(one: Element) -> None:
    """An element, and what held it alone."""
    holder = one.getparent()
    holder.remove(one)
    if len(holder) == 0 and holder.tag in (f"{W}rPr", f"{W}pPr"):
        _drop(holder)


def reject(root: Element, author: str = AUTHOR) -> Element:
    """The part without the changes of this author."""
    root = copy.deepcopy(root)
    for one in [*root.iter(f"{W}ins")]:
        if _ours(one, author) and one.getparent().tag != f"{W}rPr":
            one.getparent().remove(one)
    for one in [*root.iter(f"{W}del")]:
        if _ours(one, author):
            for said in one.iter(f"{W}delText"):
                said.tag = f"{W}t"
            _unwrap(one)
    for paragraph in [*root.iter(f"{W}p")]:
        if _mark(paragraph, author) is not None:
            _join(paragraph)
    for change in [*root.iter(f"{W}pPrChange")]:
        if _ours(change, author):
            properties, old = change.getparent(), change.find(f"{W}pPr")
            kept = [one for one in properties if one.tag in (f"{W}rPr", f"{W}sectPr")]
            for one in [*properties]:
                properties.remove(one)
            properties.extend([*old, *kept])
            if len(properties) == 0:
                properties.getparent().remove(properties)
    return root


BESIDE = ("bookmark", "Range", "proofErr", "perm")


def _join(paragraph: Element) -> None:
    """A paragraph whose mark is rejected flows into the next, which keeps its own properties.

    There has to be one, but at the end of a document that ends with no paragraph.
    """
    content = [one for one in paragraph if one.tag != f"{W}pPr"]
    beside = (one for one in paragraph.itersiblings() if not any(name in str(one.tag) for name in BESIDE))
    following = next(beside, None)
    if following is None or following.tag != f"{W}p":
        before = paragraph.getprevious()
        last = following is None or following.tag == f"{W}sectPr"
        assert last, "nothing to flow into"
        assert not content, "nothing to flow into"
        assert before.tag != f"{W}p", "it could have flowed into the one before"
    for rank, one in enumerate(content):
        following.insert(rank + (following.find(f"{W}pPr") is not None), one)
    paragraph.getparent().remove(paragraph)


def accept(root: Element, author: str = AUTHOR, chosen: Chosen = _all) -> Element:
    """The part with the changes of this author, or those that are chosen."""
    root = copy.deepcopy(root)
    for one in [*root.iter(f"{W}del")]:
        if _ours(one, author) and chosen(one):
            one.getparent().remove(one)
    for one in [*root.iter(f"{W}ins", f"{W}pPrChange")]:
        if _ours(one, author) and chosen(one):
            if one.tag == f"{W}ins" and one.getparent().tag != f"{W}rPr":
                _unwrap(one)
            else:
                _drop(one)
    return root


def texts(root: Element) -> list[str]:
    """The paragraphs that say something, in their order, without what is deleted."""
    found = ("".join(one.text or "" for one in paragraph.iter(f"{W}t")) for paragraph in root.iter(f"{W}p"))
    return [" ".join(text.split()) for text in found if text.strip()]


def _looks(run: Element) -> list[object]:
    return [(one.tag, *sorted(one.attrib.items())) for looks in run.findall(f"{W}rPr") for one in looks.iter()]


def joined_runs(root: Element) -> Element:
    """The same with runs of the same looks beside one another as one: a run that was cut says the same."""
    root = copy.deepcopy(root)
    for run in [*root.iter(f"{W}r")]:
        before = run.getprevious()
        if before is None or before.tag != f"{W}r" or dict(before.attrib) != dict(run.attrib):
            continue
        if _looks(before) == _looks(run):
            before.extend(one for one in [*run] if one.tag != f"{W}rPr")
            run.getparent().remove(run)
    for said in [*root.iter(f"{W}t")]:
        said.attrib.pop(SPACE, None)
        before = said.getprevious()
        if before is not None and before.tag == f"{W}t":
            before.text = (before.text or "") + (said.text or "")
            said.getparent().remove(said)
    return root


def canonical(root: Element) -> bytes:
    """As bytes; namespaces that are declared and not used do not count."""
    return bytes(etree.tostring(root, method="c14n2"))


def left(content: bytes, author: str = AUTHOR, *, runs_joined: bool = False) -> dict[str, bytes]:
    """Every part once all changes of an author are rejected: what declares them, and what they set, put aside."""
    found: dict[str, bytes] = {}
    for name, data in members(content).items():
        if not name.endswith((".xml", ".rels")):
            found[name] = data
            continue
        root = etree.fromstring(data)
        if name.endswith(("document.xml", "document2.xml")):
            root = reject(root, author)
            root = joined_runs(root) if runs_joined else root
        for one in [*root.iter(f"{W}rPr"), *root.iter(f"{W}pPr")]:
            if len(one) == 0 and one.getparent().tag != f"{W}pPrChange":
                one.getparent().remove(one)
        for one in [*root.iter(f"{W}comment")]:
            if _ours(one, author):
                one.getparent().remove(one)
        for one in [*root.iter()]:
            told = str(one.get("Target", "")) + str(one.get("PartName", ""))
            if one.tag == f"{W}trackRevisions" or (told.endswith(("comments.xml", "core.xml"))):
                one.getparent().remove(one)
            elif one.tag == KEYWORDS:
                one.text = (one.text or "").partition("clausier;")[0].rstrip(" ;") or None
                if not one.text:
                    one.getparent().remove(one)
        if not (name.endswith(("comments.xml", "core.xml", ".rels")) and len(root) == 0):
            found[name] = canonical(root)
    return found
