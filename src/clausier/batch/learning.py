"""What could not be read, proposed as entries of an `equivalences.yaml`: somebody writes beside each what is meant."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from clausier.batch.mistakes import Group
from clausier.dossier.columns import Columns
from clausier.dossier.equivalences import ANSWERS, KEY, Entry, spelled
from clausier.errors import near

HEAD = f"""\
# Ce que l'on écrit dans vos tableaux → ce que clausier lit. Compléter « lu » : oui, partiel, non, contraire,
# sans_objet, a_verifier, une valeur (« 12 mois »), ou le mot de la colonne. Un « lu » vide ne change rien.
{KEY}:
"""
LONGEST = 200


def proposed(before: str, known: Iterable[Entry], groups: Iterable[Group], columns: Columns) -> tuple[str, int]:
    """The text of the file with an entry more for each group, and how many were added; nothing of it is changed.

    What several columns of answers hold becomes one entry, for all of them.
    """
    there = {(entry.column, spelled(entry.written)) for entry in known}
    lines = [*_lines(groups, there, columns)]
    text = before if before.strip() else HEAD
    return f"{text.rstrip()}\n{''.join(lines)}", len(lines)


def _lines(groups: Iterable[Group], there: set[tuple[str, str]], columns: Columns) -> Iterator[str]:
    merged: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        written, column = group.first.written, columns.keyed(group.first.column)
        if not written or len(written) > LONGEST or column is None:
            continue
        answers = column.point is not None and column.key == column.point.id
        merged.setdefault((ANSWERS if answers else column.key, spelled(written)), []).append(group)
    for (name, word), found in merged.items():
        if (name, word) in there or any((one.first.column, word) in there for one in found):
            continue
        first, cells = found[0].first, sum(one.count for one in found)
        column = columns.keyed(first.column)
        close = near(first.written, column.choices) if column else []
        guess = f" ; proche de : {close[0]}" if close else ""
        told = f"{cells} cellule{'s' if cells > 1 else ''}, par exemple {first.place}{guess}"
        written = json.dumps(first.written, ensure_ascii=False)
        yield f"  - {{colonne: {json.dumps(name)}, ecrit: {written}, lu: }}  # {told}\n"
