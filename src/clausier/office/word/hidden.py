"""Runs whose text Word hides, by themselves or by their styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from clausier.office.word.xml import w

OFF = ("0", "false", "off")


def hidden_runs(root: etree._Element, styles: etree._Element) -> Iterator[etree._Element]:
    """The runs of a part that hold words and are not shown; rows that are not shown, with them."""
    known = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))}
    always = _said(styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")) is True
    normal = next((name for name, one in known.items() if _is_default(one)), "")
    for run in root.iter(w("r")):
        if any((text.text or "").strip() for text in run.findall(w("t"))) and (
            _is_hidden(run, known, normal, always) or _in_hidden_row(run)
        ):
            yield run


def _is_hidden(run: etree._Element, known: Mapping[str, etree._Element], normal: str, always: bool) -> bool:
    """Hidden is a toggle: two styles that both ask for it undo each other."""
    own = run.find(w("rPr"))
    direct = _said(own)
    if direct is not None:
        return direct
    paragraph = next(run.iterancestors(w("p")), None)
    outer = _id(paragraph.find(w("pPr")), "pStyle") if paragraph is not None else ""
    return always or _by_style(outer or normal, known) is not _by_style(_id(own, "rStyle"), known)


def _by_style(identifier: str, known: Mapping[str, etree._Element]) -> bool:
    """What a style, or the nearest that it is based on, says."""
    seen: set[str] = set()
    while identifier in known and identifier not in seen:
        seen.add(identifier)
        said = _said(known[identifier].find(w("rPr")))
        if said is not None:
            return said
        identifier = _id(known[identifier], "basedOn")
    return False


def _said(properties: etree._Element | None) -> bool | None:
    """Hidden, shown, or not said."""
    found = properties.find(w("vanish")) if properties is not None else None
    return None if found is None else found.get(w("val"), "1").lower() not in OFF


def _id(holder: etree._Element | None, name: str) -> str:
    found = holder.find(w(name)) if holder is not None else None
    return "" if found is None else found.get(w("val"), "")


def _is_default(style: etree._Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default"), "0").lower() not in OFF


def _in_hidden_row(run: etree._Element) -> bool:
    marks = (row.find(f"{w('trPr')}/{w('hidden')}") for row in run.iterancestors(w("tr")))
    return any(mark is not None and mark.get(w("val"), "1").lower() not in OFF for mark in marks)
