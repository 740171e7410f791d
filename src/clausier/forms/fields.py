"""The fields of a questionnaire, drawn from the columns of a table of dossiers, and their words in French.

A field is told by its words: `a_verifier` is shown « à vérifier », a fact by the library's label. What a
person chose or typed is a word, a label or either without its accents; anything else is nobody's guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from clausier.dossier.columns import Column, Shape, bare, columns_of, proof_key
from clausier.french import typeset
from clausier.model.facts import UNKNOWN
from clausier.model.library import Library
from clausier.model.proof import PROOF_FIELDS
from clausier.model.requirement import Requirement
from clausier.model.verdict import Finding

FINDING, VALUE, PARTS, ARTICLE, PAGE = "constat", "valeur", "volets", "article", "page"
CITATION, REASON, COMMENT, POSITION, PARAMETERS = "citation", "motif", "commentaire", "position", "parametres"
OPEN_TO_ALL = (FINDING, VALUE, PARTS, ARTICLE, PAGE, CITATION, REASON)
INTERNAL = (COMMENT, POSITION, PARAMETERS)
PROOF = tuple(field.key for field in PROOF_FIELDS)
NONE, UNTOLD = "aucun", "non renseigné"
"""An empty list of parts, or of a fact's values: something was said, and it is that there is none."""
FRENCH = {
    **{one.value: one.label for one in Finding},
    "signe": "signé",
    "non_signe": "non signé",
    "electronique": "électronique",
}


def folded(text: str) -> str:
    """A text of ours without regard to case and typography."""
    return " ".join(text.replace("’", "'").split()).casefold()


@dataclass(frozen=True)
class Asked:
    """A field of a questionnaire: a column of the table of dossiers, and the label of each of its words."""

    column: Column
    labels: Mapping[str, str]
    services: Mapping[str, str] = field(default_factory=dict)
    """Labels of the services that a type may have of its own."""

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(self.labels.values())

    @property
    def empty_list(self) -> str:
        return UNTOLD if self.column.path[0] == "situation" else NONE

    def shown(self, word: str) -> str:
        return self.labels.get(word, word)

    def meant(self, text: str) -> str | None:
        """The word of the list that the text spells; None if it spells none."""
        found = self._words.get(folded(text)) or self.column.word(text)
        return found if found in self.labels else None

    def service(self, text: str) -> str | None:
        """The word of a service that the text spells; None if it spells none."""
        found = {folded(label): word for word, label in self.services.items()}.get(folded(text), bare(text))
        return found if found in self.services else None

    @cached_property
    def _words(self) -> dict[str, str]:
        return {folded(label): word for word, label in self.labels.items()}


class Fields:
    """Every field that a questionnaire of this library may have."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._columns = columns_of(library)

    def general(self) -> Iterator[Asked]:
        """Fields that are not of a point: parties, contract, facts, mail, amendment."""
        return (self._asked(column) for column in self._columns.all if column.point is None)

    def of_point(self, point: Requirement, name: str) -> Asked | None:
        """A field of a point's answer, or its position; None where the point has no such field."""
        key = point.id if name == FINDING else f"{point.id}:{name}"
        column = self._columns.by_key.get(key)
        if column is None:
            return None
        if name == FINDING:
            column = replace(column, path=(*column.path, FINDING), shape=Shape.WORD)
        return self._asked(column)

    def of_proof(self, point: Requirement, name: str) -> Asked:
        return self._asked(self._columns.by_key[proof_key(point.id, name)])

    def _asked(self, column: Column) -> Asked:
        services = self.library.facts[self.library.types_by].values if column.shape is Shape.TYPES else {}
        labels = {str(word): typeset(self._label(column, str(word))) for word in column.choices}
        return Asked(column, labels, {word: typeset(label) for word, label in services.items()})

    def _label(self, column: Column, word: str) -> str:
        """As the library says it, where that is an answer to the question; parts and activities keep their word."""
        if word == UNKNOWN:
            return UNKNOWN
        if column.path == ("contrat", "type"):
            return self.library.contract_types[word]
        if column.path[0] == "situation":
            return self.library.facts[str(column.path[1])].values.get(word, word)
        if column.path[-1] == "nature":
            return self.library.proofs[word].title
        return FRENCH.get(word, word)
