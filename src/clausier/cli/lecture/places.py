"""Where a passage stands, and what a suggestion says, in words."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.dossier.columns import Column
from clausier.french import article_named, join, plural
from clausier.model.library import Library
from clausier.model.reading import Passage, ReadFile, Reading, Suggestion


def place_of(passage: Passage, reading: Reading) -> str:
    """« article 7.2, page 4 », with the file where the contract has several; empty where nothing tells it."""
    return ", ".join(_place(passage, several=len(reading.files) > 1))


def _place(passage: Passage, several: bool) -> Iterator[str]:
    if passage.article or passage.heading:
        yield article_named(passage.article) or f"« {passage.heading} »"
    if passage.page:
        yield f"page {passage.page}"
    if several:
        yield passage.file
    if passage.ocr:
        yield "lu par OCR"


def beside(told: str, passage: Passage, reading: Reading) -> str:
    """What is told, then where it stands between parentheses."""
    place = place_of(passage, reading)
    return f"{told} ({place})" if place else told


def titled(column: Column) -> str:
    """« Contrat : titre », without the sign of what is required."""
    return column.title.removesuffix(" *")


def worded(column: Column, words: tuple[str, ...], library: Library) -> str:
    """The words of a key as a person reads them."""
    key = str(column.path[-1])
    labels = library.contract_types if key == "type" else library.facts[key].values if key in library.facts else {}
    return ", ".join(labels.get(word, word) for word in words)


def suggestion_told(column: Column, one: Suggestion, library: Library) -> str:
    """« Contrat : titre – Contrat de maintenance »."""
    return f"{titled(column)} – {worded(column, one.value, library)}"


def scanned(file: ReadFile) -> str:
    """The pages of a file that hold no text."""
    pages = plural(len(file.unread), "la page", "les pages") + f" {join(map(str, file.unread))}"
    if len(file.unread) == file.pages:
        pages = plural(file.pages, "la page", "toutes les pages")
    is_one = len(file.unread) == 1
    told = f"{pages} n'{'a' if is_one else 'ont'} pas de texte ({'numérisée' if is_one else 'numérisées'})"
    return f"{file.name} : {told} ; rien n'en est lu. Essayer --ocr, ou demander le fichier d'origine."
