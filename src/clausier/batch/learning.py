"""What could not be read, proposed as entries of an `equivalences.yaml`: somebody writes beside each what is meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from clausier.batch.mistakes import Group
from clausier.dossier.columns import ID, Columns, Shape
from clausier.dossier.equivalences import ANSWERS, KEY, Entry, Equivalences, spelled
from clausier.dossier.rows import WORDS_APART
from clausier.errors import near

HEAD = f"""\
# Ce que l'on écrit dans vos tableaux → ce que clausier lit. Compléter « lu » : oui, partiel, non, contraire,
# sans_objet, a_verifier, une valeur (« 12 mois »), ou le mot de la colonne. Un « lu » vide ne change rien.
{KEY}:
"""
LONGEST = 200


def proposed(
    before: str, known: Iterable[Entry], groups: Iterable[Group], columns: Columns, words: Equivalences
) -> tuple[str, int]:
    """The text of the file with an entry more for each group, and how many were added; nothing of it is changed.

    What several columns of answers hold becomes one entry for all of them, unless it holds a figure: fourteen are
    versions here, and days there.
    """
    there = {(entry.column, spelled(entry.written)) for entry in known}
    lines = [*_lines(groups, there, columns, words)]
    text = before if before.strip() else HEAD
    return f"{text.rstrip()}\n{''.join(lines)}", len(lines)


def unread(group: Group, columns: Columns, words: Equivalences) -> list[str]:
    """What an equivalence can mend of a group: the words of its cell that say nothing.

    None for an identifier and a number of a register, which must be right, nor where all is read and the fault is
    elsewhere: a point set aside without a reason.
    """
    written, column = group.first.written, columns.keyed(group.first.column)
    if not written or len(written) > LONGEST or column is None or column.key == ID or column.digits:
        return []
    apart = re.split(WORDS_APART, written) if column.shape is Shape.WORDS else [written]
    found = [word.strip() for word in apart if word.strip()]
    return [word for word in found if column.word(words.said(column, word)) not in column.choices]


def _lines(
    groups: Iterable[Group], there: set[tuple[str, str]], columns: Columns, words: Equivalences
) -> Iterator[str]:
    merged: dict[str, dict[str, list[tuple[str, Group]]]] = {}
    for group in groups:
        for word in unread(group, columns, words):
            merged.setdefault(spelled(word), {}).setdefault(group.first.column, []).append((word, group))
    for word, by_column in merged.items():
        answers = [key for key in by_column if (column := columns.keyed(key)) and column.shape is Shape.ANSWER]
        together = answers if len(answers) > 1 and not any(map(str.isdigit, word)) else []
        names = {key: [key] for key in by_column if key not in together} | ({ANSWERS: together} if together else {})
        for name, keys in names.items():
            if any((one, word) in there for one in (name, *keys)):
                continue
            found = [pair for key in keys for pair in by_column[key]]
            yield _line(name, found, columns)


def _line(name: str, found: Sequence[tuple[str, Group]], columns: Columns) -> str:
    (written, group), cells = found[0], sum(one.count for _, one in found)
    column = columns.keyed(group.first.column)
    close = near(written, column.choices) if column else []
    guess = f" ; proche de : {close[0]}" if close else ""
    told = f"{cells} cellule{'s' if cells > 1 else ''}, par exemple {group.first.place}{guess}"
    return f"  - {{colonne: {json.dumps(name)}, ecrit: {json.dumps(written, ensure_ascii=False)}, lu: }}  # {told}\n"
