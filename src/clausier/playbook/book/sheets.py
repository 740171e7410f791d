"""Canonical trees ↔ sheets of a library book."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from clausier.model.law import LegalBasis
from clausier.playbook.book.book import Grid, Sheet
from clausier.playbook.book.layout import GRID_BY_KEY, POSITION_KINDS
from clausier.playbook.conditions import written
from clausier.playbook.trees import Tree

TARGET, FALLBACK, FLOOR = "Cible", "Repli", "Plancher"
BOUNDS = {"au_moins": "au moins", "au_plus": "au plus", "parmi": "parmi"}
IF = "Si "


def point_sheet(id_: str, tree: Tree, bases: Mapping[str, LegalBasis]) -> Sheet:
    """The sheet of a point; `bases` give the reminders beside their ids."""
    criterion, clause, argument = tree.get("exigence", {}), tree["clause"], tree["argument"]
    grids: dict[str, list[tuple[str, ...]]] = {
        "si_sans_objet": [(written(item["si"]), item["motif"]) for item in tree.get("si_sans_objet", ())],
        "exigence.mesure": [_measure(measure) for measure in criterion.get("mesure", ())],
        "exigence.volets": [
            (name, part["intitule"], part["texte"], part.get("facultatif", ""))
            for name, part in criterion.get("volets", {}).items()
        ],
        "exigence.preuve": list(_proof(criterion.get("preuve", {}))),
        "fondements": [
            (
                use["id"],
                use["portee"],
                written(use.get("si", [])),
                ", ".join(use.get("verdicts", ())),
                bases[use["id"]].short,
            )
            for use in tree.get("fondements", ())
        ],
        "clause.constats": list(_by_verdict(clause)),
        "clause.livrables": [(item["intitule"], item["echeance"]) for item in clause.get("livrables", ())],
        "parametres": list(tree.get("parametres", {}).items()),
    }
    return Sheet(
        id_,
        tree["numero"],
        clause["titre"],
        fields={
            **{key: tree.get(key, "") for key in ("intitule", "question", "pourquoi", "nature", "importance")},
            "applicable_si": written(tree.get("applicable_si", [])),
            **({"exigence.valeur": criterion.get("valeur", "")} if "mesure" in criterion else {}),
            **({"exigence.exiges": criterion.get("exiges", "non")} if "volets" in criterion else {}),
            "argument.negociation": argument["negociation"],
            "argument.obligation": argument.get("obligation", ""),
            "clause.objet": clause["objet"],
            "note_interne": tree.get("note_interne", "").rstrip("\n"),
        },
        grids={
            **{key: _fixed(key, rows) for key, rows in grids.items() if rows or key == "fondements"},
            "positions": _positions(tree.get("positions", {})),
            "clause.redactions": _wordings(clause),
        },
    )


def category_sheet(number: int, tree: Tree) -> Sheet:
    fields = {key: tree.get(key, "") for key in ("titre_article", "pourquoi")}
    return Sheet(str(number), str(number), tree["intitule"], is_category=True, fields=fields)


def _fixed(key: str, rows: Iterable[tuple[str, ...]]) -> Grid:
    return Grid(tuple(column.title for column in GRID_BY_KEY[key].columns), tuple(rows))


def _measure(measure: Tree) -> tuple[str, ...]:
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


def _proof(proof: Tree) -> Iterable[tuple[str, ...]]:
    if not proof:
        return
    yield "nature", proof["nature"], written(proof.get("si", []))
    if "hebergement" in proof:
        yield "hebergement", ", ".join(proof["hebergement"]), ""
    for rule in proof.get("activites", ()):
        yield "activites", ", ".join(rule["parmi"]), written(rule.get("si", []))


def _by_verdict(clause: Tree) -> Iterable[tuple[str, ...]]:
    introductions, texts = clause.get("introduction", {}), clause.get("texte_si", {})
    for verdict in sorted({*introductions, *texts}):
        yield verdict, introductions.get(verdict, ""), texts.get(verdict, "").rstrip("\n")


def _positions(positions: Tree) -> Grid:
    """A column a position; a fallback and a floor have theirs even if they are empty, ready to be filled in."""
    fallbacks: list[Tree] = positions.get("repli", []) or [{}]
    stages: list[Tree] = [positions.get("cible", {}), *fallbacks, positions.get("plancher", {})]
    header = (TARGET, *(f"{FALLBACK} {rank}" for rank in range(1, len(fallbacks) + 1)), FLOOR)
    names = dict.fromkeys(name for stage in stages for name in stage if name not in POSITION_KINDS)
    used = [name for name in ("texte", "ajout") if any(name in stage for stage in stages)]
    rows = [(name, *(_text(stage.get(name, "")) for stage in stages)) for name in (*names, "contrepartie", *used)]
    return Grid(("Valeur", *header), tuple(rows))


def _text(value: Any) -> str:
    return str(value).rstrip("\n")


def _wordings(clause: Tree) -> Grid:
    variants = clause.get("variantes", ())
    header = ("Texte de base", *(IF + written(item["si"]) for item in variants))
    return Grid(header, ((_text(clause["texte"]), *(_text(item["texte"]) for item in variants)),))
