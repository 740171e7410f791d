"""A comparison of two libraries on a terminal, and as plain data for `--json`."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from clausier.cli.terminal import echo, echo_pieces, seen, style, styled
from clausier.french import counted
from clausier.playbook.compare import Change, Comparison, Entry, Weight
from clausier.worddiff import Fate, Words, excerpted

SCHEMA = 1
WIDTH = 110
INDENT = " " * 6
COLOURS: dict[Fate, dict[str, Any]] = {
    Fate.REMOVED: {"fg": "red", "strikethrough": True},
    Fate.ADDED: {"fg": "green", "underline": True},
}
MARKS = {Fate.REMOVED: ("[-", "-]"), Fate.ADDED: ("{+", "+}")}


def show(found: Comparison) -> None:
    """Print figures, criteria and law first, then points added and removed, wording, and landmarks last."""
    if found.is_empty:
        echo("Aucune différence.")
        return
    _first(found)
    _listed("Points ajoutés", found.added)
    _listed("Points retirés", found.removed)
    _later("Textes des points", found.changed, Weight.WORDING)
    _later("Autres textes", found.shared, Weight.WORDING)
    _later("Repères de lecture", (*found.changed, *found.shared), Weight.LANDMARK)
    echo(f"\n{_summary(found)}")


def as_data(found: Comparison) -> dict[str, Any]:
    """The JSON report; keys are French, as in every file."""
    return {
        "schema": SCHEMA,
        "d_abord": [{"id": entry.id, **_change_data(change)} for entry, change in found.first],
        "ajoutes": [_entry_data(entry) for entry in found.added],
        "retires": [_entry_data(entry) for entry in found.removed],
        "modifies": [_changed_data(entry) for entry in found.changed],
        "communs": [_changed_data(entry) for entry in found.shared],
    }


def marked(words: Iterable[Words], *, colours: bool) -> str:
    """One text with its changes: [-removed-]{+added+}, or colours; what is replaced whole, in two lines."""
    told = [_marked(one, colours) for one in words]
    return ("\n" if len(told) == 2 and len("".join(told)) > WIDTH else "").join(told)


def _first(found: Comparison) -> None:
    if found.first:
        styled(f"Valeurs, exigences, fondements et périmètre ({len(found.first)})", bold=True)
    last = ""
    for entry, change in found.first:
        if entry.id != last:
            echo(f"  {_name(entry)}")
        last = entry.id
        _value(change)


def _value(change: Change) -> None:
    short = "\n" not in change.old + change.new and len(change.old + change.new) < 80
    if short:
        echo(f"{INDENT}{change.key} : {change.old or '(rien)'} → {change.new or '(rien)'}")
    else:
        _text(change)


def _listed(title: str, entries: Sequence[Entry]) -> None:
    if entries:
        styled(f"\n{title} ({len(entries)})", bold=True)
    for entry in entries:
        echo(f"  {_name(entry)} ({entry.id})")


def _later(title: str, entries: Sequence[Entry], weight: Weight) -> None:
    changed = [(entry, [one for one in entry.changes if one.weight is weight]) for entry in entries]
    kept = [(entry, changes) for entry, changes in changed if changes]
    if kept:
        styled(f"\n{title} ({len(kept)})", bold=True)
    for entry, changes in kept:
        echo(f"  {_name(entry)}")
        for rank, change in enumerate(changes):
            _text(change, named=not rank or change.key != changes[rank - 1].key)


def _text(change: Change, *, named: bool = True) -> None:
    if named and change.key:
        echo(f"{INDENT}{change.key}")
    text = marked(excerpted(change.words), colours=_colours())
    for paragraph in text.split("\n"):
        if paragraph.strip():
            echo_pieces(textwrap.fill(paragraph, WIDTH, initial_indent=INDENT + "  ", subsequent_indent=INDENT + "  "))


def _colours() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _marked(words: Words, colours: bool) -> str:
    if words.fate is Fate.KEPT:
        return seen(words.text)
    if colours:
        return style(words.text, **COLOURS[words.fate])
    opening, closing = MARKS[words.fate]
    return f"{opening}{seen(words.text)}{closing}"


def _summary(found: Comparison) -> str:
    return ", ".join(
        (
            counted(len(found.added), "point ajouté", "points ajoutés"),
            counted(len(found.removed), "point retiré", "points retirés"),
            counted(len(found.changed), "point modifié", "points modifiés"),
            counted(len(found.shared), "autre élément modifié", "autres éléments modifiés"),
        )
    )


def _name(entry: Entry) -> str:
    return f"{entry.number} {entry.title}" if entry.number else entry.id


def _entry_data(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "numero": entry.number, "intitule": entry.title}


def _changed_data(entry: Entry) -> dict[str, Any]:
    return {**_entry_data(entry), "changements": [_change_data(change) for change in entry.changes]}


def _change_data(change: Change) -> dict[str, Any]:
    return {
        "cle": change.key,
        "nature": change.weight.value,
        "avant": change.old,
        "apres": change.new,
        "mots": [{"sort": one.fate.value, "texte": one.text} for one in change.words],
    }
