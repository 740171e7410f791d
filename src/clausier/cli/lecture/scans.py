"""What is said of the files of a contract."""

from __future__ import annotations

from clausier.dossier.inwords import scanned
from clausier.model.reading import ReadFile


def unread(file: ReadFile) -> str:
    """The pages of a file that hold no text, and what to do."""
    return f"{scanned(file)} Essayer --ocr, ou demander le fichier d'origine."
