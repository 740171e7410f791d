"""The canonical tree of a point → its sheet, positions and wordings side by side."""

from __future__ import annotations

from collections.abc import Iterable

from clausier.model.library import Library
from clausier.office.word.text import Kind
from clausier.playbook.book import layout
from clausier.playbook.book.book import FRESH, Grid, Sheet
from clausier.playbook.book.layout import POINT_LAYOUT
from clausier.playbook.book.sheets import Row, blank_fields, rows_of, shown_fields, text, titles
from clausier.playbook.conditions import written
from clausier.playbook.crosswalk import tied
from clausier.playbook.trees import Tree, at
from clausier.proposal.approved import told

TARGET, FALLBACK, FLOOR = "Cible", "Repli", "Plancher"
BOUNDS = {"au_moins": "au moins", "au_plus": "au plus", "parmi": "parmi"}
IF = "Si "
BLANK: Tree = {"numero": "N.N", "clause": {"titre": "Titre de la clause", "texte": ""}}
"""A point of which nothing is said yet."""


def point_sheet(id_: str, tree: Tree, library: Library) -> Sheet:
    """The sheet of a point; the library gives the reminders beside the ids of bases, and what is known of it."""
    rows: dict[str, Iterable[Row]] = {
        "exigence.mesure": map(_measure, at(tree, ("exigence", "mesure")) or ()),
        "exigence.preuve": _proof(at(tree, ("exigence", "preuve")) or {}),
        "clause.constats": _by_verdict(tree["clause"]),
        "parametres": tree.get("parametres", {}).items(),
        "reperes.volets": _parts(tree),
    }
    rows |= {key: rows_of(_slot(key), POINT_LAYOUT, tree) for key in layout.RECORD_KEYS}
    rows["fondements"] = [(*row, library.bases[row[0]].short) for row in rows["fondements"]]
    fixed = {key: tuple(rows[key]) for key in POINT_LAYOUT.grid_by_key if key in rows}
    known = library.by_id.get(id_)
    return Sheet(
        id_,
        tree["numero"],
        tree["clause"]["titre"],
        fields=dict(shown_fields(tree, POINT_LAYOUT)),
        grids={
            **{key: _fixed(key, found) for key, found in fixed.items() if found or key in POINT_LAYOUT.always},
            "positions": _positions(tree.get("positions", {})),
            "clause.redactions": _wordings(tree["clause"]),
        },
        status=told(known, library) if known else "",
        crosswalk=tied(id_, library),
    )


def blank_point() -> Sheet:
    """A sheet to copy for a new clause: every field and every grid, with a row to fill in."""
    grids = {key: Grid(titles(grid), (("",) * len(grid.columns),)) for key, grid in POINT_LAYOUT.grid_by_key.items()}
    bespoke = {"positions": _positions({}), "clause.redactions": _wordings(BLANK["clause"])}
    title = BLANK["clause"]["titre"]
    return Sheet(FRESH, BLANK["numero"], title, fields=blank_fields(POINT_LAYOUT), grids={**grids, **bespoke})


def _slot(key: str) -> tuple[str, ...]:
    return POINT_LAYOUT.grid_by_key[key].slots[0]


def _fixed(key: str, rows: tuple[Row, ...]) -> Grid:
    return Grid(titles(POINT_LAYOUT.grid_by_key[key]), rows)


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
        yield verdict, *(text(found.get(verdict, "")) for found in texts)


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
    rows = [(name, *(text(stage.get(name, "")) for stage in stages)) for name in (*values, *texts)]
    return Grid(("Valeur", *header), tuple(rows))


def _wordings(clause: Tree) -> Grid:
    """A column a text; a second row holds the details that variants have of their own, if any has."""
    variants = clause.get("variantes", ())
    header = ("Texte de base", *(IF + written(item["si"]) for item in variants))
    texts = (text(clause["texte"]), *(text(item["texte"]) for item in variants))
    details = ("", *(text(item.get("precisions", "")) for item in variants))
    return Grid(header, (texts, details) if any(details) else (texts,))
