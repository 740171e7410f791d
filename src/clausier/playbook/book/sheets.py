"""Canonical trees → sheets of a library book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from clausier.model.law import LegalBasis
from clausier.office.word.text import Kind
from clausier.playbook.book import layout
from clausier.playbook.book.book import Grid, Sheet
from clausier.playbook.conditions import written
from clausier.playbook.fields import Form, Member, Slot, members, record_of
from clausier.playbook.trees import Tree, at

TARGET, FALLBACK, FLOOR = "Cible", "Repli", "Plancher"
BOUNDS = {"au_moins": "au moins", "au_plus": "au plus", "parmi": "parmi"}
IF = "Si "

Row = tuple[str, ...]


def point_sheet(id_: str, tree: Tree, bases: Mapping[str, LegalBasis]) -> Sheet:
    """The sheet of a point; `bases` give the reminders beside their ids."""
    rows: dict[str, Iterable[Row]] = {
        "exigence.mesure": map(_measure, at(tree, ("exigence", "mesure")) or ()),
        "exigence.preuve": _proof(at(tree, ("exigence", "preuve")) or {}),
        "clause.constats": _by_verdict(tree["clause"]),
        "parametres": tree.get("parametres", {}).items(),
        "reperes.volets": _parts(tree),
    }
    rows |= {grid.key: _records(grid.slots[0], tree) for grid in layout.RECORD_GRIDS}
    rows["fondements"] = [(*row, bases[row[0]].short) for row in rows["fondements"]]
    fixed = {key: tuple(rows[key]) for key in layout.GRID_BY_KEY if key in rows}
    return Sheet(
        id_,
        tree["numero"],
        tree["clause"]["titre"],
        fields=dict(_fields(tree)),
        grids={
            **{key: _fixed(key, found) for key, found in fixed.items() if found or key == "fondements"},
            "positions": _positions(tree.get("positions", {})),
            "clause.redactions": _wordings(tree["clause"]),
        },
    )


def category_sheet(number: int, tree: Tree) -> Sheet:
    fields = {field.key: tree.get(field.key, "") for field in layout.CATEGORY_FIELDS}
    return Sheet(str(number), str(number), tree["intitule"], is_category=True, fields=fields)


def _fields(tree: Tree) -> Iterator[tuple[str, str]]:
    """Every field; one that goes with another key only where that key says something."""
    for field in layout.FIELDS:
        if at(tree, layout.GOES_WITH.get(field.key, ("numero",))):
            yield field.key, _shown(at(tree, field.slot), field.member) or layout.UNSAID.get(field.key, "")


def _shown(value: Any, member: Member) -> str:
    if value is None:
        return ""
    if member.form is Form.CONDITION:
        return written(value)
    separator = {Form.WORDS: ", ", Form.LINES: "\n"}.get(member.form)
    return str(value).rstrip("\n") if separator is None else separator.join(value)


def _records(slot: Slot, tree: Tree) -> Iterator[Row]:
    """A row a record, after its name if it has one."""
    member = layout.POINT[slot]
    found = at(tree, slot) or ()
    named = found.items() if isinstance(found, dict) else ((None, item) for item in found)
    for name, item in named:
        cells = (_shown(item.get(key), one) for key, one in members(record_of(member)).items())
        yield (*(() if name is None else (name,)), *cells)


def _fixed(key: str, rows: tuple[Row, ...]) -> Grid:
    return Grid(tuple(column.title for column in layout.GRID_BY_KEY[key].columns), rows)


def _measure(measure: Tree) -> Row:
    bound = next(key for key in BOUNDS if key in measure)
    required = measure.get("requise", "oui")
    return (
        measure["nature"],
        BOUNDS[bound],
        measure[bound],
        measure["origine"],
        required if isinstance(required, str) else written(required),
        measure.get("libelle", ""),
        ", ".join(measure.get("synonymes", ())),
    )


def _proof(proof: Tree) -> Iterable[Row]:
    if not proof:
        return
    yield "nature", proof["nature"], written(proof.get("si", []))
    if "hebergement" in proof:
        yield "hebergement", ", ".join(proof["hebergement"]), ""
    for rule in proof.get("activites", ()):
        yield "activites", ", ".join(rule["parmi"]), written(rule.get("si", []))


def _parts(tree: Tree) -> Iterable[Row]:
    """A row a part, ready to be filled in."""
    shown: Tree = at(tree, ("reperes", "volets")) or {}
    for name in dict.fromkeys((*(at(tree, ("exigence", "volets")) or ()), *shown)):
        yield name, "\n".join(shown.get(name, ()))


def _by_verdict(clause: Tree) -> Iterable[Row]:
    texts = [clause.get(key, {}) for key in layout.BY_VERDICT]
    for verdict in sorted({verdict for found in texts for verdict in found}):
        yield verdict, *(_text(found.get(verdict, "")) for found in texts)


def _positions(positions: Tree) -> Grid:
    """A column a position; a fallback and a floor have theirs even if they are empty, ready to be filled in."""
    fallbacks: list[Tree] = positions.get("repli", []) or [{}]
    stages: list[Tree] = [positions.get("cible", {}), *fallbacks, positions.get("plancher", {})]
    header = (TARGET, *(f"{FALLBACK} {rank}" for rank in range(1, len(fallbacks) + 1)), FLOOR)
    values = dict.fromkeys(name for stage in stages for name in stage if name not in layout.POSITION_TEXTS)
    texts = (
        key
        for key, one in layout.POSITION_TEXTS.items()
        if one.kind is Kind.SENTENCE or any(key in stage for stage in stages)
    )
    rows = [(name, *(_text(stage.get(name, "")) for stage in stages)) for name in (*values, *texts)]
    return Grid(("Valeur", *header), tuple(rows))


def _text(value: Any) -> str:
    return str(value).rstrip("\n")


def _wordings(clause: Tree) -> Grid:
    """A column a text; a second row holds the details that variants have of their own, if any has."""
    variants = clause.get("variantes", ())
    header = ("Texte de base", *(IF + written(item["si"]) for item in variants))
    texts = (_text(clause["texte"]), *(_text(item["texte"]) for item in variants))
    details = ("", *(_text(item.get("precisions", "")) for item in variants))
    return Grid(header, (texts, details) if any(details) else (texts,))
