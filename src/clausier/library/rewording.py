"""What an overlay's own wording of a clause puts aside: the details that went with the wording of before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from clausier.errors import Problem, Severity
from clausier.files.strictyaml import Places

WORDINGS = ("texte", "texte_si", "variantes")
DETAILS = "precisions"


def without_details(
    base: Mapping[str, Any], over: Mapping[str, Any], places: Places
) -> tuple[dict[str, Any], list[Problem]]:
    """The tree of an overlay whose reworded clauses drop the details of the base, save its own; a warning each."""
    points, told = dict(over["points"]), []
    for id_, point in over["points"].items():
        clause, below = _clause(point), _clause(base["points"].get(id_))
        wording = next((key for key in WORDINGS if clause.get(key) is not None), "")
        if wording and below.get(DETAILS) and DETAILS not in clause:
            points[id_] = {**point, "clause": {**clause, DETAILS: None}}
            message = "cette rédaction remplace celle de la clause : ses précisions ne s'impriment plus."
            hint = f"Pour en garder, écrire « {DETAILS} » à côté de « {wording} »."
            problem = places.problem(("points", id_, "clause", wording), message, hint)
            told.append(replace(problem, severity=Severity.WARNING))
    return {**over, "points": points}, told


def _clause(point: Any) -> Mapping[str, Any]:
    clause = point.get("clause") if isinstance(point, Mapping) else None
    return clause if isinstance(clause, Mapping) else {}
