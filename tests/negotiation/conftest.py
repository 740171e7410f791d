"""Negotiations played once for all the tests that look at them or go on from them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import clausier.library.kept
from clausier.library.kept import Checks, Sound
from clausier.resources import shipped
from tests.negotiation.play import make_sent, play, sit_down


@pytest.fixture(scope="session", autouse=True)
def _library_built_once() -> Iterator[None]:
    """A hundred commands need the same library: ours is kept from one to the next, for all the rooms of a session.

    A folder of a test's own is read each time: it may change meanwhile.
    """
    build = clausier.library.kept.sound
    ours = [shipped("clauses")]
    kept: dict[str, Sound] = {}

    def once(folders: Sequence[Path], checks: str, problems: Checks) -> Sound:
        if [*folders] != ours:
            return build(folders, checks, problems)
        if checks not in kept:
            kept[checks] = build(folders, checks, problems)
        return kept[checks]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clausier.library.kept, "sound", once)
        yield


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of a negotiation that was concluded; not to be written to."""
    return play(tmp_path_factory.mktemp("negociation") / "cabinet")


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a dossier whose first requests were just sent; to be copied."""
    dossier = sit_down(tmp_path_factory.mktemp("envoi") / "cabinet")
    make_sent("rediger", dossier, dossier.parent / "tour-1", "2026-11-23")
    return dossier.parent


@pytest.fixture
def sent(begun: Path, tmp_path: Path) -> Path:
    """A dossier whose first requests were sent on 23 November 2026, in `tour-1`."""
    return shutil.copytree(begun, tmp_path / "cabinet") / "dossier.yaml"
