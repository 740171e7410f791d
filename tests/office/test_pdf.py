"""PDFs: one call for all files, and a French message when LibreOffice is missing, stuck or broken."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from clausier.errors import CannotWrite
from clausier.office import pdf
from clausier.office.pdf import to_pdf

POSIX = pytest.mark.skipif(os.name == "nt", reason="the stand-in program is a shell script; run on Linux or macOS")
FILES = {"a.docx": b"PK", "tableau.xlsx": b"PK"}


def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program that takes the place of LibreOffice."""
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pdf, "find_program", lambda: str(program))


def test_nothing_to_convert_needs_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PROGRAMS", ())
    monkeypatch.setattr(pdf, "USUAL_PLACES", ())
    assert to_pdf({"tableau.xlsx": b"PK"}) == {}


def test_a_missing_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PROGRAMS", ())
    monkeypatch.setattr(pdf, "USUAL_PLACES", ())
    with pytest.raises(CannotWrite, match=r"LibreOffice est introuvable.*sans --pdf"):
        to_pdf(FILES)


def test_the_usual_places_are_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice.exe"
    program.write_bytes(b"")
    monkeypatch.setattr(pdf, "PROGRAMS", ())
    monkeypatch.setattr(pdf, "USUAL_PLACES", (tmp_path / "absent", program))
    assert pdf.find_program() == str(program)


def test_a_program_that_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_program", lambda: str(tmp_path / "absent"))
    with pytest.raises(CannotWrite, match="LibreOffice ne démarre pas"):
        to_pdf(FILES)


@POSIX
def test_a_program_that_fails_says_its_last_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "echo un; echo 'pas de place' >&2; exit 3")
    with pytest.raises(CannotWrite, match=r"LibreOffice a échoué : pas de place\. Relancer sans --pdf"):
        to_pdf(FILES)


@POSIX
def test_a_program_that_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(CannotWrite, match=r"LibreOffice n'a pas produit le PDF de a\.docx"):
        to_pdf(FILES)


@POSIX
def test_a_program_that_hangs_is_stopped_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "vivant"
    stand_in(tmp_path, monkeypatch, f"(sleep 1; touch {mark}) & sleep 30")
    with pytest.raises(CannotWrite, match=r"LibreOffice n'a pas fini en 0\.2 secondes"):
        to_pdf(FILES, timeout=0.2)
    time.sleep(1.5)
    assert not mark.exists()


@POSIX
def test_one_call_with_a_profile_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "dit"
    stand_in(
        tmp_path,
        monkeypatch,
        f'echo "$@" >> {said}; while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; '
        'for f in a b; do printf PDF > "$2/$f.pdf"; done',
    )
    assert to_pdf({"a.docx": b"PK", "b.docx": b"PK"}) == {"a.pdf": b"PDF", "b.pdf": b"PDF"}
    (line,) = said.read_text(encoding="utf-8").splitlines()
    assert "-env:UserInstallation=file:///" in line
    assert line.count(".docx") == 2
