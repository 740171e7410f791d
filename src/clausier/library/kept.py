"""A library found sound is kept parsed: the next run reads the same files, but neither parses nor checks them again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausier.errors import InvalidInput, Problem, Severity
from clausier.files import cache
from clausier.library.tree import spelled_points, tree_of
from clausier.model.library import Category, Library
from clausier.model.requirement import Requirement

if TYPE_CHECKING:
    from clausier.library.reading import Reading

KIND = "bibliotheque"
WARNING = ("file", "key", "message", "hint", "line")
MOST_FILES, LARGEST = 2000, 20_000_000
"""Folders beyond these hold something else than a library: they are read each time."""


Checks = Callable[["Reading"], Iterable[Problem]]
"""What finds the problems of a library as it was read."""


@dataclass(frozen=True)
class Sound:
    """A library without an error, and the warnings of its checks."""

    library: Library
    warnings: tuple[Problem, ...]


def sound(folders: Sequence[Path], checks: str, problems: Checks) -> Sound:
    """The library of these folders; InvalidInput holds every error that `problems` finds.

    `checks` names that function: what passed one set of checks may not pass another.
    """
    key = _key(folders, checks)
    told = cache.kept(KIND, key) if key else None
    if told is not None:
        return _read(json.loads(told))
    from clausier.library.reading import read_library

    reading = read_library(folders)
    found = tuple(dict.fromkeys(problems(reading)))
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    if errors or reading.library is None:
        raise InvalidInput(errors)
    if key:
        cache.keep(KIND, key, _written(reading, found))
    return Sound(reading.library, found)


def _key(folders: Sequence[Path], checks: str) -> str:
    """Of the name and content of every file; empty where they are too many, or cannot all be read."""
    found = [(folder, [path for path in sorted(folder.rglob("*")) if path.is_file()]) for folder in folders]
    files = [path for _, paths in found for path in paths]
    try:
        if len(files) > MOST_FILES or sum(path.stat().st_size for path in files) > LARGEST:
            return ""
        return cache.key_of((checks.encode(), *_contents(found)))
    except OSError:
        return ""


def _contents(found: Iterable[tuple[Path, Iterable[Path]]]) -> Iterator[bytes]:
    for folder, paths in found:
        yield str(folder).encode(errors="surrogateescape")
        for path in paths:
            yield str(path.relative_to(folder)).encode(errors="surrogateescape")
            yield path.read_bytes()


def _written(reading: Reading, warnings: Iterable[Problem]) -> str:
    told = [{name: getattr(one, name) for name in WARNING} for one in warnings]
    return json.dumps({"contenu": reading.data, "avertissements": told}, ensure_ascii=False)


def _read(told: dict[str, Any]) -> Sound:
    data = told["contenu"]
    points = [Requirement.model_validate(point) for point in spelled_points(data).values()]
    categories = [Category.model_validate(category) for category in data["categories"].values()]
    warnings = tuple(Problem(**one, severity=Severity.WARNING) for one in told["avertissements"])
    return Sound(Library.model_validate(tree_of(data, categories, points)), warnings)
