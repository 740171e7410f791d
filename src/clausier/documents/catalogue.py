"""The documents: what each is called, for whom it is, when it is due, what it needs and what makes it.

Every command, check, archive and page that speaks of documents reads DOCUMENTS. Adding one is a record here, and a
template or a function that writes it. Nothing heavy is imported: the command line reads this for its help.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausier.model.proposal import ProviderView


class Audience(Enum):
    """Who reads a document. What is for the practice never leaves it, and alone may print the summary."""

    PROVIDER = "le prestataire"
    PRACTICE = "le client seul"


class Occasion(Enum):
    """When documents are written: a first request, a round after an answer, a reminder without one, the end.

    `GIVEN`: a contract is given with a first request, to be marked.
    """

    FIRST = auto()
    ROUND = auto()
    REMINDER = auto()
    CONCLUSION = auto()
    GIVEN = auto()


class Need(Enum):
    """What there must be to ask for a document to be written."""

    NOTHING = auto()
    GAPS = auto()
    GAPS_OR_QUESTIONS = auto()
    LATER = auto()
    """Gaps that are kept for a second time."""

    def is_met(self, *, gaps: bool, questions: bool, later: bool) -> bool:
        if self is Need.LATER:
            return later
        return self is Need.NOTHING or gaps or (questions and self is Need.GAPS_OR_QUESTIONS)


class Content(Enum):
    """What a template has to print, whatever its looks."""

    CLAUSES = auto()
    REQUESTS = auto()
    PRIORITIES = auto()
    FOLLOW_UP = auto()
    SUMMARY = auto()
    LATER = auto()


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a file, and what it is for in a few words."""

    file: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Template:
    """A file of the folder of templates, the title of what it makes and what it has to print."""

    file: str
    title: Callable[[ProviderView], str]
    prints: Content


Writer = Callable[["ProviderView"], bytes]
"""What writes a document that has no template."""


class Given:
    """Made from a file of the provider's that a person gives: `documents/marked`."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document. `word` is how it is asked for; `names` are one, or that for a signed contract then the other."""

    word: str
    names: tuple[Named, ...]
    source: Template | Writer | Given
    due: frozenset[Occasion]
    audience: Audience = Audience.PROVIDER
    needs: Need = Need.NOTHING
    joinable: bool = False
    """Is it kept in the practice, and yet sent where that is asked? It prints nothing that must stay."""

    def named(self, signed: bool) -> Named:
        """Its name for a contract that is signed or not."""
        return self.names[0 if signed else -1]

    def file(self, signed: bool) -> str:
        """Its file for a contract that is signed or not."""
        return self.named(signed).file

    @property
    def files(self) -> tuple[str, ...]:
        """The files that it may be."""
        return tuple(named.file for named in self.names)

    @property
    def template(self) -> Template | None:
        return self.source if isinstance(self.source, Template) else None

    @property
    def given(self) -> bool:
        """Is it made from a file that a person gives?"""
        return isinstance(self.source, Given)

    @property
    def to_sign(self) -> bool:
        """True for the text that becomes the contract: it bears the mark by which it is known when it comes back."""
        return self.template is not None and self.template.prints is Content.CLAUSES

    @property
    def internal(self) -> bool:
        return self.audience is Audience.PRACTICE


def _letter_title(view: ProviderView) -> str:
    return f"Lettre à {view.provider.name}"


def _act_title(view: ProviderView) -> str:
    return f"{view.act.title} – {_parties(view)}"


def _requests_title(view: ProviderView) -> str:
    return f"Demandes – {_parties(view)}"


def _summary_title(view: ProviderView) -> str:
    return f"Synthèse interne – {view.provider.name}"


def _later_title(view: ProviderView) -> str:
    return f"Second temps – {_parties(view)}"


def _parties(view: ProviderView) -> str:
    return f"{view.practice.name} / {view.provider.name}"


def _reply_form(view: ProviderView) -> bytes:
    from clausier.negotiation.reply.write import reply_form

    return reply_form(view)


