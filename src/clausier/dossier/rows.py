"""A row of a table → the tree of a dossier, as its YAML file would hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from clausier import characters
from clausier.dossier.columns import Column, KeyPath, Shape
from clausier.dossier.equivalences import VALUE, Equivalences
from clausier.dossier.shares import shares_in
from clausier.errors import Problem, nearest
from clausier.files.strictyaml import Document, Places
from clausier.model.day import ALLOWED
from clausier.model.verdict import Finding
from clausier.office.excel.cells import Cell, Held, Odd, reference, shown, text_of

NONE_OF_THEM = "aucun"
WORDS_APART = r"[;,\n]"
ASIDE = "Déclaré sans objet dans le tableau (« {} »), sans autre précision."
"""The reason of a point that is set aside without any."""
FINDINGS = frozenset(Finding)
SECTIONS = ("cabinet", "prestataire", "contrat")
"""Sections that every dossier has: what lacks in them is said at their columns."""

AS_TEXT = "Mettre la colonne au format Texte, puis retaper la valeur."
ODDITIES = {
    Held.NUMBER: ("le tableur en a fait le nombre {} : l'écriture a pu changer (28.10 devient 28,1).", AS_TEXT),
    Held.SHAPED: ("la cellule affiche un nombre mis en forme, mais ne contient que « {} ».", AS_TEXT),
    Held.DATE: ("le tableur en a fait une date ({}).", AS_TEXT),
    Held.TIME: ("le tableur en a fait une heure ({}).", AS_TEXT),
    Held.FLAG: ("la cellule contient le booléen {}.", "Écrire « oui » ou « non » en texte."),
    Held.FORMULA: ("la cellule contient une formule, qui n'est jamais calculée.", "Coller les valeurs à sa place."),
    Held.ERROR: ("la cellule contient une erreur de calcul ({}).", "La corriger ou la vider."),
}


@dataclass(frozen=True)
class Layout:
    """Where the columns of a table stand; `place` is « lot.xlsx, feuille Dossiers » or « lot.csv »."""

    place: str
    columns: dict[int, Column]
    own: dict[int, str] = field(default_factory=dict)
    """The heading of each column that is the user's own: kept beside the dossier, never in it."""
    ignored: frozenset[int] = frozenset()

    @cached_property
    def beside(self) -> frozenset[int]:
        """The columns of which a dossier holds nothing."""
        return self.ignored | self.own.keys()

    @cached_property
    def values(self) -> frozenset[int]:
        """The columns of values, read after the answers that they go with."""
        return frozenset(index for index, column in self.columns.items() if column.path[2:] == VALUE)

    @cached_property
    def at(self) -> dict[KeyPath, int]:
        """The column of each key path; that of the first proof for all of them."""
        at: dict[KeyPath, int] = {column.path: index for index, column in self.columns.items()}
        for index, column in self.columns.items():
            if column.path[2:3] == ("preuves",):
                at.setdefault(column.path[:3], index)
        return at

    def line(self, row: int) -> str:
        return f"{self.place}, ligne {row}"


def address(place: str, row: int, index: int) -> str:
    """« lot.xlsx, feuille Dossiers, cellule F12 »; `index` counts columns from 0."""
    return f"{place}, cellule {reference(row, index)}"


@dataclass(frozen=True)
class CellPlaces(Places):
    """Places of a dossier that is a row of a table: each key's cell."""

    layout: Layout = field(default_factory=lambda: Layout("", {}))
    row: int = 1

    def of(self, path: KeyPath) -> tuple[str, int | None]:
        for length in range(len(path), 0, -1):
            if path[:length] in self.layout.at:
                return address(self.layout.place, self.row, self.layout.at[path[:length]]), None
        return self.layout.line(self.row), None


