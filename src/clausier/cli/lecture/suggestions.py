"""What the reading suggests for the dossier itself, one key after the other; then what no dossier can do without."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from clausier.cli.lecture.desk import Desk
from clausier.cli.lecture.keyboard import key, keys_told, line
from clausier.cli.lecture.shown import show_passage
from clausier.cli.said import say, wrapped
from clausier.cli.terminal import echo, styled
from clausier.dossier.columns import Column, Shape, columns_of
from clausier.dossier.inwords import titled, worded
from clausier.dossier.proposed import suggested
from clausier.errors import InvalidInput
from clausier.files.strictyaml import KeyPath
from clausier.judging.notices import unknown_facts
from clausier.model.library import Library
from clausier.model.reading import Suggestion

YES, NO, OTHER = "o", "n", "v"
KEYS: Mapping[str, str] = {YES: "oui", NO: "non", OTHER: "valeur"}
SEVERAL = re.compile("[;,]")


def go_through(desk: Desk) -> None:
    """Asks each suggestion on which nobody has decided, then each required key that is blank. Stopped."""
    for column, one in [*suggested(desk.reading, desk.begun, desk.library)]:
        echo()
        styled(wrapped(f"{titled(column)} – {worded(column, one.value, desk.library)} ?"), bold=True)
        show_passage(one.passage, desk.reading)
        _decide(desk, column, one)
    columns = _columns(desk.library)
    for path in desk.begun.blanks:
        echo()
        styled(f"{titled(columns[path])} : le dossier ne peut s'en passer.", bold=True)
        _ask(desk, columns[path])


def ask_facts(desk: Desk) -> None:
    """Asks what the dossier does not tell of the situation although it matters: no law is cited on a guess. Stopped."""
    columns = _columns(desk.library)
    for name, kind in [*unknown_facts(desk.case, desk.library)]:
        echo()
        styled(wrapped(kind.question), bold=True)
        _ask(desk, columns["situation", name])


def _columns(library: Library) -> Mapping[KeyPath, Column]:
    return {column.path: column for column in columns_of(library).all}


def _decide(desk: Desk, column: Column, one: Suggestion) -> None:
    say(keys_told(f"{YES} oui", f"{NO} non", f"{OTHER} autre valeur", "Entrée oui"), "  ", "  ")
    typed = key(KEYS)
    if typed == NO:
        desk.decline(one)
    elif typed == OTHER or not _told(desk, column, list(one.value)):
        _ask(desk, column)


def _ask(desk: Desk, column: Column) -> None:
    """Asks a value until it is admitted, or put off."""
    choices = _choices(column, desk.library)
    for word, label in choices.items():
        say(f"{word} : {label}" if word != label else word, "    ", "      ")
    several = ", « , » entre elles" if column.shape is Shape.WORDS else ""
    while typed := line(f"  Valeur{several} (Entrée : plus tard) : "):
        words = [word.strip() for word in SEVERAL.split(typed)] if column.shape is Shape.WORDS else [typed]
        if _told(desk, column, list(filter(None, words))):
            return


def _told(desk: Desk, column: Column, words: list[str]) -> bool:
    """Writes the value; says why it cannot be."""
    value: Any = words if column.shape is Shape.WORDS else ", ".join(words)
    try:
        desk.tell(column.path, value)
    except InvalidInput as error:
        fault = error.problems[0]
        say(" ".join(filter(None, (fault.message, fault.hint))), "  ", "  ")
        return False
    return True


def _choices(column: Column, library: Library) -> Mapping[str, str]:
    return {word: worded(column, (word,), library) for word in column.choices}
