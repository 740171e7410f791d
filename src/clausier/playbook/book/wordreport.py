"""What an import did, said with places of the Word file: labels, problems of the overlay, what moved meanwhile."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clausier.errors import Problem
from clausier.french import join
from clausier.library.markup import STRAY, stray_tags
from clausier.model.library import Library
from clausier.office.word.marks import MARK_CATEGORY, MARK_FINGERPRINT, MARK_NAME, MARK_POINT
from clausier.office.word.places import excerpt, place
from clausier.playbook.book.layout import label_of
from clausier.playbook.book.roundtrip import Edited, same, slots_of, trees_of
from clausier.playbook.fields import Slot
from clausier.playbook.trees import at

REORDERED = (
    "l'ordre des lignes ne peut pas être changé par une bibliothèque superposée.",
    "Remettre les lignes dans l'ordre de l'export, les nouvelles à la fin.",
)
LOST = (
    "cette modification ne se retrouve pas dans la bibliothèque obtenue.",
    "L'écrire dans le fichier du point, et signaler ce cas.",
)


@dataclass(frozen=True)
class Imported:
    """What an edited document changes in a library. `files`: path in the overlay → text of the file."""

    edits: tuple[Edited, ...]
    headings: Mapping[str, str]
    files: Mapping[str, str]
    moved: tuple[Edited, ...]
    version: str
    warnings: tuple[Problem, ...]


def losses(done: Imported, library: Library, file: str) -> Iterator[Problem]:
    """What the document says and the library laid over with the new overlay (`library`) does not: never silent."""
    trees = trees_of(library)
    for one in done.edits:
        for slot in one.slots:
            asked, got = at(one.after, slot), at(trees[one.mark], slot)
            if same(asked, got):
                continue
            message, hint = LOST
            if _unordered(asked) == _unordered(got):
                message, hint = REORDERED
            yield Problem(file, place(done.headings[one.mark], label_of_slot(slot)), message, hint)


def relocated(problem: Problem, done: Imported, file: str) -> Problem:
    """A problem of the overlay's files, said with its place in the document."""
    section, _, rest = problem.key.partition(".")
    id_, _, key = rest.partition(".")
    mark = f"{MARK_CATEGORY if section == 'categories' else MARK_POINT}{id_}"
    one = next((one for one in done.edits if one.mark == mark), None)
    if one is None:
        return problem
    slot = next((slot for slot in slots_of(mark) if f"{key}.".startswith(".".join(slot) + ".")), (key,))
    quoted = _quotation(at(one.after, slot), problem.message)
    return Problem(file, place(done.headings[mark], label_of_slot(slot), quoted), problem.message, problem.hint)


def label_of_slot(slot: Slot) -> str:
    return label_of(".".join(slot))


def _quotation(value: object, message: str) -> str:
    """The paragraph that holds what the message quotes; a stray brace is not one of a well-formed name."""
    lines = list(_lines(value))
    words = re.findall("« (.+?) »", message)
    found = next((line for line in lines if any(_holds(line, word) for word in words)), "")
    if not found and len(lines) == 1:
        found = lines[0]
    return f"« {excerpt(found)} »" if found else ""


def _holds(line: str, word: str) -> bool:
    return word in (stray_tags(line) if STRAY.fullmatch(word) else line)


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (line for line in value.splitlines() if line.strip())
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _lines(item)


def _unordered(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def notices(done: Imported, library: Library, marks: Mapping[str, str]) -> Iterator[str]:
    """What the library changed since the export, for the report."""
    if marks.get(MARK_NAME) != library.name:
        yield f"Export de « {marks.get(MARK_NAME, '')} », importé sur « {library.name} »."
    if not done.moved and marks.get(MARK_FINGERPRINT) == library.fingerprint:
        return
    yield f"La bibliothèque a changé depuis l'export (version {done.version}, aujourd'hui {library.version})."
    for one in done.moved:
        labels = join(label_of_slot(slot) for slot in one.moved)
        yield f"- {done.headings[one.mark]} : changé depuis dans la bibliothèque : {labels}."
        if one.conflicts:
            both = join(label_of_slot(slot) for slot in one.conflicts)
            yield f"  Changé des deux côtés, à relire ; votre version est gardée : {both}."
