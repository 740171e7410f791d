"""What is said of the files of a contract."""

from __future__ import annotations

from clausier.french import join, plural
from clausier.model.reading import ReadFile


def scanned(file: ReadFile) -> str:
    """The pages of a file that hold no text."""
    pages = plural(len(file.unread), "la page", "les pages") + f" {join(map(str, file.unread))}"
    if len(file.unread) == file.pages:
        pages = plural(file.pages, "la page", "toutes les pages")
    is_one = len(file.unread) == 1
    told = f"{pages} n'{'a' if is_one else 'ont'} pas de texte ({'numérisée' if is_one else 'numérisées'})"
    return f"{file.name} : {told} ; rien n'en est lu. Essayer --ocr, ou demander le fichier d'origine."
