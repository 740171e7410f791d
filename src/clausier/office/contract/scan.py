"""Pages that are pictures, read by tesseract where it is installed with French: one page after the other, in bounds."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from clausier.errors import InvalidInput, Problem
from clausier.office import limits
from clausier.office.contract.pages import picture_of
from clausier.office.damage import TooMuch

PROGRAM, LANGUAGE = "tesseract", "fra"
USUAL_PLACES = (Path(r"C:\Program Files\Tesseract-OCR\tesseract.exe"),)
DOTS = 300
"""Dots an inch, for which tesseract is made."""
PATIENCE = 120
"""Seconds for a page."""
WITHOUT = "ou relancer la commande sans --ocr."
INSTALL = f"Installer tesseract avec le français (paquets tesseract-ocr et tesseract-ocr-fra), {WITHOUT}"


def read_scans(content: bytes, name: str, pages: Iterable[int]) -> Mapping[int, str]:
    """The text of these pages of a PDF, from 1; InvalidInput where tesseract is missing, has no French, or fails."""
    wanted = [*pages]
    if not wanted:
        return {}
    if len(wanted) > limits.SCANS:
        raise TooMuch("scans")
    program = _program(name)
    with tempfile.TemporaryDirectory(prefix="clausier-ocr-", ignore_cleanup_errors=True) as folder:
        picture = Path(folder) / "page.pgm"
        return {page: _read(program, content, page, picture, name) for page in wanted}


def _program(name: str) -> str:
    """The path of a tesseract that reads French."""
    found = shutil.which(PROGRAM) or next((str(place) for place in USUAL_PLACES if place.is_file()), None)
    if found is None:
        raise _refused(name, "tesseract, qui lit les pages numérisées, est introuvable.", INSTALL)
    if LANGUAGE not in _run([found, "--list-langs"], name).split():
        raise _refused(name, "tesseract n'a pas le français.", INSTALL)
    return found


def _read(program: str, content: bytes, page: int, picture: Path, name: str) -> str:
    picture.write_bytes(picture_of(content, page - 1, DOTS))
    text = _run([program, str(picture), "stdout", "-l", LANGUAGE, "--dpi", str(DOTS)], name, page)
    if len(text) > limits.CHARACTERS:
        raise TooMuch("text")
    return text


def _run(command: list[str], name: str, page: int = 0) -> str:
    where = f"page {page}" if page else ""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False)
    except OSError as error:
        raise _refused(name, f"tesseract ne démarre pas ({error.strerror or error}).", INSTALL) from None
    except subprocess.TimeoutExpired:
        told = f"tesseract n'a pas fini de lire en {PATIENCE} secondes."
        raise _refused(name, told, f"Retirer cette page, {WITHOUT}", where) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _refused(name, f"tesseract a échoué{f' : {said[-1][:200]}' if said else ''}.", INSTALL, where)
    return done.stdout.decode("utf-8", "replace")


def _refused(name: str, told: str, hint: str, where: str = "") -> InvalidInput:
    return InvalidInput([Problem(name, where, told, hint)])
