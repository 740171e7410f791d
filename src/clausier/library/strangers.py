"""Files of a library folder that are not read: a clause in one of them would be lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from clausier.errors import Problem, Severity

HEADER = "bibliotheque.yaml"
SINGLE_FILES = (
    HEADER,
    "fondements.yaml",
    "definitions.yaml",
    "formules.yaml",
    "controles.yaml",
    "coherence.yaml",
    "correspondances.yaml",
    "validations.yaml",
)
APART = ("equivalences.yaml",)
"""Beside a library, and no part of it: how people write their answers."""
CATEGORY_FILE = "_categorie.yaml"
READ = ".yaml"
MEANT = re.compile(r"\.ya?ml", re.IGNORECASE)
DEPTHS = ("*", "*/*", "*/*/*")


def problems(folder: Path) -> Iterator[Problem]:
    """Misnamed files are errors, misplaced ones and copies are warnings."""
    for path in sorted(path for depth in DEPTHS for path in folder.glob(depth)):
        if not path.name.startswith(".") and MEANT.search(path.name) and path.is_file():
            yield from _ignored(path, folder)


def _ignored(path: Path, folder: Path) -> Iterator[Problem]:
    inner, name = path.relative_to(folder).parts, str(path.relative_to(folder.parent))
    if len(inner) > 1 and _is_another(folder / inner[0]):
        return
    if path.suffix != READ:
        yield _misnamed(path, name)
    elif len(inner) > 2:
        yield _misplaced(name, "il est dans un sous-dossier de catégorie")
    elif len(inner) == 2 and path.name in SINGLE_FILES:
        yield _misplaced(name, "un fichier commun se place à la racine de la bibliothèque")


def _misnamed(path: Path, name: str) -> Problem:
    """Another ending hides the file, as Windows does with « .yaml.txt »; beside the file itself it is a copy."""
    plain = MEANT.split(path.name)[0] + READ
    if (path.parent / plain).is_file() and not MEANT.fullmatch(path.suffix):
        hint = "La retirer, ou la garder en le sachant."
        return Problem(name, "", f"cette copie de « {plain} » n'est pas lue.", hint, severity=Severity.WARNING)
    return Problem(
        name, "", f"ce fichier ne serait pas lu : son nom finit par « {path.suffix} ».", f"Le renommer « {plain} »."
    )


def _misplaced(name: str, why: str) -> Problem:
    return Problem(name, "", f"ce fichier n'est pas lu : {why}.", "Le remonter d'un niveau.", severity=Severity.WARNING)


def _is_another(folder: Path) -> bool:
    """A library of its own inside this one, such as the shipped complements."""
    return (folder / HEADER).is_file() or any(folder.glob(f"*/{CATEGORY_FILE}"))
