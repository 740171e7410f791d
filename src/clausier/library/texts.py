"""Every text of a library, with its place and what it may hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from clausier.files.strictyaml import KeyPath
from clausier.model.library import Library, TextFamily
from clausier.model.requirement import Clause, Position, Requirement


class Shape(StrEnum):
    """What a text may hold beside words."""

    BODY = "paragraphes, listes et gras, avec les volets"
    BLOCKS = "paragraphes, listes et gras"
    LINE = "un paragraphe et du gras"
    PLAIN = "un texte simple"


@dataclass(frozen=True, slots=True)
class LibraryText:
    """A text as written; `path` is its key inside the file."""

    path: KeyPath
    text: str
    shape: Shape
    family: TextFamily

    @property
    def takes_names(self) -> bool:
        """May it hold placeholders?"""
        return self.shape is not Shape.PLAIN


def stages(requirement: Requirement) -> Iterator[tuple[KeyPath, Position]]:
    """Each position that a point defines, from the strongest to the weakest."""
    positions = requirement.positions
    yield ("positions", "cible"), positions.target
    for index, fallback in enumerate(positions.fallbacks):
        yield ("positions", "repli", index), fallback
    if positions.floor is not None:
        yield ("positions", "plancher"), positions.floor


def of_point(requirement: Requirement) -> Iterator[LibraryText]:
    """The texts of a point that are not blank, paths inside its file."""
    found = (
        *_sheet(requirement),
        LibraryText(("argument", "negociation"), requirement.argument.negotiation, Shape.LINE, TextFamily.NEGOTIATION),
        LibraryText(("argument", "obligation"), requirement.argument.obligation, Shape.LINE, TextFamily.OBLIGATION),
        *_clause(requirement.clause),
        *_parts(requirement),
        *_positions(requirement),
        LibraryText(("note_interne",), requirement.note, Shape.PLAIN, TextFamily.NOTE),
    )
    return (text for text in found if text.text)


def of_whole(library: Library) -> Iterator[LibraryText]:
    """Definitions and titles of categories, paths from the root."""
    for id_, definition in library.definitions.items():
        yield LibraryText(("definitions", id_, "texte"), definition.text, Shape.LINE, TextFamily.CLAUSE)
    for category in library.categories:
        root: KeyPath = ("categories", str(category.number))
        yield LibraryText((*root, "intitule"), category.title, Shape.PLAIN, TextFamily.SHEET)
        yield LibraryText((*root, "titre_article"), category.article, Shape.PLAIN, TextFamily.CLAUSE)
        yield LibraryText((*root, "pourquoi"), category.why, Shape.PLAIN, TextFamily.SHEET)


def _sheet(requirement: Requirement) -> Iterator[LibraryText]:
    plain = {"intitule": requirement.title, "question": requirement.question, "pourquoi": requirement.why}
    for key, text in plain.items():
        yield LibraryText((key,), text, Shape.PLAIN, TextFamily.SHEET)
    for index, item in enumerate(requirement.not_applicable):
        yield LibraryText(("si_sans_objet", index, "motif"), item.reason, Shape.PLAIN, TextFamily.SHEET)


def _clause(clause: Clause) -> Iterator[LibraryText]:
    root: KeyPath = ("clause",)
    for key, text in {"titre": clause.title, "objet": clause.subject}.items():
        yield LibraryText((*root, key), text, Shape.PLAIN, TextFamily.CLAUSE)
    yield LibraryText((*root, "texte"), clause.text, Shape.BODY, TextFamily.CLAUSE)
    for verdict, text in clause.introduction.items():
        yield LibraryText((*root, "introduction", verdict.value), text, Shape.LINE, TextFamily.CLAUSE)
    for verdict, text in clause.text_if.items():
        yield LibraryText((*root, "texte_si", verdict.value), text, Shape.BODY, TextFamily.CLAUSE)
    for index, variant in enumerate(clause.variants):
        yield LibraryText((*root, "variantes", index, "texte"), variant.text, Shape.BODY, TextFamily.CLAUSE)
    for index, item in enumerate(clause.deliverables):
        for key, text in {"intitule": item.title, "echeance": item.due}.items():
            yield LibraryText((*root, "livrables", index, key), text, Shape.LINE, TextFamily.CLAUSE)


def _parts(requirement: Requirement) -> Iterator[LibraryText]:
    for name, part in requirement.criterion.parts.items():
        root: KeyPath = ("exigence", "volets", name)
        yield LibraryText((*root, "intitule"), part.title, Shape.PLAIN, TextFamily.SHEET)
        yield LibraryText((*root, "texte"), part.text, Shape.LINE, TextFamily.CLAUSE)


def _positions(requirement: Requirement) -> Iterator[LibraryText]:
    for root, position in stages(requirement):
        yield LibraryText((*root, "texte"), position.text, Shape.BODY, TextFamily.CLAUSE)
        yield LibraryText((*root, "ajout"), position.addition, Shape.BLOCKS, TextFamily.CLAUSE)
        yield LibraryText((*root, "contrepartie"), position.trade, Shape.LINE, TextFamily.CLAUSE)
