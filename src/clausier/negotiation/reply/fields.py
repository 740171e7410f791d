"""The answers that a reply holds: their keys, their labels and the names by which a file is read back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from clausier.french import fold
from clausier.model.answer import TITLES
from clausier.model.negotiation import Choice
from clausier.model.verdict import REPLIES, Finding

LONGEST_TAG = 64
RESPONDENT, RESPONDENT_LABEL = "repondant", "Répondant"
ASKED = "Rédaction demandée"
POINT = " · "


@dataclass(frozen=True, slots=True)
class Field:
    """An answer: its key in `ReplyItem` or `Respondent` (the French alias), its label, what to write there.

    Hints stand between brackets: LibreOffice shows those of Word's text controls as it shows answers.
    """

    key: str
    label: str
    hint: str

    @property
    def answers(self) -> str:
        """The key of a model's field that it fills in: `valeur` for `question.valeur`."""
        return self.key.rpartition(".")[2]


CHOICE = Field("choix", "Réponse", "Choisir…")
WORDING = Field("redaction", "Rédaction proposée", "[Votre texte, si vous en proposez un autre]")
VALUE = Field("valeur", "Valeur proposée", "[Chiffre et unité]")
PROOF = Field("preuve", "Preuve", "[Document, numéro, organisme, date d’expiration\u202f; article déjà convenu]")
COST = Field("cout", "Coût", "[Supplément demandé, HT]")
TIME = Field("delai", "Délai", "[Date ou délai]")
COMMENT = Field("commentaire", "Commentaire", "[Précisions ou réserves]")
FIELDS = (CHOICE, WORDING, VALUE, PROOF, COST, TIME, COMMENT)

DAY = Field("le", "Date", "[JJ/MM/AAAA]")
WHO = (Field("nom", "Nom", "[Prénom et nom]"), Field("qualite", "Qualité", "[Fonction dans la société]"), DAY)

QUESTION, FACT = "Question", "Situation"
"""What stands before the number of a point to confirm, and before the rank of a fact to confirm."""
CONFIRM = "À confirmer"
QUESTION_KEY = "question"
"""The key of the column that holds the ids of questions."""


def _said(key: str, hint: str) -> Field:
    """A field of the answer to a point to confirm: `valeur` of a question is not `valeur` of a request."""
    return Field(f"question.{key}", TITLES[key], hint)


FINDING = _said("constat", "Choisir…")
ARTICLE = _said("article", "[Numéro de l’article ou de l’annexe]")
CITATION = _said("citation", "[Recopier la phrase du contrat]")
FOUND, SAID = _said("valeur", "[Chiffre et unité]"), _said("commentaire", "[Précisions]")
QUESTION_FIELDS = (FINDING, FOUND, ARTICLE, CITATION, SAID)
QUESTION_LAYOUT: tuple[tuple[Field, ...], ...] = ((FINDING, FOUND), (ARTICLE,), (CITATION,), (SAID,))
"""Short answers side by side."""
FREE = Field("question.fait", "Réponse", "[Votre réponse]")
"""The answer to a question on a fact of the situation."""

OF_QUESTIONS = frozenset(field.key for field in (*QUESTION_FIELDS, FREE))

SHORT = frozenset(field.key for field in (CHOICE, VALUE, *WHO, FINDING, ARTICLE, FOUND))
"""The answers that a few words make."""
BY_KEY = MappingProxyType({field.key: field for field in (*FIELDS, *WHO, *QUESTION_FIELDS, FREE)})
CHOICES = tuple(choice.value for choice in Choice)

# The columns of tableau.xlsx, by their titles.
NUMBER, STATUS, DUE, LEGAL, ANSWERED = "Réf.", "Statut", "Échéance", "Légal", "Réponse du prestataire"
HEADINGS = MappingProxyType({NUMBER: "numero", **{field.label: field.key for field in FIELDS}})
"""Titles of the columns that are read → their keys."""
POINT_TITLE, SOURCE, TARGET, POINT_ID = "Point", "Demande et source", "Article visé", "Point (identifiant)"
REQUEST_COLUMNS = frozenset((*HEADINGS, POINT_TITLE, SOURCE, ASKED, TARGET, LEGAL, STATUS, DUE, POINT_ID))
QUESTION_ID = "Question (identifiant)"
ASKING_COLUMNS = frozenset(
    (NUMBER, POINT_TITLE, QUESTION, STATUS, DUE, QUESTION_ID, *(field.label for field in QUESTION_FIELDS))
)
NATURE, TEXT_ASKED = "Nature", "Question ou justificatif attendu"
QUESTION_COLUMNS = frozenset((NATURE, NUMBER, POINT_TITLE, TEXT_ASKED, STATUS, DUE, ANSWERED))
NATURES = (CONFIRM, "Justificatif")
STATUSES = ("À traiter", "En discussion", "Accepté", "Accepté avec réserve", "Refusé", "Sans suite")
"""The first is what is sent."""
CUT = " […] La suite figure dans "
"""Before the name of the document that shows whole a text too long for a cell."""

