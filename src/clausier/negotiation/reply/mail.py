"""A mail that was saved (.eml): who sent it, when, and the files that it brings. Its text is for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from clausier.errors import InvalidInput, Problem
from clausier.files.bounded import read_bounded
from clausier.files.litter import is_litter
from clausier.french import long_date
from clausier.office import limits
from clausier.office.damage import Damaged, TooMuch, outside

ENDING = ".eml"
BODIES = ("multipart", "message")
SEALS = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
BORDER = re.compile(rb"^--", re.MULTILINE)
HEADER = re.compile(rb"^(?:from|date|content-[a-z-]+)[ \t]*:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*", re.I | re.M)
"""A header that is taken to pieces, with the lines that continue it."""
LONGEST = 80
"""Signs that are shown of a sender, or of the name of a file."""


@dataclass(frozen=True)
class Piece:
    """A file that a mail brings."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """A mail: its sender as written, the day that it bears, its files."""

    sender: str
    day: date | None
    pieces: tuple[Piece, ...]

    @property
    def told(self) -> str:
        """« courriel de Claude Spécimen <c@exemple.fr>, le 20 décembre 2026 »."""
        day = f", le {long_date(self.day)}" if self.day else ""
        return f"courriel de {self.sender or 'expéditeur inconnu'}{day}"


def read_mail(path: Path, name: str) -> Mail:
    """The mail; InvalidInput for one that is too large, damaged, or made to exhaust its reader."""
    content = read_bounded(path, limits.MAIL, name, "Enregistrer ses pièces jointes, et les donner à lire.")
    try:
        _check(content)
        with outside():
            message = message_from_bytes(content)
            parts = [*message.walk()]
        if len(parts) > limits.MEMBERS:
            raise TooMuch
        sender, day = _header(message, "From"), _header(message, "Date")
        return Mail(_words(sender)[:LONGEST], _day(day), tuple(_pieces(parts)))
    except (Damaged, TooMuch):
        hint = "L'enregistrer de nouveau depuis la messagerie, ou enregistrer ses pièces jointes."
        raise InvalidInput([Problem(name, "", "ce courriel est abîmé : il ne peut pas être lu.", hint)]) from None


def _check(content: bytes) -> None:
    """Before anything looks at it: few lines, few parts, short headers where they are taken to pieces. TooMuch."""
    lines = content.count(b"\n") + content.count(b"\r")
    if lines > limits.LINES or sum(1 for _ in BORDER.finditer(content)) > limits.BORDERS:
        raise TooMuch
    if any(len(found[0]) > limits.HEADER for found in HEADER.finditer(content)):
        raise TooMuch


def _pieces(parts: list[Message]) -> Iterator[Piece]:
    """Its files; neither the images of its text, nor what seals it."""
    for part in parts:
        with outside():
            kind, main, placed = part.get_content_type(), part.get_content_maintype(), part.get_content_disposition()
            called = part.get_filename("")
        name = _words(called).replace("\\", "/").rpartition("/")[2]
        shown = main == "image" and ("Content-ID" in part or placed == "inline")
        if not name or shown or main in BODIES or kind in SEALS or is_litter(name):
            continue
        with outside():
            content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield Piece(name[-LONGEST:], content)


def _header(message: Message, name: str) -> str:
    with outside():
        return str(message.get(name, ""))


def _words(written: str) -> str:
    """A header as people read it, on one line; as it is written where it cannot be read."""
    text = written
    with suppress(Damaged), outside():
        text = str(make_header(decode_header(written)))
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _day(written: str) -> date | None:
    """The day of a header; None if it tells none."""
    found: datetime | None = None
    with suppress(Damaged), outside():
        found = parsedate_to_datetime(written)
    return found.date() if found else None
