"""Options that several commands share are declared once, and arrive as one value."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields

import click
import pytest

from clausier.cli import clausier, options
from clausier.cli.lot.batchoptions import BatchOptions
from clausier.cli.negociation import relancer
from clausier.cli.negociation.decider import STANDS
from clausier.cli.negociation.envoyer import CHANNELS
from clausier.cli.reponse.noter import SAID
from clausier.cli.reponse.noter import SOURCES as WAYS
from clausier.cli.requestoptions import EXTENTS, POSITIONS, RequestOptions
from clausier.desk.next_letter import ONLY
from clausier.desk.noting import CHOICES
from clausier.model.extent import Extent
from clausier.model.negotiation import Channel, Choice, Source
from clausier.model.register import Stand
from clausier.model.requirement import PositionName
from tests.builders import ROOT

SHARED = {one.metadata[options.OPTION][0]: one.name for one in fields(RequestOptions)}
HERE = ROOT / "src" / "clausier" / "cli"
SOURCES = sorted(HERE.rglob("*.py"))
OWN = {("questionnaire lire", "--ecraser"), ("lot courriels", "--ecraser")}
"""Options of the same name that speak of something else: answers of a dossier, drafts of mails, not documents."""
MOST = 6


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its words, groups that do something themselves included."""
    for name, command in group.commands.items():
        yield f"{path}{name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")


COMMANDS = dict(commands(clausier))


@pytest.mark.parametrize("flag", SHARED)
def test_a_shared_option_is_declared_once(flag: str) -> None:
    own = {f"{words.replace(' ', '/')}.py" for words, one in OWN if one == flag}
    declared = {str(path.relative_to(HERE)) for path in SOURCES if f'"{flag}",' in path.read_text(encoding="utf-8")}
    assert len(declared - own) == 1
    assert declared - own <= {"options.py", "requestoptions.py"}


@pytest.mark.parametrize("flag", SHARED)
def test_it_means_the_same_to_every_command(flag: str) -> None:
    commands = [command for name, command in COMMANDS.items() if (name, flag) not in OWN]
    found = [one for command in commands for one in command.params if flag in one.opts]
    assert found
    assert {one.name for one in found} == {SHARED[flag]}
    assert len({one.help for one in found if isinstance(one, click.Option)}) == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_few_parameters(name: str) -> None:
    callback = COMMANDS[name].callback
    assert callback is not None
    assert len(inspect.signature(inspect.unwrap(callback)).parameters) <= MOST


def test_a_group_gives_its_own_options_before_those_it_inherits() -> None:
    names = [one.name for one in COMMANDS["lot produire"].params if isinstance(one, click.Option)]
    assert names.index("workers") < names.index("position") < names.index("firm") < names.index("day")
    assert names.index("day") < names.index("overlays")
    assert {one.name for one in fields(BatchOptions)} < set(names)


def test_the_positions_are_those_of_the_model() -> None:
    assert list(POSITIONS) == [position.value for position in PositionName]


def test_the_extents_are_those_of_the_model() -> None:
    assert list(EXTENTS) == [extent.value for extent in Extent]


def test_the_words_of_a_negotiation_are_those_of_the_models() -> None:
    assert list(CHANNELS) == [one.value for one in Channel]
    assert list(WAYS) == [one.value for one in Source]
    assert list(STANDS) == [one.value for one in Stand]
    assert list(ONLY) == list(relancer.ONLY)
    assert list(CHOICES) == list(SAID)
    assert set(CHOICES.values()) < {one.value for one in Choice}
