"""An overlay's own wording of a clause puts aside what went with the wording of before: its details, its carrier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from clausier.errors import Problem, Severity
from clausier.files.strictyaml import Places
from clausier.french import join

DISABLED = "desactive"
WORDINGS = ("texte", "texte_si", "variantes")
DROPPED = {
    "precisions": "cette rédaction remplace celle de la clause : ses précisions ne s'impriment plus.",
    "porte_par": "cette rédaction remplace celle de la clause : le point a la sienne, qu'aucune autre ne porte.",
}
"""Keys of a clause that were written for its wording → what is said where another wording drops them."""


def without_what_went_with_it(
    base: Mapping[str, Any], over: Mapping[str, Any], places: Places
) -> tuple[dict[str, Any], list[Problem]]:
    """The tree of an overlay whose reworded clauses drop the details and the carrier of the base, save its own.

    A warning for each.
    """
    points, told = dict(over["points"]), []
    for id_, point in over["points"].items():
        clause, below = _clause(point), _clause(base["points"].get(id_))
        wording = wording_of(clause)
        dropped = [key for key in DROPPED if wording and below.get(key) and key not in clause]
        if dropped:
            points[id_] = {**point, "clause": {**clause, **dict.fromkeys(dropped)}}
        for key in dropped:
            hint = f"Pour en garder, écrire « {key} » à côté de « {wording} »."
            problem = places.problem(("points", id_, "clause", wording), DROPPED[key], hint)
            told.append(replace(problem, severity=Severity.WARNING))
    told.extend(_carried_along(base, points, places))
    return {**over, "points": points}, told


def _carried_along(base: Mapping[str, Any], over: Mapping[str, Any], places: Places) -> Iterator[Problem]:
    """The parts of other points that are still printed after a reworded clause."""
    kept = [other for other in base["points"] if over.get(other, base["points"][other]).get(DISABLED) != "oui"]
    laid = {other: {**_clause(base["points"][other]), **_clause(over.get(other))} for other in kept}
    for id_, point in over.items():
        wording = wording_of(_clause(point))
        parts = [other for other, clause in laid.items() if _carrier(clause) == id_]
        if not (wording and parts):
            continue
        numbers = join([f"{base['points'][other].get('numero', other)}" for other in parts])
        message = f"cette clause en porte d'autres : ce qu'elles disent s'imprime à la suite ({numbers})."
        hint = "Les relire avec elle, ou les détacher : « porte_par: null » dans la clause de chacune."
        problem = places.problem(("points", id_, "clause", wording), message, hint)
        yield replace(problem, severity=Severity.WARNING)


def wording_of(clause: Mapping[str, Any]) -> str:
    """The key by which a clause is worded anew; empty if it is not. To take a wording away gives none."""
    return next((key for key in WORDINGS if _is_said(clause.get(key))), "")


def _is_said(given: Any) -> bool:
    """Is a wording given, and not only taken away?"""
    if isinstance(given, Mapping):
        return any(one is not None for one in given.values())
    return given is not None


def _carrier(clause: Mapping[str, Any]) -> str:
    carried = clause.get("porte_par")
    return str(carried.get("point", "")) if isinstance(carried, Mapping) else ""


def _clause(point: Any) -> Mapping[str, Any]:
    clause = point.get("clause") if isinstance(point, Mapping) else None
    return clause if isinstance(clause, Mapping) else {}
