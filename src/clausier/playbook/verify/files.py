"""Files of a library folder that the reading leaves aside: a clause in one of them would be lost in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clausier.errors import Problem, Severity
from clausier.library.overlays import CATEGORY_FILE, SINGLE_FILES

HEAD_FILE = "bibliotheque.yaml"
YAML = {".yaml", ".yml"}


def problems(folder: Path) -> Iterator[Problem]:
    """YAML files that are not read, and why."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in YAML and path.is_file() and not path.name.startswith("."):
            found = _ignored(path, folder)
            if found:
                name = str(path.relative_to(folder.parent))
                yield Problem(name, "", f"ce fichier n'est pas lu : {found[0]}.", found[1], severity=Severity.WARNING)


def _ignored(path: Path, folder: Path) -> tuple[str, str] | None:
    inner = path.relative_to(folder).parts
    if len(inner) > 1 and _is_another(folder / inner[0]):
        return None
    if path.suffix not in YAML:
        return "son extension n'est pas en minuscules", "Le renommer en .yaml."
    if len(inner) > 2:
        return "il est dans un sous-dossier de catégorie", "Le remonter d'un niveau."
    if len(inner) == 2 and path.name in SINGLE_FILES:
        return "un fichier commun se place à la racine de la bibliothèque", "Le remonter d'un niveau."
    return None


def _is_another(folder: Path) -> bool:
    """A library of its own inside this one, such as the shipped complements."""
    return (folder / HEAD_FILE).is_file() or any(folder.glob(f"*/{CATEGORY_FILE}"))
