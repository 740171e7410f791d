"""A work begun again says nothing twice, and what is said comes out in its order whatever happens."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from clausier.cli.afresh import afresh
from clausier.cli.said import warn
from clausier.errors import CannotWrite
from clausier.files.seen import Changed


def test_only_the_last_time_is_heard(capsys: pytest.CaptureFixture[str]) -> None:
    tries: list[int] = []

    def work() -> str:
        tries.append(1)
        warn(f"essai {len(tries)}")
        click.echo(f"fait {len(tries)}")
        if len(tries) < 3:
            raise Changed(Path("dossier.yaml"))
        return "ok"

    assert afresh(work) == "ok"
    told = capsys.readouterr()
    assert (told.out, told.err) == ("fait 3\n", "Avertissement : essai 3\n")


@pytest.mark.parametrize("error", [CannotWrite("plein"), KeyboardInterrupt()], ids=repr)
def test_what_was_said_before_a_fault_is_heard(error: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        warn("attention")
        raise error

    with pytest.raises(type(error)):
        afresh(work)
    assert capsys.readouterr().err == "Avertissement : attention\n"
