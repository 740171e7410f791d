"""What was read in a contract: for each point a proposal with its passages, which a person accepts or not.

Nothing of it is an answer: it is never judged, scored or printed for the provider.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from pydantic import Field

from clausier.model.base import Model, OneOrMany, Text, YesNo
from clausier.model.verdict import Finding

MAX_PASSAGES = 5


class Status(StrEnum):
    """What the reading proposes, from the least to the most favourable; `finding` is the answer that it would be."""

    label: str
    finding: Finding

    def __new__(cls, word: str, label: str, finding: Finding) -> Status:
        status = str.__new__(cls, word)
        status._value_, status.label, status.finding = word, label, finding
        return status

    CONTRARY = "contraire", "le contrat dit le contraire", Finding.CONTRARY
    NOT_FOUND = "non_repere", "non repéré", Finding.TO_CHECK
    TO_CHECK = "a_verifier", "à vérifier", Finding.TO_CHECK
    PARTIAL = "partiel", "en partie", Finding.PARTIAL
    FOUND = "trouve", "trouvé", Finding.YES

    @property
    def rank(self) -> int:
        return RANKS[self]


RANKS: Mapping[Status, int] = MappingProxyType({status: rank for rank, status in enumerate(Status)})


class Reserve(StrEnum):
    """What stands in a sentence that keeps it from being sure; the value is the word for people."""

    NEGATION = "négation"
    EXCLUSION = "exclusion"
    EXCEPTION = "avec une exception"
    CLIENT = "à la charge du client"
    OPTION = "en option ou facturé à part"
    CONDITION = "sous condition"
    VAGUE = "sans engagement précis"
    DEFINITION = "définition"


class Place(Model):
    """Where a text stands: file, article (« article 7.2 »), page (0: none), offset in the text of the file."""

    file: Text = Field(alias="fichier")
    article: str = ""
    heading: str = Field("", alias="titre")
    page: int = 0
    start: int = Field(0, alias="debut")


class Passage(Place):
    """A sentence of the contract that may answer a question: `quote` is verbatim, `found` the words that matched."""

    quote: Text = Field(alias="citation")
    found: OneOrMany[str] = Field((), alias="mots")
    reserves: OneOrMany[Reserve] = Field(())
    value: str = Field("", alias="valeur")
    strong: YesNo = Field(False, alias="fort")
    ocr: YesNo = Field(False)


class PointReading(Model):
    """What the reading proposes on a point.

    `why` is a French sentence; `certain` is never true of a sentence with a reserve; `passages` are the best, first the
    one that the proposal rests on; for what was not found, they are the nearest, and `searched` the headings where it
    was looked for.
    """

    status: Status = Field(alias="proposition")
    certain: YesNo = Field(False, alias="sure")
    why: str = Field("", alias="pourquoi")
    value: str = Field("", alias="valeur")
    parts: tuple[str, ...] | None = Field(None, alias="volets")
    passages: tuple[Passage, ...] = Field((), max_length=MAX_PASSAGES)
    searched: OneOrMany[str] = Field((), alias="ou")

    @property
    def passage(self) -> Passage | None:
        """What the proposal rests on."""
        return self.passages[0] if self.passages and self.status is not Status.NOT_FOUND else None


class Suggestion(Model):
    """A key of the dossier (« contrat.titre », « situation.services ») with the value that a passage suggests.

    `declined`: a person said no to it.
    """

    key: Text = Field(alias="cle")
    value: OneOrMany[Text] = Field(alias="valeur")
    passage: Passage
    declined: YesNo = Field(False, alias="ecartee")


class MissingAnnex(Model):
    """A document that the contract names and that was not given, with where it names it."""

    name: Text = Field(alias="nom")
    passage: Passage


class ReadFile(Model):
    """A file of the contract: its name, the SHA-256 of its bytes, its pages, and those without text."""

    name: Text = Field(alias="nom")
    digest: Text = Field(alias="empreinte", pattern="^[0-9a-f]{64}$")
    pages: int = 0
    unread: tuple[int, ...] = Field((), alias="pages_sans_texte")
    remarks: OneOrMany[str] = Field((), alias="remarques")


class Reading(Model):
    """A contract read: its files, then for each point that may apply what is proposed."""

    files: tuple[ReadFile, ...] = Field(alias="fichiers")
    points: dict[str, PointReading] = Field({}, alias="points")
    suggestions: tuple[Suggestion, ...] = ()
    missing: tuple[MissingAnnex, ...] = Field((), alias="annexes_absentes")

    def under(self, status: Status) -> tuple[str, ...]:
        """The ids of the points of which this is proposed."""
        return tuple(id_ for id_, point in self.points.items() if point.status is status)