def _tracker(view: ProviderView) -> bytes:
    from clausier.documents.tracker import tracker

    return tracker(view)


FIRST, ROUND, REMINDER, CONCLUSION, GIVEN = (frozenset({occasion}) for occasion in Occasion)

LETTER = Document(
    "lettre",
    (Named("lettre.docx", "la lettre au prestataire"),),
    Template("lettre.docx", _letter_title, Content.PRIORITIES),
    FIRST,
)
FOLLOW_UP = Document(
    "relance",
    (Named("relance.docx", "la lettre qui relance le prestataire"),),
    Template("relance.docx", _letter_title, Content.FOLLOW_UP),
    ROUND | REMINDER,
)
ACT = Document(
    "avenant",
    (
        Named("avenant.docx", "le projet d'avenant à joindre"),
        Named("conditions-particulieres.docx", "le projet de conditions particulières à joindre"),
    ),
    Template("acte.docx", _act_title, Content.CLAUSES),
    FIRST | ROUND | CONCLUSION,
    needs=Need.GAPS,
)
REQUESTS = Document(
    "demandes",
    (Named("demandes.docx", "le tableau des demandes à joindre"),),
    Template("demandes.docx", _requests_title, Content.REQUESTS),
    FIRST | ROUND,
)
SUMMARY = Document(
    "synthese",
    (Named("synthese.docx", "votre page de synthèse (interne, ne pas transmettre)"),),
    Template("synthese.docx", _summary_title, Content.SUMMARY),
    FIRST | ROUND | CONCLUSION,
    Audience.PRACTICE,
)
LATER = Document(
    "second-temps",
    (Named("second-temps.docx", "les clauses gardées pour un second temps (à garder)"),),
    Template("second-temps.docx", _later_title, Content.LATER),
    FIRST | ROUND,
    Audience.PRACTICE,
    Need.LATER,
    joinable=True,
)
REPLY = Document(
    "reponse",
    (Named("reponse.docx", "le formulaire de réponse à joindre"),),
    _reply_form,
    FIRST | ROUND | REMINDER,
    needs=Need.GAPS_OR_QUESTIONS,
)
TRACKER = Document(
    "tableau",
    (Named("tableau.xlsx", "le suivi des demandes, qui peut aussi servir à répondre"),),
    _tracker,
    FIRST | ROUND,
)
MARKED = Document(
    "contrat-annote",
    (Named("contrat-annote.docx", "le contrat du prestataire, avec vos demandes en modifications suivies"),),
    Given(),
    GIVEN,
    needs=Need.GAPS,
)

DOCUMENTS: tuple[Document, ...] = (LETTER, FOLLOW_UP, ACT, REQUESTS, SUMMARY, LATER, REPLY, TRACKER, MARKED)
"""In the order in which they are read."""


def due(occasion: Occasion) -> tuple[Document, ...]:
    """The documents of an occasion."""
    return tuple(document for document in DOCUMENTS if occasion in document.due)


def to_send_first(documents: Iterable[Document]) -> list[Document]:
    """What goes to the provider, then what stays in the practice."""
    return sorted(documents, key=lambda document: document.internal)


def called(word: str) -> Document | None:
    """The document of this word, or one of whose files has this name, with or without its suffix."""
    name = word.rpartition(".")[0] or word
    return next((one for one in DOCUMENTS if name in (one.word, *map(stem, one.files))), None)


MESSAGES = "messages.yaml"
"""Stands beside templates: what a batch writes to providers around their documents."""


def templates() -> dict[str, Template]:
    """The templates by the names of their files."""
    return {document.template.file: document.template for document in DOCUMENTS if document.template}


def internal_templates() -> tuple[str, ...]:
    """Those that make nothing but what stays in the practice, and may print the summary."""
    may_leave = [document for document in DOCUMENTS if document.joinable or not document.internal]
    sent = {document.template.file for document in may_leave if document.template}
    return tuple(name for name in templates() if name not in sent)


def stem(file: str) -> str:
    """« acte » for « acte.docx »."""
    return file.rpartition(".")[0]