FORMER_HINTS = ("[Date ou délai de mise en œuvre]",)
"""What empty controls of forms that went out before show."""

# What Word shows in an empty control once the form's own words were replaced and deleted again.
WORD_HINTS = (
    "Cliquez ou appuyez ici pour entrer du texte.",
    "Cliquez ici pour entrer du texte.",
    "Choisissez un élément.",
    "Cliquez ou appuyez ici pour entrer une date.",
    "Cliquez ici pour entrer une date.",
    "Click or tap here to enter text.",
    "Choose an item.",
    "Click or tap to enter a date.",
)


def tag(owner: str, key: str) -> str:
    """The tag of a control: `point:field`, or the bookmark's name where Word would find it too long."""
    name = f"{owner}:{key}"
    return name if len(name) <= LONGEST_TAG else bookmark(owner, key)


def bookmark(owner: str, key: str) -> str:
    """The bookmark around an answer: the same for the same answer, within Word's forty characters."""
    return f"r_{hashlib.sha256(f'{owner}:{key}'.encode()).hexdigest()[:20]}"


def label(shown: str, field: Field) -> str:
    """What the cell before an answer says: « 4.5 · Réponse »; enough to find the answer by."""
    return f"{shown}{POINT}{field.label}"


def is_question(shown: str) -> bool:
    """Does a label show a point or a fact to confirm?"""
    return labelled(shown) in (QUESTION_FIELDS, (FREE,))


def shown_questions(numbers: Mapping[str, str]) -> dict[str, str]:
    """id → « Question 5.1 », by which its answers are labelled; facts, which have no number, are « Situation 1 » …"""
    ranks = {id_: rank for rank, id_ in enumerate((id_ for id_, number in numbers.items() if not number), start=1)}
    return {id_: f"{QUESTION} {number}" if number else f"{FACT} {ranks[id_]}" for id_, number in numbers.items()}


def labelled(shown: str) -> tuple[Field, ...]:
    """The fields that may stand under what a label shows before the point."""
    if neutral(shown) == neutral(RESPONDENT_LABEL):
        return WHO
    before = neutral(shown.partition(" ")[0])
    return QUESTION_FIELDS if before == neutral(QUESTION) else (FREE,) if before == neutral(FACT) else FIELDS


def names(owners: Iterable[str], questions: Iterable[str] = ()) -> dict[str, tuple[str, str]]:
    """Every tag and bookmark → (owner, key of the field), for these points, questions and for the respondent."""
    pairs = [(owner, field.key) for owner in owners for field in FIELDS]
    pairs += [(owner, field.key) for owner in questions for field in (*QUESTION_FIELDS, FREE)]
    pairs += [(RESPONDENT, field.key) for field in WHO]
    return {name: pair for pair in pairs for name in (tag(*pair), bookmark(*pair))}


def neutral(text: str) -> str:
    """Case, accents and kinds of spaces apart: what two words must share to be the same."""
    return " ".join(fold(text).replace("’", "'").split())


def choice_of(text: str) -> Choice | None:
    """The option that a text names exactly, case, accents and no-break spaces apart; None if it names none."""
    return next((choice for choice in Choice if neutral(choice.value) == neutral(text)), None)


def finding_of(text: str) -> Finding | None:
    """The answer to a question that a text names exactly, as `choice_of` does."""
    return next((one for one, word in REPLIES.items() if neutral(word) == neutral(text)), None)


def is_hint(text: str) -> bool:
    """Is it what an empty control of ours shows, and nothing more?"""
    hints = (*(field.hint for field in BY_KEY.values()), *FORMER_HINTS)
    return any(neutral(text) == neutral(hint) for hint in hints)


def without_hints(text: str, field: Field) -> str:
    """The text without what an empty control shows: nothing that anybody wrote."""
    for hint in (field.hint, *FORMER_HINTS, *WORD_HINTS):
        spelled = r"\s+".join(map(re.escape, hint.split()))
        text = re.sub(rf"\A\s*{spelled}|{spelled}\s*\Z", "", text)
    return text.strip()