def document_of(
    layout: Layout, row: int, cells: Sequence[Cell], words: Equivalences | None = None
) -> tuple[Document, list[Problem]]:
    """The dossier of a row, and what is wrong with the cells themselves.

    Without `words`, only the words of the library are read, and nothing is completed.
    """
    document, problems = filled(layout, row, cells, words)
    if words is not None:
        problems += _without_reason(document, layout, row, cells)
    list_proofs(document.data)
    return document, problems


def filled(
    layout: Layout, row: int, cells: Sequence[Cell], words: Equivalences | None
) -> tuple[Document, list[Problem]]:
    """The tree of a row before anything is completed or put in order."""
    places = CellPlaces(layout.line(row), layout=layout, row=row)
    tree: dict[str, Any] = {section: {} for section in SECTIONS}
    problems: list[Problem] = []
    held = [(index, cell) for index, cell in enumerate(cells) if cell != "" and index not in layout.beside]
    held.sort(key=lambda one: one[0] in layout.values)
    for index, cell in held:
        column = layout.columns.get(index)
        for fault in _without_column(cell) if column is None else _fill(tree, column, said(column, cell, words), words):
            key = column.key if column else ""
            problems.append(Problem(address(layout.place, row, index), key, *fault))
    return Document(tree, places), problems


def own_of(layout: Layout, cells: Sequence[Cell]) -> dict[str, str]:
    """What the user's own columns say of a row: heading → text; a formula says nothing."""
    told = {title: _plain(cells[index]) for index, title in layout.own.items() if index < len(cells)}
    return {title: text for title, text in told.items() if text}


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return characters.legible(cell)
    return "" if cell.held in (Held.FORMULA, Held.ERROR) else shown(cell)


Fault = tuple[str, str]


def said(column: Column, cell: Cell, words: Equivalences | None) -> Cell:
    """The cell as it is to be read; a box that the spreadsheet ticks is a yes or a no."""
    if words is None:
        return cell
    if isinstance(cell, Odd):
        return words.said(column, cell.text) if cell.held is Held.FLAG and "oui" in column.choices else cell
    whole = words.said(column, cell)
    if column.shape is Shape.WORDS and whole == cell:
        return "; ".join(words.said(column, word.strip()) for word in re.split(WORDS_APART, cell) if word.strip())
    return whole


def _without_reason(document: Document, layout: Layout, row: int, cells: Sequence[Cell]) -> Iterator[Problem]:
    """Points set aside without a word are given one that says so; not those that the law or their weight protects."""
    answers = document.data.get("reponses", {})
    for index, column in layout.columns.items():
        answer = answers.get(column.path[1]) if column.shape is Shape.ANSWER else None
        if answer is None or answer.get("constat") != Finding.NOT_APPLICABLE or answer.get("motif"):
            continue
        cell = cells[index]
        text = text_of(cell)
        if column.firm:
            yield Problem(address(layout.place, row, index), column.key, *unexplained(column, text))
        else:
            answer["motif"] = ASIDE.format(text[:40])


def unexplained(column: Column, text: str) -> Fault:
    """What is said of a point that may not be set aside without a reason, and was."""
    message = f"« {text[:40]} » sans motif : ce point est indispensable, ou fondé sur la loi."
    return message, f"Dire pourquoi il ne concerne pas ce contrat, dans « {column.key}:motif »."


def _without_column(cell: Cell) -> Iterator[Fault]:
    text = text_of(cell)
    yield f"« {text[:40]} » est dans une colonne sans identifiant.", "Vider la cellule, ou nommer la colonne."


def _fill(tree: dict[str, Any], column: Column, cell: Cell, words: Equivalences | None) -> Iterator[Fault]:
    """Puts a cell in its place; a faulty one too, so that the rest is checked all the same."""
    fault = cell_fault(column, cell)
    text = text_of(cell)
    if fault:
        yield fault
    if column.shape is Shape.ANSWER:
        yield from _answer(tree, column, Finding.TO_CHECK if fault else text)
    elif column.path[2:] == VALUE and words is not None and text in FINDINGS:
        yield from _found(tree, column, text)
    elif not _put(tree, column.path, _value(column, text)):
        yield "la valeur est déjà donnée dans la colonne du point.", "N'en garder qu'une."


