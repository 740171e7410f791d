"""What goes out in a negotiation and what comes back.

What is sent and what comes back is told point by point, under the ids of the points. Texts are plain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pydantic import Field

from clausier.errors import Problem
from clausier.model.answer import Answer
from clausier.model.base import IsoDate, Model, YesNo
from clausier.model.extent import Asking
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


class MarkedText(Model):
    """How the provider's own contract shows a request. `text` is blank where it is the whole of it.

    `struck` is the sentence that it replaces, `after` the beginning of the paragraph after which it stands, `before` of
    the one that follows it; blank in the annex.
    """

    text: str = Field("", alias="texte")
    struck: str = Field("", alias="remplace")
    after: str = Field("", alias="apres")
    before: str = Field("", alias="avant")


class SentText(Model):
    """A clause as it was sent. `value` is the figure asked, empty where the point has none.

    `drafted` is the text of the draft, and of the forms, where the document to sign was edited before it was sent;
    `unread` says that its figure can no longer be read in it; `theirs`, that it is what the provider proposed;
    `own`, that it stands in the place of the library's clause; `carrier` is the point whose clause holds it as a part;
    `defined` are the definitions that the document to sign prints after it, which are no part of what is agreed;
    `marked` is how it stands in the provider's own contract, where that was sent too.
    """

    number: str = Field(alias="numero")
    title: str = Field(alias="titre")
    position: PositionName
    value: str = Field("", alias="valeur")
    legal: YesNo = Field(False, alias="legal")
    fingerprint: str = Field(alias="empreinte")
    text: str = Field(alias="texte")
    drafted: str = Field("", alias="brouillon")
    unread: YesNo = Field(False, alias="valeur_illisible")
    theirs: YesNo = Field(False, alias="du_prestataire")
    own: YesNo = Field(False, alias="texte_propre")
    carrier: str = Field("", alias="porte_par")
    defined: str = Field("", alias="definitions")
    marked: MarkedText | None = Field(None, alias="au_contrat")

    @property
    def on_form(self) -> SentText:
        """As the forms show it, which are made with the draft."""
        if not self.drafted:
            return self
        changed = {"text": self.drafted, "fingerprint": fingerprint_of([self.drafted]), "drafted": ""}
        return self.model_copy(update=changed)


class SentQuestion(Model):
    """A point to confirm, as it was asked."""

    number: str = Field(alias="numero")
    question: str


class Channel(StrEnum):
    """How something was sent."""

    MAIL = "courriel"
    POST = "courrier"
    REGISTERED = "recommande"
    BY_HAND = "remise"
    PLATFORM = "plateforme"
    OTHER = "autre"


class Sending(Model):
    """What was sent to the provider in one go. `fingerprint` is that of all that its documents say.

    `day` is when it was sent, `dated` the date that its letter bears; `recalls` is the number of the event whose texts
    a reminder recalls, `files` are the fingerprints of what was sent, `edits` the words that a person changed in them.
    """

    round: int = Field(alias="tour", ge=1)
    day: IsoDate = Field(alias="le")
    dated: IsoDate | None = Field(None, alias="date_imprimee")
    channel: Channel | None = Field(None, alias="voie")
    purpose: Purpose = Field(Purpose.REQUEST, alias="motif")
    reply_by: IsoDate = Field(alias="reponse_avant")
    fingerprint: str = Field(alias="empreinte")
    recalls: int | None = Field(None, alias="rappelle")
    position: PositionName | None = None
    asking: Asking = Field(Asking(), alias="demande")
    scope: dict[str, tuple[str, ...]] = Field({}, alias="perimetre")
    texts: dict[str, SentText] = Field({}, alias="textes")
    questions: dict[str, SentQuestion] = Field({})
    files: dict[str, str] = Field({}, alias="fichiers")
    edits: dict[str, str] = Field({}, alias="retouches")

    @property
    def printed(self) -> date:
        """The date that its documents bear, by which they are quoted."""
        return self.dated or self.day


class Draft(Model):
    """What a draft asks, kept until it is sent. `letters` are the plain texts of its letters, by file.

    `after` is the fingerprint of the last event of the register when it was drafted.
    """

    sending: Sending = Field(alias="envoi")
    letters: dict[str, str] = Field({}, alias="lettres")
    after: str = Field("", alias="apres")


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
    CONTRACT = "contrat annoté"


class Source(StrEnum):
    """How an answer came that is in none of our files."""

    MAIL = "courriel"
    PHONE = "telephone"
    MEETING = "reunion"
    POST = "courrier"


class Piece(Model):
    """A file kept as evidence: its name and its fingerprint."""

    name: str = Field(alias="nom")
    fingerprint: str = Field(alias="empreinte")


class ReadReply(Model):
    """An answer as it was read or noted: nothing graded yet. `declarations` are answers to points to confirm, by id."""

    file: str
    kind: FormKind | Source
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
    SPOKEN = "dit accepté au téléphone : ne vaut pas accord"
    SILENT = "sans réponse"


class Assessment(Model):
    """The grade of an answer and why, in our words; `quoted` and `changes` are the answer's own, not kept again.

    `changes` are the words that differ, old then new; `reserved` says that a figure comes with more than itself.
    """

    grade: Grade = Field(alias="appreciation")
    reason: str = Field("", alias="motif")
    reserved: YesNo = Field(False, alias="reserve")
    quoted: str = Field("", exclude=True)
    changes: str = Field("", alias="differences", exclude=True)

    @property
    def told(self) -> str:
        """Why, with the words of the answer that make it so."""
        return " ; ".join(filter(None, (self.reason, self.quoted)))


class Received(Model):
    """An answer, kept as it was read and graded. `fingerprint` is that of its content: the same is never read twice.

    `sending` is the number of the event that it answers; format 1 told only the round. `declared` are the ids of the
    questions that it answers, whose answers stand in the dossier.
    """

    round: int = Field(alias="tour", ge=1)
    day: IsoDate = Field(alias="lu_le")
    sending: int | None = Field(None, alias="envoi")
    kind: FormKind | Source = Field(alias="formulaire")
    piece: Piece | None = Field(None)
    fingerprint: str = Field(alias="empreinte")
    respondent: Respondent = Field(Respondent(), alias="repondant")
    items: dict[str, ReplyItem] = Field({}, alias="reponses")
    assessments: dict[str, Assessment] = Field({}, alias="appreciations")
    declared: tuple[str, ...] = Field((), alias="declarations")

    @property
    def signed(self) -> bool:
        """Does it say who answers, in what capacity and when? What is told by telephone never counts so."""
        return self.respondent.known and self.kind is not Source.PHONE

    @property
    def said_on(self) -> date:
        """The day that it bears, else that on which it was read."""
        return self.respondent.day or self.day


def fingerprint_of(texts: Iterable[str]) -> str:
    """The fingerprint of texts, in their order: sixteen hexadecimal digits."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
