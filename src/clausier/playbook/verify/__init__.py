"""Every check of a library, everything at once: errors break a letter, warnings weaken it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausier.errors import Problem, Severity
from clausier.library import Reading
from clausier.playbook.verify import arguments, carried, positions, readings, shared, typography, words

__all__ = ["verify"]

CHECKS = (
    carried.problems,
    positions.problems,
    arguments.problems,
    shared.problems,
    words.problems,
    typography.problems,
)


def verify(reading: Reading) -> tuple[Problem, ...]:
    """Problems of a library as it was read: by file and line, errors before warnings on the same line."""
    found = set(reading.problems)
    if reading.library is not None:
        found |= set(readings.problems(reading))
        found |= {problem for check in CHECKS for problem in check(reading.library, reading.places)}
    return tuple(
        sorted(
            found, key=lambda one: (one.file, one.line or 0, one.severity is not Severity.ERROR, one.key, one.message)
        )
    )


def by_file(problems: Sequence[Problem]) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """The problems of each file, in the order of `verify`."""
    for name in dict.fromkeys(problem.file for problem in problems):
        yield name, tuple(problem for problem in problems if problem.file == name)