def cell_fault(column: Column, cell: Cell) -> Fault | None:
    """What is wrong with what a cell holds, whatever it says: a number, a formula, a control character."""
    if isinstance(cell, str):
        return characters.fault(cell)
    if cell.held is Held.DATE and column.shape in (Shape.DATE, Shape.DAY_OR_TEXT):
        return None
    if column.shape is Shape.DATE and cell.held is not Held.FORMULA:
        hint = f"{ALLOWED} Une date du tableur est admise, sans heure."
        return f"la cellule contient « {cell.text} » et non une date.", hint
    if cell.held is Held.INTEGER:
        return _length(column, cell)
    message, hint = ODDITIES[cell.held]
    return message.format(cell.text), hint


def _length(column: Column, cell: Odd) -> Fault | None:
    """A number of fixed length that lacks digits has lost its zeros."""
    if column.digits and len(cell.text) != column.digits:
        lost = f"{len(cell.text)} chiffres au lieu de {column.digits} : le tableur a pu retirer un zéro initial."
        return f"le nombre a {lost}", AS_TEXT
    return None


def _found(tree: dict[str, Any], column: Column, finding: str) -> Iterator[Fault]:
    """In the column of a value, a word that is a finding and no value (« illimité ») is the point's answer, unless
    that says what cannot stand beside it."""
    answer = tree.setdefault("reponses", {}).setdefault(column.path[1], {})
    given = answer.get("valeur") or answer.get("constat", finding)
    if given not in (Finding.YES, Finding.PARTIAL, finding):
        told = given if isinstance(given, str) else ", ".join(given)
        yield f"la valeur veut dire « {finding} », et la réponse est « {told[:40]} ».", "N'en garder qu'une."
    answer["constat"] = finding


def _value(column: Column, text: str) -> str | list[str] | dict[str, list[str]]:
    if column.shape is Shape.TYPES and (shares := shares_in(text)):
        return shares
    if column.shape in (Shape.WORD, Shape.TYPES):
        return column.word(text)
    if column.shape is Shape.WORDS:
        words = [word.strip() for word in re.split(WORDS_APART, text) if word.strip()]
        return [] if words == [NONE_OF_THEM] else [column.word(word) for word in words]
    if column.shape is Shape.LINES:
        return _lines(text)
    return text


def _answer(tree: dict[str, Any], column: Column, text: str) -> Iterator[Fault]:
    """A finding; or, where the point has a measure, the value itself, which means yes."""
    finding = column.word(text)
    if finding in column.choices:
        _put(tree, (*column.path, "constat"), str(finding))
    elif column.point is not None and column.point.criterion.measures:
        _put(tree, (*column.path, "constat"), str(Finding.YES))
        if not _put(tree, (*column.path, "valeur"), _lines(text)):
            yield "la valeur est déjà donnée dans la colonne « …:valeur ».", "N'en garder qu'une."
    else:
        _put(tree, (*column.path, "constat"), str(Finding.TO_CHECK))
        hint = nearest(text, column.choices)
        yield f"« {text[:40]} » n'est pas une réponse.", f"{hint} Une précision va dans « {column.key}:commentaire »."


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _put(tree: dict[str, Any], path: KeyPath, value: Any) -> bool:
    """Sets the value at a path; False if there is one already."""
    node: dict[Any, Any] = tree
    for key in path[:-1]:
        node = node.setdefault(key, {})
    if path[-1] in node:
        return False
    node[path[-1]] = value
    return True


def list_proofs(tree: dict[str, Any]) -> None:
    """Proofs are gathered by rank: a dossier lists them."""
    for answer in tree.get("reponses", {}).values():
        if "preuves" in answer:
            ranked: dict[int, Any] = answer["preuves"]
            answer["preuves"] = [ranked.get(rank) for rank in range(max(ranked) + 1)]
