"""Questionnaires as files, changed as people and programs change them, and read again."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from clausier.dossier.tree import tree_of
from clausier.errors import InvalidInput
from clausier.files.strictyaml import Places
from clausier.forms.files import excel_file, read_form, word_file
from clausier.forms.merge import Wins
from clausier.forms.questionnaire import practice_form, provider_form
from clausier.forms.readback import Base, ReadBack, read_back
from clausier.forms.scope import provider_scope
from clausier.model.casefile import CaseFile
from tests.builders import library

FORMATS = ("xlsx", "docx")
WRITERS = {"xlsx": excel_file, "docx": word_file}


def practice(folder: Path, case: CaseFile | None, kind: str, name: str = "q") -> Path:
    path = folder / f"{name}.{kind}"
    path.write_bytes(WRITERS[kind](practice_form(library(), case)))
    return path


def provider(folder: Path, case: CaseFile, kind: str, name: str = "p") -> Path:
    path = folder / f"{name}.{kind}"
    path.write_bytes(WRITERS[kind](provider_form(library(), provider_scope(case))))
    return path


def base(case: CaseFile, name: str = "dossier.yaml") -> Base:
    return Base(case, Places(name))


def read(*paths: Path, into: CaseFile | None = None, wins: Wins = Wins.FIRST) -> ReadBack:
    bases = [base(into)] if into else []
    return read_back([read_form(path) for path in paths], bases, library(), wins)


def refusal(*paths: Path, into: CaseFile | None = None) -> str:
    """Why the files are refused."""
    with pytest.raises(InvalidInput) as caught:
        read(*paths, into=into)
    return str(caught.value)


def same(one: CaseFile, other: CaseFile) -> bool:
    return one == other and tree_of(one) == tree_of(other)


def saved_by_libreoffice(paths: list[Path], kind: str, folder: Path) -> list[Path]:
    """The files opened and saved again in this format, in one call."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice (soffice) is not installed: apt-get install libreoffice-writer libreoffice-calc")
    folder.mkdir()
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [folder / f"{path.stem}.{kind}" for path in paths]
