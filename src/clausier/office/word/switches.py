"""Runs of text on which a switch of Word is on, by themselves or by their styles: hidden, struck through …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from clausier.office.word.xml import Element, head, is_on, value, w

T = TypeVar("T")
HIDDEN, STRUCK, STRUCK_TWICE = "vanish", "strike", "dstrike"


def hidden_runs(root: Element, styles: Element | None) -> Iterator[Element]:
    """The runs of a part that hold words and are not shown; rows that are not shown, with them."""
    switch = _Switch.of(HIDDEN, styles)
    return (run for run in worded_runs(root) if switch.is_on(run) or _in_hidden_row(run))


def struck_runs(root: Element, styles: Element | None) -> Iterator[Element]:
    """The runs of a part that hold words and are struck through, once or twice."""
    switches = [_Switch.of(name, styles) for name in (STRUCK, STRUCK_TWICE)]
    return (run for run in worded_runs(root) if any(switch.is_on(run) for switch in switches))


def worded_runs(root: Element) -> Iterator[Element]:
    return (run for run in root.iter(w("r")) if any((text.text or "").strip() for text in run.findall(w("t"))))


@dataclass(frozen=True)
class _Switch:
    """A switch, and what the styles of a document say of it."""

    name: str
    styles: Mapping[str, bool]
    always: bool
    normal: str

    @classmethod
    def of(cls, name: str, styles: Element | None) -> _Switch:
        known = (
            {str(style.get(w("styleId"), "")): style for style in styles.iter(w("style"))} if styles is not None else {}
        )
        usual = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}") if styles is not None else None
        normal = next((key for key, one in known.items() if _is_default(one)), "")
        return cls(name, by_style(known, name), is_on(usual, name) is True, normal)

    def is_on(self, run: Element) -> bool:
        """Set on the run itself it holds; else two styles that both ask for it undo each other."""
        own = run.find(w("rPr"))
        direct = is_on(own, self.name)
        if direct is not None:
            return direct
        paragraph = next(run.iterancestors(w("p")), None)
        outer = value(head(paragraph, "pPr"), "pStyle") if paragraph is not None else ""
        around, inner = (self.styles.get(one, False) for one in (outer or self.normal, value(own, "rStyle")))
        return self.always or around is not inner


def by_style(styles: Mapping[str, Element], switch: str) -> dict[str, bool]:
    """What each style says of a switch, by itself or by the nearest that it is based on; off where none says it."""
    own = {key: is_on(style.find(w("rPr")), switch) for key, style in styles.items()}
    return {key: said is True for key, said in inherited(own, styles).items()}


def inherited(own: Mapping[str, T | None], styles: Mapping[str, Element]) -> dict[str, T | None]:
    """What each style has of its own, else from the nearest that it is based on that has it; a loop gives None."""
    found: dict[str, T | None] = {}
    for key in styles:
        chain: list[str] = []
        current = key
        while current in styles and current not in found:
            found[current] = own[current]
            chain.append(current)
            if own[current] is not None:
                break
            current = value(styles[current], "basedOn")
        last = found.get(current)
        found.update(dict.fromkeys(chain, last))
    return found


def _is_default(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default"), "0").lower() in ("1", "true", "on")


def _in_hidden_row(run: Element) -> bool:
    return any(is_on(head(row, "trPr"), "hidden") for row in run.iterancestors(w("tr")))
