"""What a text of a library may hold and who reads it: said once, beside the field that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic.fields import FieldInfo

from clausier.model.base import Text


class TextShape(StrEnum):
    """What a text may hold beside words."""

    BODY = "paragraphes, listes et gras, avec les volets"
    BLOCKS = "paragraphes, listes et gras"
    LINE = "un paragraphe et du gras"
    PLAIN = "un texte simple"
    NOTE = "des paragraphes libres, jamais imprimés"


class TextFamily(StrEnum):
    """Texts of a library by who reads them."""

    CLAUSE = "clause"
    NEGOTIATION = "negociation"
    OBLIGATION = "obligation"
    SHEET = "fiche"
    NOTE = "note_interne"
    FORMULA = "formule"


@dataclass(frozen=True, slots=True)
class TextField:
    """Marks a field whose value is a text, or holds texts (a mapping, a list).

    `names` are the placeholders that it may hold; None: those that the point gives. `facts`: the library's facts too;
    `free`: its free fields that may go to the provider; `voiced`: the forms of who writes, as a sentence of the letter.
    """

    shape: TextShape
    family: TextFamily
    names: frozenset[str] | None = None
    facts: bool = False
    free: bool = False
    voiced: bool = False

    @property
    def takes_names(self) -> bool:
        """May it hold placeholders?"""
        return self.shape not in (TextShape.PLAIN, TextShape.NOTE)


SHEET = TextField(TextShape.PLAIN, TextFamily.SHEET)
HEADING = TextField(TextShape.PLAIN, TextFamily.CLAUSE)
CLAUSE_BODY = TextField(TextShape.BODY, TextFamily.CLAUSE)
CLAUSE_BLOCKS = TextField(TextShape.BLOCKS, TextFamily.CLAUSE)
CLAUSE_LINE = TextField(TextShape.LINE, TextFamily.CLAUSE)
PROSE = TextField(TextShape.PLAIN, TextFamily.FORMULA)
Prose = Annotated[Text, PROSE]
Labels = Annotated[dict[str, Text], PROSE]


def formula(*names: str, free: bool = False, voiced: bool = False) -> TextField:
    """A sentence that the engine puts around clauses; its placeholders are these and no others."""
    return TextField(TextShape.LINE, TextFamily.FORMULA, frozenset(names), free=free, voiced=voiced)


def with_facts(*names: str) -> TextField:
    """A sentence whose placeholders are these, the names of facts and those of free fields."""
    return TextField(TextShape.LINE, TextFamily.FORMULA, frozenset(names), facts=True, free=True)


def text_field(info: FieldInfo) -> TextField | None:
    """The mark of a model's field, or None if it holds no text."""
    return next((one for one in info.metadata if isinstance(one, TextField)), None)
