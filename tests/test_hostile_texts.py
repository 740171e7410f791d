"""Any text is refused or read within the limits of time and memory, in the command that reads it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import ROOT
from tests.hostile.desk import DAY, MEGABYTES, SECONDS, Commands, faults, sound
from tests.hostile.texts import TEXTS

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork, which Windows has not")
CASES = [(door, name) for door, texts in TEXTS.items() for name in texts]


@pytest.fixture(scope="module")
def commands() -> Iterator[Commands]:
    with Commands() as found:
        yield found


@pytest.mark.parametrize(("door", "name"), CASES, ids=[f"{door}: {name}" for door, name in CASES])
def test_a_hostile_text_is_read_or_refused(door: str, name: str, commands: Commands) -> None:
    found = commands.read(door, TEXTS[door][name](sound(door)))
    assert not faults(door, found), (faults(door, found), found.said[:1000], found.said[-2000:])


def run(*arguments: str, stdin: Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, as a shell would run it, bounded by the system."""
    memory = (MEGABYTES << 20) + (1 << 30)
    code = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))\n"
        "from clausier.cli import main\n"
        f"sys.argv[1:] = {list(arguments)!r}\n"
        "main()\n"
    )
    with stdin.open("rb") as given:
        return subprocess.run(
            [sys.executable, "-c", code],
            stdin=given,
            capture_output=True,
            text=True,
            cwd=folder,
            timeout=120,
            check=False,
        )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no stream without end")
def test_a_standard_input_without_end_is_refused() -> None:
    found = run("analyser", "-", "--date", DAY, stdin=Path("/dev/zero"))
    assert (found.returncode, found.stdout) == (3, "")
    assert "entrée standard : le fichier dépasse 4 Mo" in found.stderr


@pytest.mark.parametrize(
    "arguments",
    [("analyser", "{}"), ("lot", "produire", "{}", "-o", "sortie"), ("questionnaire", "lire", "{}", "-o", "lu.yaml")],
    ids=["analyser", "lot", "questionnaire"],
)
@pytest.mark.parametrize("kind", ["yaml", "jsonl", "csv", "xlsx", "docx", "eml"])
def test_a_pipe_that_nobody_fills_is_refused(tmp_path: Path, arguments: tuple[str, ...], kind: str) -> None:
    os.mkfifo(tmp_path / f"tube.{kind}")
    found = run(*(one.format(tmp_path / f"tube.{kind}") for one in arguments), stdin=Path(os.devnull), folder=tmp_path)
    assert found.returncode in (2, 3), found
    assert "Traceback" not in found.stderr
