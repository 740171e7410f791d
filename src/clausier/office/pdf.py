"""PDFs through LibreOffice: all files in one call, with a profile of its own and a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from clausier.errors import CannotWrite

PROGRAMS = ("soffice", "libreoffice")
USUAL_PLACES = (
    Path(r"C:\Program Files\LibreOffice\program\soffice.exe"),
    Path(r"C:\Program Files (x86)\LibreOffice\program\soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
INSTALL = (
    "LibreOffice est introuvable : il sert à produire les PDF. L'installer (https://fr.libreoffice.org), "
    "ou relancer la commande sans --pdf."
)


def to_pdf(files: Mapping[str, bytes], timeout: float = 180) -> dict[str, bytes]:
    """PDFs of the Word files among these, by name; `timeout` in seconds is for all of them.

    Raises CannotWrite when LibreOffice is missing, too slow, or makes nothing.
    """
    sources = {name: content for name, content in files.items() if name.endswith(".docx")}
    if not sources:
        return {}
    program = find_program()
    with tempfile.TemporaryDirectory(prefix="clausier-pdf-", ignore_cleanup_errors=True) as folder:
        workspace = Path(folder)
        for name, content in sources.items():
            (workspace / name).write_bytes(content)
        _convert(program, workspace, list(sources), timeout)
        return {pdf_name(name): _result(workspace / "pdf" / pdf_name(name), name) for name in sources}


def find_program() -> str:
    """The path of LibreOffice's program; CannotWrite says how to get it."""
    for name in PROGRAMS:
        if found := shutil.which(name):
            return found
    for place in USUAL_PLACES:
        if place.is_file():
            return str(place)
    raise CannotWrite(INSTALL)


def pdf_name(name: str) -> str:
    """The name of a document's PDF."""
    return Path(name).with_suffix(".pdf").name


def with_pdfs(names: Iterable[str]) -> tuple[str, ...]:
    """These names, each Word file followed by its PDF."""
    return tuple(one for name in names for one in ((name, pdf_name(name)) if name.endswith(".docx") else (name,)))


def _result(path: Path, name: str) -> bytes:
    if not path.is_file():
        raise CannotWrite(f"LibreOffice n'a pas produit le PDF de {name}. L'ouvrir dans Word et l'enregistrer en PDF.")
    return path.read_bytes()


def _convert(program: str, workspace: Path, names: list[str], timeout: float) -> None:
    command = [
        program,
        f"-env:UserInstallation={(workspace / 'profil').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(workspace / "pdf"),
        *(str(workspace / name) for name in names),
    ]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise CannotWrite(f"LibreOffice ne démarre pas ({error.strerror or error}).") from error
    with process:
        try:
            output, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as error:
            _stop(process)
            raise CannotWrite(f"LibreOffice n'a pas fini en {timeout:g} secondes. Relancer sans --pdf.") from error
    if process.returncode != 0:
        said = output.decode("utf-8", "replace").strip().splitlines()
        raise CannotWrite(f"LibreOffice a échoué{f' : {said[-1]}' if said else ''}. Relancer sans --pdf.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice and what it started: its launcher alone would leave it running."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
