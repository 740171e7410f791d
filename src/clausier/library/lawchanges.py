"""What an overlay changes of what a letter claims: a reading, what a basis does for a point, whose figure it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from clausier.errors import Problem, Severity
from clausier.files.strictyaml import Places
from clausier.model.criterion import Origin
from clausier.model.law import Scope

BASES, POINTS = "fondements", "points"
READ = ("verification", "version_lue", "verifie_le")
"""What a reader of a legal text vouches for; it holds for the content that he read."""
CONTENT = ("citation", "abrege", "regle", "force", "debiteur", "si", "en_vigueur", "contrats")
LIMITS = ("si", "verdicts")
"""What narrows that which a basis imposes."""
BOUNDS, ORIGIN = ("au_moins", "au_plus", "parmi"), "origine"
"""A threshold, and where it comes from."""


def edited(before: Mapping[str, str], below: Any, merged: Any, over: Any) -> dict[str, str]:
    """The bases whose content an overlay changed so far while their reading stayed that of the old content."""
    found, changes = dict(before), over.get(BASES)
    for id_, change in changes.items() if isinstance(changes, dict) else ():
        old, new = ((tree.get(BASES) or {}).get(id_) for tree in (below, merged))
        if not (isinstance(old, dict) and isinstance(new, dict) and isinstance(change, dict)):
            continue
        if _is_read_anew(old, change):
            found.pop(id_, None)
        else:
            changed = [key for key in CONTENT if old.get(key) != new.get(key)]
            found.update({id_: changed[0]} if changed else {})
    return found


def raised(below: Any, over: Any, places: Places) -> Iterator[Problem]:
    """Each basis of a point that an overlay says to impose more than the library below does: a letter will claim it."""
    for id_, point in over[POINTS].items():
        before = _uses(below[POINTS].get(id_))
        for rank, use in enumerate(_uses(point)):
            same = [one for one in before if one.get("id") == use.get("id")]
            if use.get("portee") == Scope.IMPOSES and same and (told := _wider(use, same)):
                hint = "La lettre dira que le texte l'exige du prestataire : le relire avant de le garder."
                problem = places.problem((POINTS, id_, BASES, rank, "portee"), f"« {use['id']} » {told}.", hint)
                yield replace(problem, severity=Severity.WARNING)


def moved(below: Any, over: Any, places: Places) -> Iterator[Problem]:
    """Each threshold that an overlay moves without saying anew where it comes from: an error.

    A list is written whole, so that an origin in it may only have been left there: a warning, but for our own usage.
    """
    for id_, point in over[POINTS].items():
        root, is_list = (POINTS, id_, "exigence", "mesure"), isinstance(_measure(point), list)
        pairs = zip(_measures(below[POINTS].get(id_)), _measures(point), strict=False)
        for rank, (before, change) in enumerate(pairs):
            key = next((one for one in BOUNDS if change.get(one, before.get(one)) != before.get(one)), None)
            if key is None:
                continue
            path = (*root, rank, key) if is_list else (*root, key)
            if ORIGIN not in change and not is_list:
                message = f"ce seuil change et ne peut plus se dire d'origine « {before.get(ORIGIN)} »."
                yield places.problem(path, message, "Donner aussi « origine » : « usage », si le chiffre est le vôtre.")
            elif is_list and change.get(ORIGIN) == before.get(ORIGIN) != Origin.USAGE:
                message = f"ce seuil change et se dit toujours d'origine « {before.get(ORIGIN)} »."
                problem = places.problem(path, message, "Si le chiffre est le vôtre, écrire « usage ».")
                yield replace(problem, severity=Severity.WARNING)


def _measure(point: Any) -> Any:
    criterion = point.get("exigence") if isinstance(point, dict) else None
    return criterion.get("mesure") if isinstance(criterion, dict) else None


def _measures(point: Any) -> list[dict[str, Any]]:
    """The thresholds of a point, in a tree of whatever shape."""
    found = _measure(point)
    return [one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)]


def _wider(use: Mapping[str, Any], before: Iterable[Mapping[str, Any]]) -> str:
    """How a use imposes more than those of the same basis below; empty if one of them imposes as much."""
    imposing = [one for one in before if one.get("portee") == Scope.IMPOSES]
    if not imposing:
        return "impose ici la mesure, alors que la bibliothèque de base dit seulement qu'il la soutient"
    if all(any(key in one and key not in use for key in LIMITS) for one in imposing):
        return "impose ici la mesure sans la limite (si, verdicts) que lui met la bibliothèque de base"
    return ""


def cited(point: Any) -> frozenset[str]:
    """The bases of a point, in a tree of whatever shape."""
    return frozenset(str(use.get("id")) for use in _uses(point))


def _uses(point: Any) -> list[dict[str, Any]]:
    uses = point.get(BASES) if isinstance(point, dict) else None
    return [use for use in uses if isinstance(use, dict)] if isinstance(uses, list) else []


def _is_read_anew(old: Mapping[str, Any], change: Mapping[str, Any]) -> bool:
    """A reading of its own is given in full and differs: who restates the one below vouches for what was read then."""
    differs = any(_words(change.get(key)) != _words(old.get(key)) for key in ("version_lue", "verifie_le"))
    return differs and all(key in change for key in READ)


def _words(value: Any) -> list[str]:
    return str(value).split()
