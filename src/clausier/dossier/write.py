"""A dossier as the text of its YAML file: the library's questions as comments, its order, the same bytes each time."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from clausier.dossier.begun import Begun, begun_of
from clausier.dossier.scope import practice_points
from clausier.dossier.tree import Tree, tree_of
from clausier.files.proof import proven
from clausier.files.strictyaml import KeyPath, read_bytes
from clausier.files.yamltext import FORM, document, record
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.verdict import FINDINGS_TOLD

WIDTH = 110
STEP = "  "
HEAD = "# Dossier clausier. Ensuite : clausier analyser ce-fichier\n"
ANSWERS = f"# Pour chaque point : {FINDINGS_TOLD}."
FIRST = ("dossier", "cabinet", "prestataire", "contrat", "situation", "courrier", "avenant", "saisie", "reponses")
"""Sections that stand before the others, in this order."""

Notes = dict[KeyPath, list[str]]


def dossier_text(dossier: CaseFile | Begun, library: Library) -> str:
    """The text of the file; points that may apply and have no answer stand in it, open. Proven to be read again."""
    begun = dossier if isinstance(dossier, Begun) else Begun(dossier)
    case, tree = begun.case, _short(begun.tree)
    points = [point.id for point in practice_points(library, case)]
    given = tree.get("reponses", {})
    others = sorted(given.keys() - library.by_id.keys())
    tree["reponses"] = {id_: given.get(id_) for id_ in (*points, *others)}
    for section, key in begun.blanks:
        tree[str(section)] = {str(key): None, **tree.get(str(section), {})}
    ordered = {name: tree[name] for name in dict.fromkeys((*FIRST, *tree)) if name in tree}
    notes: Notes = {(name,): [""] for name in ordered}
    notes[("reponses",)].append(ANSWERS)
    notes |= {("reponses", id_): [""] for id_ in others} | questions(library, points)
    text = HEAD + document(ordered, FORM, notes)
    proven(text.encode(), "dossier.yaml", lambda content: begun_of(read_bytes(content, "dossier.yaml"), library), begun)
    return text


def record_text(case: CaseFile) -> str:
    """The same without questions: a batch writes thousands."""
    return record(_short(tree_of(case)))


def questions(library: Library, points: list[str]) -> Notes:
    """The lines before each of the answers: its question, after the title of its category before the first."""
    notes: Notes = {}
    told = {
        category.number: f"{STEP}# ---- {category.number}. {category.title} ----" for category in library.categories
    }
    for id_ in points:
        point = library.by_id[id_]
        title = told.pop(point.category, None)
        asked = comment(f"{point.number} {point.question}", STEP)
        notes["reponses", id_] = [*(("", title) if title else ()), "", *asked]
    return notes


def comment(text: str, indent: str) -> Iterator[str]:
    """Lines of a comment."""
    prefix = f"{indent}# "
    yield from textwrap.wrap(text, WIDTH, initial_indent=prefix, subsequent_indent=prefix)


def _short(tree: Tree) -> Tree:
    """The tree in the short spellings of the file: one word for a list of one, a finding for an answer."""
    short = dict(tree)
    if "situation" in tree:
        short["situation"] = {name: _alone(words) for name, words in tree["situation"].items()}
    if "reponses" in tree:
        short["reponses"] = {id_: short_answer(answer) for id_, answer in tree["reponses"].items()}
    return short


def short_answer(answer: Tree) -> Tree | str:
    """An answer in the short spelling of the file."""
    if list(answer) == ["constat"]:
        return str(answer["constat"])
    return {key: _alone(value) if key == "valeur" else value for key, value in answer.items()}


def _alone(value: Any) -> Any:
    """A list of one text where the text alone means the same."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
