"""Every check of a library, everything at once: errors break a letter, warnings weaken it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from clausier.errors import Problem, Severity, bounded
from clausier.library.reading import Reading
from clausier.model.library import Library
from clausier.playbook.verify import (
    approved,
    arguments,
    carried,
    coherence,
    examples,
    idle,
    landmarks,
    positions,
    readings,
    shared,
    typography,
    words,
)

__all__ = ["verify"]

CHECKS = (arguments.problems, shared.problems, approved.problems)
EACH_POINT = (carried.problems, positions.problems, words.problems, typography.problems)
"""What depends on a point alone, and takes the longest."""


def verify(reading: Reading, *, clean_base: bool = False) -> tuple[Problem, ...]:
    """Problems of a library as it was read: by file and line, errors before warnings on the same line.

    With a `clean_base`, known to have none of its own, the points that overlays left alone are not gone over again.
    """
    return tuple(
        sorted(
            set(bounded(_problems(reading, clean_base))),
            key=lambda one: (one.file, one.line or 0, one.severity is not Severity.ERROR, one.key, one.message),
        )
    )


def _problems(reading: Reading, clean_base: bool) -> Iterator[Problem]:
    library = reading.library
    yield from reading.problems
    if library is None:
        return
    yield from readings.problems(reading)
    for check in CHECKS:
        yield from check(library, reading.places)
    yield from coherence.problems(reading, clean_base=clean_base)
    changed = _without(library, reading.kept) if clean_base else library
    for check in EACH_POINT:
        yield from check(changed, reading.places)
    yield from examples.problems(changed, reading)
    yield from landmarks.problems(changed, reading.places, reading.layers)
    yield from idle.problems(changed, reading)


def _without(library: Library, points: Collection[str]) -> Library:
    left = tuple(requirement for requirement in library.requirements if requirement.id not in points)
    return library.model_copy(update={"requirements": left})


def by_file(problems: Sequence[Problem]) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """The problems of each file, in the order of `verify`."""
    for name in dict.fromkeys(problem.file for problem in problems):
        yield name, tuple(problem for problem in problems if problem.file == name)
