"""A questionnaire as an Excel or a Word file, and what comes back of it."""

from __future__ import annotations

from pathlib import Path

from clausier.documents.questionnaire.form import Form, Given, Record, Returned
from clausier.documents.questionnaire.word import word_file
from clausier.documents.questionnaire.word_read import read_word
from clausier.documents.questionnaire.workbook import excel_file
from clausier.documents.questionnaire.workbook_read import read_excel
from clausier.errors import InvalidInput, Problem

__all__ = ["Form", "Given", "Record", "Returned", "excel_file", "read_form", "word_file"]

WORD, EXCEL = (".docx", ".docm", ".dotx", ".doc"), (".xlsx", ".xlsm", ".xltx", ".xls")


def read_form(path: Path) -> Returned:
    """What a questionnaire says; InvalidInput if the file is of another kind, or is not safe to open."""
    kind = path.suffix.lower()
    if kind in WORD:
        return read_word(path)
    if kind in EXCEL:
        return read_excel(path)
    hint = "L'enregistrer au format .xlsx ou .docx, selon le programme."
    raise InvalidInput([Problem(path.name, "", f"un fichier « {kind} » n'est pas un questionnaire.", hint)])
