"""How a check says what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def changed_since(rules: Sequence[KeyPath], path: KeyPath, layers: Sequence[Places]) -> str:
    """Where a library laid over the one that wrote an example (`path`) changes one of the rules; empty if none does."""
    written = [rank for rank, layer in enumerate(layers) if path in layer.lines]
    for layer in reversed(layers[written[-1] + 1 :] if written else ()):
        for rule in rules:
            if rule in layer.lines:
                file, line = layer.of(rule)
                return f"{file}, ligne {line}"
    return ""


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
