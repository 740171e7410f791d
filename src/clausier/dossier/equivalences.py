"""What people write in a table → what clausier reads: everyday words, a library's, and those that a user adds.

A file `equivalences.yaml` is a list of entries: in which column, what is written, what is read. An entry whose `lu` is
empty is not decided yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from pydantic import Field

from clausier.dossier.columns import Column, Columns, Shape, bare
from clausier.errors import InvalidInput, Problem, nearest
from clausier.files.strictyaml import Places, read_path, require_mapping
from clausier.files.validation import build
from clausier.library.strangers import APART
from clausier.model.base import Model, Text

NAME = APART[0]
KEY = "equivalences"
ANSWERS = "reponses"
"""In place of a column: every point's answer."""
VALUE = ("valeur",)
UNSURE, ASIDE = ("a_verifier", "inconnu"), ("sans_objet",)
EVERYDAY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    dict.fromkeys(("o", "ok", "vrai", "true"), ("oui",))
    | dict.fromkeys(("n", "faux", "false"), ("non",))
    | dict.fromkeys(("?", "nsp", "ne_sait_pas", "ne_sais_pas", "je_ne_sais_pas", "a_voir", "inconnu"), UNSURE)
    | dict.fromkeys(("n_a", "na", "s_o", "so", "non_applicable", "non_concerne", "pas_concerne"), ASIDE)
    | dict.fromkeys(("en_partie", "partiellement"), ("partiel",))
)
"""A word → those that it may stand for; the one that the column has is read."""


class Entry(Model, title="Une façon d'écrire."):
    """`column` is a key of a column, a point's number or id, or `reponses` for the answers of all points."""

    column: Text = Field(ANSWERS, alias="colonne", description="La colonne, le point, ou « reponses ».")
    written: Text = Field(alias="ecrit", description="Ce qui est écrit.")
    read: str = Field("", alias="lu", description="Ce que clausier lit ; vide : pas encore décidé.")


@dataclass(frozen=True)
class Equivalences:
    """Key of a column, or `reponses`, and a text as `spelled` → what is read."""

    table: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def said(self, column: Column, text: str) -> str:
        """What a cell of this column says: the entry for it, or for all answers, else an everyday word, else itself.

        What is read in the column of a point's answer is read in that of its value too, a finding there as well.
        """
        word = spelled(text)
        keys = (column.key, ANSWERS) if column.shape is Shape.ANSWER else (column.key,)
        found = next((self.table[key, word] for key in keys if (key, word) in self.table), None)
        if found is None and column.point is not None and column.path[2:] == VALUE:
            found = self.table.get((column.point.id, word))
        if found is not None:
            return found
        if column.word(text) in column.choices:
            return text
        return next((one for one in EVERYDAY.get(word, ()) if one in column.choices), text)


def spelled(text: str) -> str:
    """A text without regard to case, accents and signs; « ? » stands for any number of question marks alone."""
    return bare(text) or ("?" if set(text) <= {"?", " ", "\u00a0"} and text else text.strip())


def read_equivalences(
    shared: Iterable[Path],
    own: Path,
    columns: Columns,
    ids: Mapping[str, str],
    removed: Collection[str] = (),
) -> Equivalences:
    """Those that stand beside libraries, then the user's own, which count first; a file that is not there holds none.

    `ids`: what a point may be called → its id. InvalidInput names every entry of the user's that cannot be used; one
    that speaks of a point which an overlay `removed` says nothing.
    """
    found: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    for path in (*shared, own):
        for entry, place in _entries(path) if path.is_file() else ():
            column = _column(entry.column, columns, ids)
            if column is None and path == own and entry.column.partition(":")[0] not in removed:
                problems.append(_unknown(entry.column, place, columns))
            elif column is not None and entry.read.strip():
                found[column, spelled(entry.written)] = entry.read.strip()
    if problems:
        raise InvalidInput(problems)
    return Equivalences(found)


def entries(path: Path) -> list[Entry]:
    """What a file holds; InvalidInput if it cannot be read."""
    return [entry for entry, _ in _entries(path)]


def _entries(path: Path) -> Iterator[tuple[Entry, tuple[Places, int]]]:
    document = read_path(path)
    listed = require_mapping(document).get(KEY) if document.data is not None else None
    if document.data is not None and (not isinstance(listed, list) or len(require_mapping(document)) > 1):
        hint = f"Écrire « {KEY}: » puis une ligne par façon d'écrire : - {{colonne: {ANSWERS}, ecrit: …, lu: oui}}."
        raise InvalidInput([document.places.problem((), "ce n'est pas une liste d'équivalences.", hint)])
    for rank, one in enumerate(listed or ()):
        kept = {key: item for key, item in one.items() if item is not None} if isinstance(one, dict) else one
        yield build(Entry, kept, document.places, (KEY, rank)), (document.places, rank)


def _column(name: str, columns: Columns, ids: Mapping[str, str]) -> str | None:
    if name == ANSWERS:
        return name
    point, mark, part = name.partition(":")
    column = columns.keyed(f"{ids.get(point, point)}{mark}{part}")
    return column.key if column else None


def _unknown(name: str, place: tuple[Places, int], columns: Columns) -> Problem:
    places, rank = place
    hint = nearest(name, (ANSWERS, *columns.by_key))
    return places.problem((KEY, rank, "colonne"), f"la colonne « {name} » n'existe pas.", hint)
