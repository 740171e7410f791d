"""A questionnaire as an Excel or a Word file, and what comes back of it."""

from __future__ import annotations

from pathlib import Path

from clausier.errors import InvalidInput, Problem
from clausier.forms.files.form import Form, Given, Record, Returned
from clausier.forms.files.word import word_file
from clausier.forms.files.word_read import read_word
from clausier.forms.files.workbook import excel_file
from clausier.forms.files.workbook_read import read_excel

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
