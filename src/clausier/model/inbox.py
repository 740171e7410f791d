"""What lies in the folders of replies, and what became of each file: kept, so that none is forgotten."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from clausier.model.base import IsoDate, Model


class Outcome(StrEnum):
    """What became of a file."""

    READ = "lu"
    KNOWN = "déjà lu"
    OLDER = "lu, mais dépassé"
    EMPTY = "rien de rempli"
    DRAFT = "répond à un brouillon non envoyé"
    STRAY = "sans dossier connu"
    UNREADABLE = "illisible"
    REFUSED = "refusé"
    UNWRITTEN = "non inscrit"
    OTHER = "pas un formulaire"

    @property
    def read(self) -> bool:
        """True if nothing of it is left to be looked at."""
        return self in (Outcome.READ, Outcome.KNOWN, Outcome.OLDER, Outcome.EMPTY)


def told(file: str, piece: str) -> str:
    """The name of a file, or of one that a mail brings."""
    return f"{file}, pièce {piece}" if piece else file


class Arrival(Model):
    """A file of an inbox, or one that a mail brings (`piece`), and what became of it on a day.

    `inbox` is the folder, told from the one that holds `.clausier`, `file` the name within it; `fingerprint` is that
    of its content, empty if it could not even be opened.
    """

    inbox: str = Field(alias="boite")
    file: str = Field(alias="fichier")
    piece: str = Field("", alias="piece_jointe")
    fingerprint: str = Field("", alias="empreinte")
    day: IsoDate = Field(alias="le")
    case: str = Field("", alias="dossier")
    outcome: Outcome = Field(alias="issue")
    reason: str = Field("", alias="motif")
    remedy: str = Field("", alias="a_faire")

    @property
    def name(self) -> str:
        """As a person finds it."""
        return told(self.file, self.piece)


class Inbox(Model):
    """All the files that came back, of one dossier or of a batch."""

    schema_: int = Field(1, alias="schema")
    arrivals: tuple[Arrival, ...] = Field((), alias="courrier")
