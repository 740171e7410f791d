"""Scanned pages: read by tesseract where it is, with French; a stand-in program says what it was asked."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from clausier.errors import InvalidInput
from clausier.office.contract import pages, scan
from tests.office.contract.pages import lines, pdf
from tests.office.contract.reading import read, told

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script with a #! line")
SCANNED = pdf(lines("Le contrat dure un an."), [], lines("Fin."))
PROGRAM = """#!{python}
import sys
if "--list-langs" in sys.argv:
    print("List of available languages (2):\\n{language}\\nosd")
    sys.exit()
assert sys.argv[2:] == ["stdout", "-l", "fra", "--dpi", "300"], sys.argv
assert open(sys.argv[1], "rb").read(3) == b"P5\\n"
{does}
"""


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A PATH of one empty folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(scan, "USUAL_PLACES", ())
    return tmp_path


def install(folder: Path, does: str = "", language: str = "fra") -> None:
    program = folder / "tesseract"
    program.write_text(PROGRAM.format(python=sys.executable, does=does, language=language))
    program.chmod(0o700)


def test_what_is_read_is_marked(nowhere: Path) -> None:
    install(nowhere, 'print("Article 3 - Sauvegarde\\n\\nLe prestataire sauvegarde\\nchaque nuit.\\n\\f")')
    found = read(SCANNED, "a.pdf", ocr=True)
    assert told(found) == ["p Le contrat dure un an.", "p Article 3 - Sauvegarde",
                           "p Le prestataire sauvegarde chaque nuit.", "p Fin."]  # fmt: skip
    assert [(block.page, block.ocr) for block in found.blocks] == [(1, False), (2, True), (2, True), (3, False)]
    assert found.unread == ()
    assert "à comparer avec l'original : la page 2." in found.remarks[0]


def test_without_being_asked_nothing_is_run(nowhere: Path) -> None:
    install(nowhere, "sys.exit(1)")
    found = read(SCANNED, "a.pdf")
    assert found.unread == (2,)
    assert "la page 2" in found.remarks[0]


def test_a_page_in_which_nothing_was_read_stays_unread(nowhere: Path) -> None:
    install(nowhere, 'print("\\n\\f")')
    assert read(SCANNED, "a.pdf", ocr=True).unread == (2,)


def test_nothing_is_needed_where_no_page_is_scanned() -> None:
    assert told(read(pdf(lines("Le contrat dure un an, sans reconduction.")), "a.pdf", ocr=True))


def refused(match: str) -> None:
    with pytest.raises(InvalidInput, match=match) as caught:
        read(SCANNED, "a.pdf", ocr=True)
    assert caught.value.problems[0].hint


def test_tesseract_is_missing() -> None:
    refused("est introuvable")


def test_tesseract_has_no_french(nowhere: Path) -> None:
    install(nowhere, language="eng")
    refused("n'a pas le français")


def test_tesseract_fails(nowhere: Path) -> None:
    install(nowhere, 'sys.exit("no memory")')
    refused("page 2 : tesseract a échoué : no memory.")


def test_tesseract_does_not_end(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(nowhere, "import time; time.sleep(60)")
    monkeypatch.setattr(scan, "PATIENCE", 1)
    refused("n'a pas fini de lire")


def test_tesseract_does_not_start(nowhere: Path) -> None:
    (nowhere / "tesseract").write_bytes(b"\x7fELF nothing")
    (nowhere / "tesseract").chmod(0o700)
    refused("ne démarre pas")


def test_a_page_as_a_picture() -> None:
    picture = pages.picture_of(SCANNED, 1, 72)
    header, size, most, pixels = picture.split(b"\n", 3)
    assert (header, size, most, len(pixels)) == (b"P5", b"595 842", b"255", 595 * 842)
    assert set(pixels) == {0x80}
    assert set(pages.picture_of(SCANNED, 0, 72).split(b"\n", 3)[3]) > {255}
