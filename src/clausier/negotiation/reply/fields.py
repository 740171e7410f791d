"""The answers that a reply holds: their keys, their labels and the names by which a file is read back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from clausier.french import fold
from clausier.model.negotiation import Choice

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


CHOICE = Field("choix", "Réponse", "Choisir…")
WORDING = Field("redaction", "Rédaction proposée", "[Votre texte, si vous en proposez un autre]")
VALUE = Field("valeur", "Valeur proposée", "[Chiffre et unité]")
PROOF = Field("preuve", "Preuve", "[Document, numéro, organisme, date d’expiration\u202f; article déjà convenu]")
COST = Field("cout", "Coût", "[Supplément demandé, HT]")
TIME = Field("delai", "Délai", "[Date ou délai de mise en œuvre]")
COMMENT = Field("commentaire", "Commentaire", "[Précisions ou réserves]")
FIELDS = (CHOICE, WORDING, VALUE, PROOF, COST, TIME, COMMENT)

DAY = Field("le", "Date", "[JJ/MM/AAAA]")
WHO = (Field("nom", "Nom", "[Prénom et nom]"), Field("qualite", "Qualité", "[Fonction dans la société]"), DAY)

BY_KEY = MappingProxyType({field.key: field for field in (*FIELDS, *WHO)})
CHOICES = tuple(choice.value for choice in Choice)

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


def names(owners: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Every tag and bookmark → (owner, key of the field), for these points and for the respondent."""
    pairs = [(owner, field.key) for owner in owners for field in FIELDS]
    pairs += [(RESPONDENT, field.key) for field in WHO]
    return {name: pair for pair in pairs for name in (tag(*pair), bookmark(*pair))}


def neutral(text: str) -> str:
    """Case, accents and kinds of spaces apart: what two words must share to be the same."""
    return " ".join(fold(text).replace("’", "'").split())


def choice_of(text: str) -> Choice | None:
    """The option that a text names exactly, case, accents and no-break spaces apart; None if it names none."""
    return next((choice for choice in Choice if neutral(choice.value) == neutral(text)), None)


def without_hints(text: str, field: Field) -> str:
    """The text without what an empty control shows: nothing that anybody wrote."""
    for hint in (field.hint, *WORD_HINTS):
        spelled = r"\s+".join(map(re.escape, hint.split()))
        text = re.sub(rf"\A\s*{spelled}|{spelled}\s*\Z", "", text)
    return text.strip()
