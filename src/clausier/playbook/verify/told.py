"""How a check says what it found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clausier.errors import Problem, Severity
from clausier.files.strictyaml import KeyPath, Places
from clausier.library import texts
from clausier.library.texts import LibraryText
from clausier.model.library import Library

AROUND = 30


def warning(places: Places, path: KeyPath, message: str, hint: str) -> Problem:
    """What weakens a letter without breaking it."""
    return replace(places.problem(path, message, hint), severity=Severity.WARNING)


def all_texts(library: Library) -> Iterator[tuple[KeyPath, LibraryText]]:
    """Every text of a library with its path from the root."""
    for requirement in library.requirements:
        for text in texts.of_point(requirement):
            yield ("points", requirement.id, *text.path), text
    for text in texts.of_whole(library):
        yield text.path, text


def excerpt(text: str, start: int, end: int) -> str:
    """The words around a fault: « … jusqu'à la fin … »."""
    before, after = max(0, start - AROUND), min(len(text), end + AROUND)
    shown = " ".join(text[before:after].split())
    return f"« {'…' if before else ''}{shown}{'…' if after < len(text) else ''} »"
