"""What a person types, a key or a line at a time: keys at once on a terminal, else lines of the standard input."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click

from clausier.cli.terminal import echo
from clausier.errors import InvalidInput, Problem
from clausier.files import limits
from clausier.files.bounded import STANDARD_INPUT

ENTER, STOP = "", "q"
NOT_TEXT = "ce qui est tapé n'est pas du texte en UTF-8.", "Vérifier le réglage du terminal."


class Stopped(Exception):
    """The person stops here, or there is nothing more to read."""


def keys_told(*keys: str) -> str:
    """The keys that may be typed, each with what it does, never cut at the end of a line."""
    return " · ".join(one.replace(" ", "\u00a0") for one in (*keys, f"{STOP} arrêter"))


def key(keys: Mapping[str, str], prompt: str = "> ") -> str:
    """One of the keys (key → word that may be typed whole), or `ENTER`; asked until it is one. Stopped by `STOP`."""
    words = {word.casefold(): one for one, word in keys.items()} | {one: one for one in keys} | {ENTER: ENTER}
    while True:
        typed = _key(prompt).casefold()
        if typed == STOP:
            raise Stopped
        if typed in words:
            return words[typed]
        echo(f"Touches : {', '.join(keys)}, Entrée, {STOP} (arrêter).")


def line(prompt: str) -> str:
    """A line without the blanks around it; Stopped at the end of the input. InvalidInput if it is no text."""
    while True:
        echo(prompt, nl=False)
        text = _line().strip()
        wrong = limits.fault(text)
        if wrong is None:
            return text
        echo(" ".join(wrong))


def _key(prompt: str) -> str:
    if not is_terminal():
        return line(prompt)
    echo(prompt, nl=False)
    try:
        typed = click.getchar()
    except EOFError:
        raise Stopped from None
    echo(typed if typed.isprintable() else "")
    return typed.strip()


def _line() -> str:
    """A line as it comes; of one that is far too long, the end is dropped."""
    pieces: list[str] = []
    try:
        while sys.stdin is not None and (piece := sys.stdin.readline(limits.TEXT + 2)):
            if len(pieces) < 2:
                pieces.append(piece)
            if piece.endswith("\n"):
                break
    except UnicodeDecodeError:
        raise InvalidInput([Problem(STANDARD_INPUT, "", *NOT_TEXT)]) from None
    if not is_terminal():
        echo()  # nobody typed the end of the line that is read
    if not pieces:
        raise Stopped
    return "".join(pieces)


def is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
