"""Negotiations played once for all the tests that look at them or go on from them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.negotiation.play import call, play, sit_down


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossier of a negotiation that was concluded; not to be written to."""
    return play(tmp_path_factory.mktemp("negociation") / "cabinet")


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a dossier whose first requests were just sent; to be copied."""
    dossier = sit_down(tmp_path_factory.mktemp("envoi") / "cabinet")
    call("rediger", dossier, "-o", dossier.parent / "tour-1", "--date", "2026-11-23")
    return dossier.parent


@pytest.fixture
def sent(begun: Path, tmp_path: Path) -> Path:
    """A dossier whose first requests were sent on 23 November 2026, in `tour-1`."""
    return shutil.copytree(begun, tmp_path / "cabinet") / "dossier.yaml"
