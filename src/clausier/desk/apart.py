"""A contract read in a process of its own: whatever its files ask for, who asked for it goes on meanwhile.

It is given an order and tells how far it is; it writes no file. Orders and answers pass between two processes of one
program, pickled.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from clausier.desk.contracts import distinct
from clausier.errors import InvalidInput, Problem

if TYPE_CHECKING:
    from clausier.model.contract_text import SourceText
    from clausier.model.library import Library
    from clausier.model.reading import Reading

PATIENCE = 300
"""Seconds after which a reading is ended."""
NICE = 10
"""How far it gives way to others."""
NO_TEXT = "il n'y a aucun texte à lire."
SCANNED = "Donner le contrat lui-même ; s'il est numérisé, demander au prestataire le fichier d'origine."
ENDED = "la lecture n'a pas pu finir : ce fichier demande trop de temps ou de mémoire. Essayer un autre format."


@dataclass(frozen=True)
class Order:
    """Files that came with their names, texts that were read before and stay, and what to look for (ids of points)."""

    files: tuple[tuple[str, bytes], ...]
    kept: tuple[SourceText, ...]
    library: Library
    points: tuple[str, ...]


@dataclass(frozen=True)
class Opening:
    """A file is being opened, or, with no name, the contract gone through."""

    file: str = ""


@dataclass(frozen=True)
class Done:
    """The contract was read; `again` are files that are the same as another."""

    texts: tuple[SourceText, ...]
    reading: Reading
    again: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Why it was not."""

    problems: tuple[Problem, ...]


Message = Opening | Done | Refused
Reader = Callable[[Order], Iterator[Message]]


def read_here(order: Order) -> Iterator[Message]:
    """The same in this process."""
    from clausier.office.contract import read_content
    from clausier.reading import read

    texts: list[SourceText] = []
    problems: list[Problem] = []
    for name, content in order.files:
        yield Opening(name)
        try:
            texts.append(replace(read_content(content, name), name=name))
        except InvalidInput as error:
            problems += error.problems
    fresh = {text.name for text in texts}
    kept = [one for one in order.kept if one.name not in fresh]
    found, again = distinct([one.name for one in (*kept, *texts)], [*kept, *texts])
    if not problems and not any(text.blocks for text in found):
        problems = [Problem(text.name, "", NO_TEXT, SCANNED) for text in found]
    if problems:
        yield Refused(tuple(problems))
        return
    yield Opening()
    yield Done(tuple(found), read(found, order.library, order.points), tuple(again))


def read_apart(order: Order) -> Iterator[Message]:
    """What becomes of an order, as it is told; a process that ends without a word, or too late, is refused."""
    command = [sys.executable, "-P", "-c", f"from {__name__} import main; main()"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Timer(PATIENCE, process.kill)
        late.daemon = True
        late.start()
        try:
            with suppress(OSError), process.stdin as orders:
                pickle.dump(order, orders)
            yield from _told(process.stdout, order)
        finally:
            late.cancel()
            process.kill()


def _told(answers: IO[bytes], order: Order) -> Iterator[Message]:
    while True:
        try:
            message: Message = pickle.load(answers)
        except (EOFError, pickle.UnpicklingError):
            names = ", ".join(name for name, _ in order.files)
            yield Refused((Problem(names, "", ENDED),))
            return
        yield message
        if not isinstance(message, Opening):
            return


def main() -> None:
    """Reads an order, and answers it."""
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    with suppress(OSError, AttributeError):
        os.nice(NICE)
    order: Order = pickle.load(sys.stdin.buffer)
    for message in _answers(order):
        pickle.dump(message, answers)
        answers.flush()


def _answers(order: Order) -> Iterator[Message]:
    from clausier.desk.unforeseen import sentence

    try:
        yield from read_here(order)
    except BrokenPipeError:
        raise
    except Exception as error:
        yield Refused((Problem(", ".join(name for name, _ in order.files), "", sentence(error)),))
