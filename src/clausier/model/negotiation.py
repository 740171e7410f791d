"""A negotiation as a register of what was sent, answered and decided: append-only, read by people too.

What is sent and what comes back is told point by point, under the ids of the points. Texts are plain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from clausier.errors import Problem
from clausier.model.answer import Answer
from clausier.model.base import IsoDate, Model, YesNo
from clausier.model.requirement import PositionName


class Mark(Model):
    """What a form that comes back says of itself: whose it is, of which round, and of which texts."""

    case: str = Field(alias="dossier")
    round: int = Field(alias="tour")
    fingerprint: str = Field(alias="empreinte")


class Purpose(StrEnum):
    """Why something was sent."""

    REQUEST = "demande"
    REMINDER = "rappel"
    ROUND = "tour"
    FINAL = "derniere_demande"


class SentText(Model):
    """A clause as it was sent. `value` is the figure asked, empty where the point has none."""

    number: str = Field(alias="numero")
    title: str = Field(alias="titre")
    position: PositionName
    value: str = Field("", alias="valeur")
    legal: YesNo = Field(False, alias="legal")
    fingerprint: str = Field(alias="empreinte")
    text: str = Field(alias="texte")


class SentQuestion(Model):
    """A point to confirm, as it was asked."""

    number: str = Field(alias="numero")
    question: str


class Sending(Model):
    """What was sent to the provider in one go. `fingerprint` is that of all its texts."""

    round: int = Field(alias="tour", ge=1)
    day: IsoDate = Field(alias="le")
    purpose: Purpose = Field(Purpose.REQUEST, alias="motif")
    reply_by: IsoDate = Field(alias="reponse_avant")
    fingerprint: str = Field(alias="empreinte")
    texts: dict[str, SentText] = Field({}, alias="textes")
    questions: dict[str, SentQuestion] = Field({})


class Choice(StrEnum):
    """The provider's answer to a request, as its form offers it."""

    ACCEPTED = "Accepté"
    AMENDED = "Accepté avec modification"
    REFUSED = "Refusé"
    COVERED = "Déjà couvert"
    DISCUSS = "À discuter"


class Touch(StrEnum):
    """What a document to sign that comes back edited does to a clause."""

    UNTOUCHED = "sans observation"
    REWORDED = "contre-proposition"
    DELETED = "refusée"


class ReplyItem(Model):
    """The answer to one request: by a choice of the form, or by what an edited document did to it."""

    choice: Choice | None = Field(None, alias="choix")
    touch: Touch | None = Field(None, alias="document")
    wording: str = Field("", alias="redaction")
    value: str = Field("", alias="valeur")
    proof: str = Field("", alias="preuve")
    cost: str = Field("", alias="cout")
    time: str = Field("", alias="delai")
    comment: str = Field("", alias="commentaire")
    beside: str = Field("", alias="en_marge")
    """What is written around the answer and in none of its fields: notes, comments, other cells."""

    @property
    def silent(self) -> bool:
        """True if nothing at all was answered."""
        return self == ReplyItem()


class Respondent(Model):
    """Who answers for the provider."""

    name: str = Field("", alias="nom")
    capacity: str = Field("", alias="qualite")
    day: IsoDate | None = Field(None, alias="le")

    @property
    def known(self) -> bool:
        """Without a name, a capacity and a date nothing is agreed, not even in principle."""
        return bool(self.name and self.capacity and self.day)


class FormKind(StrEnum):
    """The kinds of file in which an answer comes."""

    FORM = "reponse.docx"
    TRACKER = "tableau.xlsx"
    ACT = "document à signer"


class ReadReply(Model):
    """A file that came back, read: nothing graded yet. `declarations` are answers to points to confirm, by id."""

    file: str
    kind: FormKind
    mark: Mark | None
    respondent: Respondent = Respondent()
    items: dict[str, ReplyItem] = Field({})
    declarations: dict[str, Answer] = Field({}, alias="declarations")
    notices: tuple[Problem, ...] = ()


class Grade(StrEnum):
    """What an answer is worth, as the engine sees it."""

    AGREED = "accord de principe"
    UNSIGNED = "accepté, sans nom, qualité ou date : ne vaut pas accord"
    TARGET = "atteint la cible"
    FALLBACK = "dans le repli"
    FLOOR = "au plancher"
    BELOW = "sous le plancher"
    TO_READ = "à relire"
    PROVEN = "preuve admise"
    UNPROVEN = "preuve à compléter"
    REFUSED = "refusé"
    COVERED = "dit déjà couvert : à vérifier"
    DISCUSS = "à discuter"
    SILENT = "sans réponse"


class Assessment(Model):
    """The grade of an answer and why; `changes` are the words that differ, old then new."""

    grade: Grade = Field(alias="appreciation")
    reason: str = Field("", alias="motif")
    changes: str = Field("", alias="differences")


class Received(Model):
    """An answer, kept as it was read and graded. `fingerprint` is that of its content: the same is never read twice."""

    round: int = Field(alias="tour", ge=1)
    day: IsoDate = Field(alias="lu_le")
    kind: FormKind = Field(alias="formulaire")
    fingerprint: str = Field(alias="empreinte")
    respondent: Respondent = Field(Respondent(), alias="repondant")
    items: dict[str, ReplyItem] = Field({}, alias="reponses")
    assessments: dict[str, Assessment] = Field({}, alias="appreciations")


class Stand(StrEnum):
    """What the practice decides on a point."""

    FALLBACK = "repli"
    FLOOR = "plancher"
    KEEP = "maintenir"
    DROP = "abandonner"


class Decision(Model):
    """The practice's own decision; nothing is conceded without one."""

    point: str
    day: IsoDate = Field(alias="le")
    stand: Stand = Field(alias="decision")
    reason: str = Field(alias="motif")


class Conclusion(Model):
    """The document for signature was drawn up; `despite` are legal points left open, with why."""

    day: IsoDate = Field(alias="le")
    fingerprint: str = Field(alias="empreinte")
    despite: dict[str, str] = Field({}, alias="malgre")


class Event(Model):
    """One entry of the register: one of these, in the order in which they happened."""

    sending: Sending | None = Field(None, alias="envoi")
    received: Received | None = Field(None, alias="reponse")
    decision: Decision | None = Field(None, alias="decision")
    conclusion: Conclusion | None = Field(None, alias="conclusion")


class Register(Model):
    """The whole negotiation of one dossier."""

    schema_: int = Field(1, alias="schema")
    case: str = Field(alias="dossier")
    events: tuple[Event, ...] = Field((), alias="evenements")

    @property
    def sendings(self) -> tuple[Sending, ...]:
        return tuple(event.sending for event in self.events if event.sending)

    @property
    def replies(self) -> tuple[Received, ...]:
        return tuple(event.received for event in self.events if event.received)

    @property
    def conclusions(self) -> tuple[Conclusion, ...]:
        return tuple(event.conclusion for event in self.events if event.conclusion)


def fingerprint_of(texts: Iterable[str]) -> str:
    """The fingerprint of texts, in their order: sixteen hexadecimal digits."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
