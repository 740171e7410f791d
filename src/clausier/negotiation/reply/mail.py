"""A mail that was saved (.eml): who sent it, when, and the files that it brings. Its text is for a person to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from clausier.errors import InvalidInput, Problem
from clausier.files.litter import is_litter
from clausier.french import long_date
from clausier.negotiation.reply.opening import REPLY
from clausier.office import safe
from clausier.office.limits import MEMBERS

ENDING = ".eml"
BODIES = ("multipart", "message")
SEALS = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
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
    content = safe.read_file(path, REPLY)
    try:
        message = message_from_bytes(content)
        parts = [*_bounded(message)]
        pieces = tuple(_pieces(parts))
    except (MessageError, *safe.DAMAGE):
        hint = "L'enregistrer de nouveau depuis la messagerie, ou enregistrer ses pièces jointes."
        raise InvalidInput([Problem(name, "", "ce courriel est abîmé : il ne peut pas être lu.", hint)]) from None
    return Mail(_words(message.get("From", ""))[:LONGEST], _day(message.get("Date", "")), pieces)


def _bounded(message: Message) -> Iterator[Message]:
    for rank, part in enumerate(message.walk()):
        if rank >= MEMBERS:
            raise ValueError(rank)
        yield part


def _pieces(parts: list[Message]) -> Iterator[Piece]:
    """Its files; neither the images of its text, nor what seals it."""
    for part in parts:
        name = _words(part.get_filename("")).replace("\\", "/").rpartition("/")[2]
        shown = part.get_content_maintype() == "image" and (
            "Content-ID" in part or part.get_content_disposition() == "inline"
        )
        if not name or shown or part.get_content_maintype() in BODIES or part.get_content_type() in SEALS:
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and not is_litter(name):
            yield Piece(name[-LONGEST:], content)


def _words(written: object) -> str:
    """A header as people read it, on one line."""
    try:
        text = str(make_header(decode_header(str(written))))
    except (MessageError, LookupError, ValueError):
        text = str(written)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _day(written: object) -> date | None:
    try:
        return parsedate_to_datetime(str(written)).date()
    except (TypeError, ValueError, OverflowError):
        return None
