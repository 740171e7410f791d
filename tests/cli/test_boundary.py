"""The last boundary, with real processes: one French sentence and a code, whatever the streams, names and faults."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import boundary, clausier, main, run
from clausier.errors import DEBUG, code_of
from tests.builders import EXAMPLE

START = "import sys; from clausier.cli import main; main()"
POSIX = pytest.mark.skipif(os.name != "posix", reason="closed and full streams are made by a POSIX shell")


def shell(line: str, cwd: Path, **environment: str | None) -> subprocess.CompletedProcess[bytes]:
    """A line of a shell where `clausier` is this one; None takes a variable away."""
    kept = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), DEBUG: "0", **environment}
    script = f'clausier() {{ "{sys.executable}" -c "{START}" "$@"; }}\n{line}'
    told = {name: value for name, value in kept.items() if value is not None}
    return subprocess.run(["bash", "-c", script], cwd=cwd, env=told, capture_output=True, timeout=120)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLE, tmp_path / "dossier.yaml"))


def broken(*_: Any, **__: Any) -> None:
    raise KeyError("SECRET du dossier")


def test_a_fault_of_ours_stops_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """`run`, which all tests call, hides nothing."""
    monkeypatch.setattr(clausier.commands["exemple"], "callback", broken)
    with pytest.raises(KeyError):
        run(["exemple"])


def test_tests_run_commands_with_the_trace_on() -> None:
    assert os.environ[DEBUG] == "1"


@pytest.mark.parametrize("debug", ["0", "1"])
def test_main_tells_a_code_without_data(
    debug: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(clausier.commands["exemple"], "callback", broken)
    monkeypatch.setenv(DEBUG, debug)
    with pytest.raises(SystemExit) as ended:
        main(["exemple"])
    assert ended.value.code == boundary.UNEXPECTED
    told = capsys.readouterr().err
    sentence = told.splitlines()[-1]
    assert "Code à signaler : 0.1.0/KeyError/cli.french.invoke" in sentence
    assert "SECRET" not in sentence
    assert ("Traceback" in told) is (debug == "1")


@pytest.mark.parametrize(
    ("error", "told", "code"),
    [
        (MemoryError(), "la mémoire ne suffit pas.", 1),
        (RecursionError(), "Code à signaler : 0.1.0/RecursionError/?", 5),
        (PermissionError(13, "Permission denied", "a.yaml"), "« a.yaml » : accès refusé.", 1),
        (OSError(36, "File name too long", "x" * 300), "nom ou chemin trop long.", 1),
        (FileNotFoundError(2, "No such file or directory"), "fichier ou dossier introuvable.", 1),
        (UnicodeEncodeError("utf-8", "\udce9", 0, 1, "surrogates not allowed"), "n'est pas en UTF-8.", 2),
    ],
)
def test_each_kind_has_its_sentence(error: Exception, told: str, code: int) -> None:
    sentence, found = boundary.told(error)
    assert told in sentence
    assert found == code


def test_the_code_names_the_last_place_of_ours() -> None:
    from clausier.french import long_date

    with pytest.raises(AttributeError) as raised:
        long_date("SECRET")  # type: ignore[arg-type]
    assert re.fullmatch(r"0\.1\.0/AttributeError/french\.words\.\w+", code_of(raised.value))


@pytest.mark.parametrize("arguments", [["analyser", "a\0b.yaml"], ["rediger", "x.yaml", "-o", "\0"]])
def test_a_null_character_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert "caractère nul" in capsys.readouterr().err


CLOSED = {
    "stdin": ("clausier analyser - <&-", 3),
    "stdout": ("clausier analyser dossier.yaml >&-", 0),
    "stderr": ("clausier analyser absent.yaml 2>&-", 3),
    "all": ("clausier analyser dossier.yaml <&- >&- 2>&-", 0),
    "full stdout": ("clausier analyser dossier.yaml > /dev/full", 1),
    "full stderr": ("clausier analyser absent.yaml 2> /dev/full", 1),
    "broken pipe": ("clausier analyser dossier.yaml --json | true; exit ${PIPESTATUS[0]}", 1),
    "drafting without stdout": ("clausier rediger dossier.yaml -o sortie --date 2026-11-23 >&-", 0),
}


@POSIX
@pytest.mark.parametrize(("line", "code"), CLOSED.values(), ids=CLOSED)
def test_streams(line: str, code: int, dossier: Path) -> None:
    done = shell(line, dossier.parent)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    assert done.returncode == code or (done.returncode == 0 and "PIPESTATUS" in line), done.stderr.decode()
    for path in dossier.parent.rglob("*.docx"):
        assert path.read_bytes().startswith(b"PK"), "nothing that was said went into a file"


PLACES = {
    "a path of 300 characters": ("clausier analyser $(printf 'x%.0s' {1..300}).yaml", (1, 3)),
    "an output of 300 characters": ("clausier rediger dossier.yaml -o $(printf 'x%.0s' {1..300})", 1),
    "a name that is not UTF-8": ("cp dossier.yaml $'caf\\xe9.yaml'; clausier analyser $'caf\\xe9.yaml' --json", 0),
    "an output that is not UTF-8": ("clausier rediger dossier.yaml -o $'caf\\xe9'", (0, 1, 2)),
    "a folder that is gone": ('mkdir p; cd p; rmdir ../p; clausier analyser "$OLDPWD"/dossier.yaml', (0, 1)),
    "no home": ("clausier analyser dossier.yaml", 0),
}


@POSIX
@pytest.mark.parametrize(("line", "codes"), PLACES.values(), ids=PLACES)
def test_places(line: str, codes: int | tuple[int, ...], dossier: Path) -> None:
    done = shell(line, dossier.parent, HOME=None, XDG_CACHE_HOME=None)
    told = done.stderr.decode(errors="replace")
    assert "Traceback" not in told
    assert done.returncode in (codes if isinstance(codes, tuple) else (codes,)), told
    assert "Code à signaler" not in told
