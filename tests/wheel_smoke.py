"""Build the wheel and use it in a clean environment, away from the checkout. Run by `make wheel`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


EXPECTED = """
from clausier.documents import manifest
from clausier.documents.catalogue import Occasion, due
names = [document.file(signed=False) for document in due(Occasion.FIRST)]
print(*sorted([*names, manifest.NAME]))
"""
"""The files of a first request on a contract that is not signed, as the installed package says."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(work), str(ROOT)], check=True)
        (wheel,) = work.glob("clausier-*.whl")
        subprocess.run([sys.executable, "-m", "venv", str(work / "venv")], check=True)
        python = work / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
        subprocess.run(
            [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "install", str(wheel)], check=True
        )
        command = [str(python), "-c", "from clausier.cli import main; main()"]
        subprocess.run([*command, "exemple", "infogerance-non-signee", "-o", "essai"], cwd=work, check=True)
        draw = [*command, "rediger", "essai/dossier.yaml", "-o", "sortie", "--ampleur", "essentiel"]
        subprocess.run(draw, cwd=work, check=True, stdout=subprocess.DEVNULL)
        made = sorted(path.name for path in (work / "sortie").iterdir())
        expected = subprocess.run([str(python), "-c", EXPECTED], check=True, capture_output=True, text=True).stdout
        if made != expected.split():
            raise SystemExit(f"expected {expected.split()}, found {made}")
        shipped = sorted(path.name for path in (ROOT / "templates").iterdir() if path.suffix in (".docx", ".yaml"))
        if shipped != sorted(path.name for path in _installed(work, "templates").iterdir()):
            raise SystemExit(f"the wheel does not hold just these templates: {shipped}")
        _open(command, work)
        for folder in ("page/templates", "page/static"):
            ours = sorted(path.name for path in (ROOT / "src" / "clausier" / folder).iterdir())
            if ours != sorted(path.name for path in _installed(work, folder).iterdir()):
                raise SystemExit(f"the wheel does not hold just these files of the page: {ours}")
    sys.stdout.write("wheel: built, installed and used\n")


def _open(command: list[str], work: Path) -> None:
    """The page is served, and its pages are found, by who has nothing but the wheel."""
    words = [*command, "ouvrir", ".", "--sans-navigateur"]
    run = subprocess.Popen(words, cwd=work, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.stdout is not None
    try:
        first = next(line.strip() for line in run.stdout if "entrer?" in line)
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        home = first.rpartition("/")[0]
        for address in (
            first,
            f"{home}/",
            f"{home}/dossiers/essai/bilan",
            f"{home}/bibliotheque",
            f"{home}/page/page.css",
        ):
            with visitor.open(address) as answer:
                answer.read()
    finally:
        run.terminate()
        run.communicate(timeout=20)


def _installed(work: Path, folder: str) -> Path:
    (found,) = (work / "venv").rglob(f"site-packages/clausier/{folder}")
    return found


if __name__ == "__main__":
    main()
