"""Every block of commands of the pages is run, in order, in a fresh folder; what a page shows is what is obtained."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausier.cli import run
from tests.docs.pages import TARGETS, Block, Step, agrees, blocks, name_of, pages, steps
from tests.docs.scenes import SCENES

PAGES = [page for page in pages() if any(block.holds_commands for block in blocks(page))]
WIDTH = "120"
"""Columns of the terminal that the pages show."""
REFUSED = ("Erreur : ", "1 problème ")
"""How an output begins when the page shows a command that refuses."""


def commands(page: Path) -> Iterator[tuple[Block, Step]]:
    return ((block, step) for block in blocks(page) if block.holds_commands for step in steps(block))


def obtained(words: list[str]) -> tuple[int, str]:
    """The exit code of a command of ours and what it says, results and messages in their order."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(words)
    return code, said.getvalue()


def set_the_scene(page: str, command: str, folder: Path) -> None:
    for scene in SCENES:
        if scene.page == page and scene.before and command.startswith(scene.before):
            scene.act(folder)


def check(step: Step, where: str) -> None:
    """Runs a step in the current folder."""
    program, *words = shlex.split(step.command, comments=True)
    if program == "cd":
        os.chdir(words[0])
        return
    if program != "clausier":
        assert exists(program, words), f"{where} : « {step.command} » n'existe pas"
        return
    code, output = obtained(words)
    refuses = step.shown is not None and step.shown.startswith(REFUSED)
    assert (code != 0) == refuses, f"{where} : « {step.command} » se termine avec le code {code}\n{output}"
    if step.shown is not None:
        told = f"{where} : « {step.command} »\n--- la page montre\n{step.shown}\n--- obtenu\n{output}"
        assert agrees(step.shown, output), told


def exists(program: str, words: list[str]) -> bool:
    """Is there what another program than ours is asked to do? Installing is tried by `make wheel`."""
    if program == "make":
        return set(words) <= TARGETS
    if program == "python":
        return words[0] == "-m" and importlib.util.find_spec(words[1]) is not None
    return program == "pip" and words[0] == "install"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_commands_of_a_page_do_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", WIDTH)
    monkeypatch.chdir(tmp_path)
    for scene in SCENES:
        if scene.page == name_of(page) and not scene.before:
            scene.act(tmp_path)
    for block, step in commands(page):
        if not block.not_run:
            set_the_scene(name_of(page), step.command, Path.cwd())
            check(step, f"{name_of(page)}:{step.line}")


def test_every_scene_is_played() -> None:
    told = {name_of(page): [step.command for _, step in commands(page)] for page in PAGES}
    unused = [one for one in SCENES if not any(line.startswith(one.before) for line in told.get(one.page, ()))]
    assert not unused


def test_few_blocks_are_not_run() -> None:
    assert {(name_of(page), block.not_run) for page in pages() for block in blocks(page) if block.not_run} == {
        ("docs/lot.md", "il faut plusieurs machines"),
        ("README.md", "installs for good, then serves the page until it is stopped"),
        ("README.fr.md", "installe clausier pour de bon, et sert la page jusqu'à ce qu'on l'arrête"),
        ("README.fr.md", "de même"),
    }


@pytest.mark.parametrize(
    ("shown", "output", "same"),
    [
        ("Fait.", "Fait.\n", True),
        ("Fait.", "Fait. Ensuite", False),
        ("Un\n…", "Un\nDeux\nTrois\n", True),
        ("Un…", "Deux", False),
        ("3 points : …", "3\u202fpoints\xa0: 1.2", True),
        ("Un\nTrois", "Un\nDeux\nTrois", False),
    ],
)
def test_what_is_shown_is_compared_but_for_what_is_cut(shown: str, output: str, same: bool) -> None:
    assert agrees(shown, output) == same


def test_prompts_and_lines_that_go_on_are_read() -> None:
    block = Block("", 5, ("$ clausier points \\", "    --json  # tout", "[", "…", "$ clausier exemple"))
    assert steps(block) == [
        Step(5, "clausier points --json  # tout", "[\n…"),
        Step(9, "clausier exemple", None),
    ]
