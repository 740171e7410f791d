"""The files that a double click opens: they install clausier where needed and open the page, or say what to do.

The programs that they call are stood in for. The one for Windows is only read.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders import ROOT

STARTERS = ROOT / "docs" / "demarrer"
WINDOWS, MACOS, LINUX = (STARTERS / f"clausier.{suffix}" for suffix in ("cmd", "command", "desktop"))
SAYS = '#!/bin/sh\necho "{name} $*"\n'
INSTALLS = SAYS + 'mkdir -p "$HOME/.local/bin" && cp "$STUBS/clausier" "$HOME/.local/bin/clausier"\n'
VENV = (
    '#!/bin/sh\necho "python3 $*"\nmkdir -p "$3/bin" && cp "$STUBS/uv" "$3/bin/uv"\n'
    'printf "#!/bin/sh\\necho python $*\\n" > "$3/bin/python" && chmod +x "$3/bin/python"\n'
)
STUBS: Mapping[str, str] = {"clausier": SAYS, "uv": INSTALLS, "pipx": INSTALLS, "python3": VENV}
NEEDED = ("sh", "mkdir", "cp", "chmod", "printf")


def unescaped(text: str, escapes: str) -> str:
    return re.sub(rf"\\([{re.escape(escapes)}])", lambda found: found[1], text)


def command(starter: Path) -> list[str]:
    """What a double click runs; of a .desktop, as its specification unescapes it: the value, then its quotes."""
    if starter.suffix != ".desktop":
        return [str(starter)]
    line = next(line for line in starter.read_text(encoding="utf-8").splitlines() if line.startswith("Exec="))
    value = unescaped(line.removeprefix("Exec="), "\\")
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', value)
    return [unescaped(quoted, '"`$\\') if quoted else bare for quoted, bare in words]


def opened(starter: Path, place: Path, *there: str) -> subprocess.CompletedProcess[str]:
    """The starter in a bare home, on a machine where only these programs are installed."""
    home, programs, stubs = (place / name for name in ("home", "bin", "stubs"))
    for folder in (home, programs, stubs):
        folder.mkdir()
    for name in NEEDED:
        if found := shutil.which(name):
            (programs / name).symlink_to(found)
    for name, script in STUBS.items():
        for folder in (stubs, *((programs,) if name in there else ())):
            (folder / name).write_text(script.format(name=name) if name != "python3" else script)
            (folder / name).chmod(0o755)
    told = {"HOME": str(home), "PATH": str(programs), "STUBS": str(stubs)}
    return subprocess.run(command(starter), env=told, input="\n", capture_output=True, text=True, encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="shell scripts")
@pytest.mark.parametrize("starter", [MACOS, LINUX], ids=lambda path: path.suffix)
@pytest.mark.parametrize(
    ("there", "said"),
    [
        (("clausier", "uv"), ["clausier ouvrir"]),
        (("uv", "pipx"), ["Installation", "uv tool install clausier", "clausier ouvrir"]),
        (("pipx",), ["Installation", "pipx install clausier", "clausier ouvrir"]),
        (("python3",), ["Installation", "python3 -m venv", "python ", "uv tool install clausier", "clausier ouvrir"]),
    ],
    ids=["la", "uv", "pipx", "python"],
)
def test_it_installs_where_needed_then_opens_the_page(
    tmp_path: Path, starter: Path, there: tuple[str, ...], said: list[str]
) -> None:
    run = opened(starter, tmp_path, *there)
    lines = run.stdout.splitlines()
    assert [line[: len(start)] for line, start in zip(lines, said, strict=True)] == said, run.stdout + run.stderr
    assert run.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="shell scripts")
@pytest.mark.parametrize("starter", [MACOS, LINUX], ids=lambda path: path.suffix)
def test_where_nothing_can_install_it_it_says_what_to_do(tmp_path: Path, starter: Path) -> None:
    run = opened(starter, tmp_path)
    assert "pu être installé" in run.stdout
    assert "uv" in run.stdout
    assert run.returncode == 1


def test_each_is_as_its_system_wants_it() -> None:
    assert os.access(MACOS, os.X_OK)
    content = WINDOWS.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 10
    before = content.partition(b"chcp 65001")[0]
    assert before.isascii()
    text = content.decode()
    assert {*re.findall(r"goto (\w+)", text)} <= {*re.findall(r"^:(\w+)", text, re.MULTILINE)}
    assert "where clausier >" not in text, "it would find this very file"
    told = dict(line.split("=", 1) for line in LINUX.read_text(encoding="utf-8").splitlines() if "=" in line)
    assert (told["Type"], told["Terminal"], told["Name"]) == ("Application", "true", "clausier")


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck n'est pas installé")
def test_the_shell_script_is_clean() -> None:
    subprocess.run(["shellcheck", str(MACOS)], check=True)


def test_no_place_of_the_network_is_named() -> None:
    for path in (WINDOWS, MACOS, LINUX, ROOT / "README.md", ROOT / "README.fr.md"):
        assert "://" not in path.read_text(encoding="utf-8").replace("#!/", ""), path.name
