"""What a clause still says elsewhere of what its base text said, and no longer does: pointed out, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from clausier.french import typeset
from clausier.playbook.book.layout import POINT_LAYOUT, POSITION_TEXTS, VARIANT_TEXTS
from clausier.playbook.book.pointsheets import FALLBACK, FLOOR, IF, TARGET
from clausier.playbook.book.roundtrip import Edited
from clausier.playbook.conditions import written
from clausier.playbook.fields import Slot
from clausier.playbook.trees import Tree, at

SENTENCE = re.compile(r"(?<=[.;:!?])\s+|\n+(?:- )?")
BASES: tuple[Slot, ...] = (("clause", "texte"), ("clause", "precisions"))
ALIKE = 0.85
"""Share of the words from which two sentences say the same thing."""
SHORT = 5
"""Fewer words than that make no statement."""


def echoes(one: Edited) -> Iterator[tuple[str, str]]:
    """(where, sentence) of each other text of a clause that still says what a base text that changed said."""
    for slot in BASES:
        if slot not in one.slots:
            continue
        old, new = (_sentences(at(tree, slot) or "") for tree in (one.before, one.after))
        gone = [sentence for sentence in old if sentence not in new]
        for where, text in _others(one.after, slot):
            still = next((said for said in _sentences(text) if said not in new and _is_among(said, gone)), "")
            if still:
                yield where, still


def _sentences(text: str) -> list[str]:
    pieces = (" ".join(piece.replace("*", "").split()) for piece in SENTENCE.split(typeset(text)))
    return [piece for piece in pieces if len(piece.split()) >= SHORT]


def _is_among(sentence: str, gone: Iterable[str]) -> bool:
    words = sentence.split()
    return any(SequenceMatcher(None, words, other.split(), autojunk=False).ratio() >= ALIKE for other in gone)


def _others(tree: Tree, base: Slot) -> Iterator[tuple[str, str]]:
    """Each text of a clause but its base, with the words that name it."""
    clause: Mapping[str, object] = tree.get("clause", {})
    yield from ((_label(slot), at(tree, slot) or "") for slot in BASES if slot != base)
    for variant in at(tree, ("clause", "variantes")) or ():
        yield from ((f"la variante « {IF}{written(variant['si'])} »", variant.get(key, "")) for key in VARIANT_TEXTS)
    for verdict, text in (at(tree, ("clause", "texte_si")) or {}).items():
        yield f"le texte qui remplace, constat « {verdict} »", text
    for name, stage in _stages(tree):
        yield from ((f"la position « {name} », ligne « {key} »", stage.get(key, "")) for key in POSITION_TEXTS)
    if "porte_par" in clause:
        for key in ("texte", "precisions"):
            yield _label(("clause", "porte_par", key)), at(tree, ("clause", "porte_par", key)) or ""


def _stages(tree: Tree) -> Iterator[tuple[str, Tree]]:
    positions: Tree = tree.get("positions", {})
    yield TARGET, positions.get("cible", {})
    yield from ((f"{FALLBACK} {rank}", one) for rank, one in enumerate(positions.get("repli", ()), start=1))
    yield FLOOR, positions.get("plancher", {})


def _label(slot: Slot) -> str:
    return f"« {POINT_LAYOUT.label_of('.'.join(slot))} »"
