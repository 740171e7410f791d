"""A dossier as the text of its YAML file: the library's questions as comments, its order, the same bytes each time.

Every text is read back exactly: on its line where YAML would not take it for something else, as a block where
it has several lines, in quotes otherwise.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from clausier.dossier.scope import practice_points
from clausier.dossier.tree import Tree, tree_of
from clausier.files.yamltext import key_text, scalar
from clausier.model.casefile import CaseFile
from clausier.model.library import Library

WIDTH = 110
STEP = "  "
HEAD = "# Dossier clausier. Ensuite : clausier analyser ce-fichier\n"
BLOCK = re.compile(r"\S[^\t\r\x85\u2028\u2029\ufeff]*\n[^\t\r\x85\u2028\u2029\ufeff]*[^\s]\n?")
"""Texts of several lines that a block gives back to the letter."""
SHORT = 100


def dossier_text(case: CaseFile, library: Library) -> str:
    """The text of the file; points that may apply and have no answer stand in it, open."""
    tree = tree_of(case)
    if "situation" in tree:
        tree["situation"] = {name: _alone(words) for name, words in tree["situation"].items()}
    answers = tree.pop("reponses", {})
    before = {name: part for name, part in tree.items() if name in ("dossier", "cabinet", "prestataire", "contrat")}
    middle = {name: part for name, part in tree.items() if name in ("situation", "courrier", "avenant", "saisie")}
    after = {name: part for name, part in tree.items() if name not in before and name not in middle}
    lines = [*_sections({**before, **middle}), *_answers(answers, case, library), *_sections(after)]
    return HEAD + "\n".join(lines) + "\n"


def _sections(tree: Tree) -> Iterator[str]:
    for name, part in tree.items():
        yield ""
        yield from _entry(f"{name}:", part, "")


def _answers(answers: Tree, case: CaseFile, library: Library) -> Iterator[str]:
    yield from ("", "# Pour chaque point : oui, partiel, non, contraire, sans_objet (avec un motif) ou a_verifier.")
    yield "reponses:"
    category = 0
    for point in practice_points(library, case):
        if point.category != category:
            category = point.category
            title = next(one.title for one in library.categories if one.number == category)
            yield from ("", f"{STEP}# ---- {category}. {title} ----")
        yield ""
        prefix = f"{STEP}# "
        asked = f"{point.number} {point.question}"
        yield from textwrap.wrap(asked, WIDTH, initial_indent=prefix, subsequent_indent=prefix)
        yield from _answer(point.id, answers.get(point.id))
    for id_ in sorted(answers.keys() - library.by_id.keys()):
        yield from ("", *_answer(id_, answers[id_]))


def _answer(id_: str, answer: Tree | None) -> Iterator[str]:
    start = f"{STEP}{key_text(id_)}:"
    if answer is None:
        yield start
    elif list(answer) == ["constat"]:
        yield f"{start} {answer['constat']}"
    else:
        yield from _entry(start, answer, STEP)


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:
    """A key and its value, or the dash of an item and its value."""
    if isinstance(value, str):
        yield from _text(start, value, indent)
    elif isinstance(value, list):
        yield from _list(start, value, indent)
    elif not value:
        yield f"{start} {{}}"
    else:
        yield start
        for key, item in value.items():
            told = _alone(item) if key == "valeur" else item
            yield from _entry(f"{indent}{STEP}{key_text(key)}:", told, indent + STEP)


def _text(start: str, value: str, indent: str) -> Iterator[str]:
    if not BLOCK.fullmatch(value):
        yield f"{start} {scalar(value)}"
        return
    yield f"{start} |{'' if value.endswith(chr(10)) else '-'}"
    yield from (f"{indent}{STEP}{line}".rstrip() if not line else f"{indent}{STEP}{line}" for line in
                value.removesuffix("\n").split("\n"))  # fmt: skip


def _list(start: str, values: list[Any], indent: str) -> Iterator[str]:
    """Texts on a line if they are short; records below."""
    if all(isinstance(value, str) for value in values):
        flow = f"[{', '.join(scalar(value) for value in values)}]"
        if len(start) + len(flow) <= SHORT or not values:
            yield f"{start} {flow}"
            return
    yield start
    for value in values:
        if isinstance(value, dict):
            yield from _record(value, indent + STEP)
        else:
            yield from _entry(f"{indent}{STEP}-", value, indent + STEP)


def _record(record: Tree, indent: str) -> Iterator[str]:
    """The keys of an item, the first after its dash."""
    inner = indent + STEP
    first, *others = (line for key, item in record.items() for line in _entry(f"{inner}{key_text(key)}:", item, inner))
    yield f"{indent}- {first.lstrip()}"
    yield from others


def _alone(value: Any) -> Any:
    """A list of one text where the text alone means the same."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
