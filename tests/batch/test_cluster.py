"""A batch on Dask: the same bytes, written here, whatever becomes of the workers."""

from __future__ import annotations

import builtins
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

from clausier.resources import shipped
from tests.batch.lots import DATE, prints, produce, rows
from tests.office.word_files import replaced

COUNT = 12
# A slow disk is no fault of ours: distributed warns of it when a cluster starts.
pytestmark = pytest.mark.filterwarnings("ignore:Creating scratch directories is taking a surprisingly long time")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers in processes of their own."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as found:
        yield found


def address(cluster: Any) -> str:
    return f"dask://{cluster.scheduler_address.removeprefix('tcp://')}"


def test_the_same_bytes(cluster: Any, source: Path, whole: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "sortie"
    assert produce(source, target, *DATE, "--executeur", address(cluster)) == 0
    assert prints(target) == whole
    assert produce(source, target, "--reprendre", "--executeur", address(cluster)) == 0
    assert {row["etat"] for row in rows(target).values()} == {"à jour"}


def test_a_lost_worker_loses_no_provider(cluster: Any, source: Path, whole: dict[str, str], tmp_path: Path) -> None:
    with Client(cluster) as client:
        pids: list[int] = list(client.run(os.getpid).values())
    target = tmp_path / "sortie"

    def shoot() -> None:
        while not list(target.glob("*/manifeste.json")):
            time.sleep(0.01)
        os.kill(pids[0], signal.SIGTERM if os.name == "nt" else signal.SIGKILL)

    shot = threading.Thread(target=shoot)
    shot.start()
    assert produce(source, target, *DATE, "--executeur", address(cluster)) == 0
    shot.join()
    assert prints(target) == whole


def test_a_faulty_template_is_told_as_here(
    cluster: Any, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "modeles").mkdir()
    template = tmp_path / "modeles" / "lettre.docx"
    template.write_bytes((shipped("templates") / "lettre.docx").read_bytes())
    replaced(template, "word/document.xml", b"{{ cabinet.nom }}", b"{{ cabinet.nomm }}")
    options = (*DATE, "--modeles", str(tmp_path / "modeles"))
    told = []
    for name, more in (("ici", ()), ("ailleurs", ("--executeur", address(cluster)))):
        assert produce(source, tmp_path / name, *options, *more) == 3
        told.append(capsys.readouterr().err)
    assert told[0] == told[1]
    assert "le nom « nomm » n'existe pas" in told[0]


@pytest.mark.parametrize("given", ["dask://", "tcp://x:1", "dask://hote"])
def test_an_address_that_is_none(given: str, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert produce(source, tmp_path / "sortie", "--executeur", given) == 2
    assert "n'est pas de la forme dask://HOST:PORT" in capsys.readouterr().err


def test_no_scheduler_there(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("clausier.batch.cluster.CONNECT", 0.3)
    assert produce(source, tmp_path / "sortie", "--executeur", "dask://127.0.0.1:9") == 1
    assert "aucun ordonnanceur Dask ne répond à « 127.0.0.1:9 »" in capsys.readouterr().err


def test_dask_is_not_there(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name == "clausier.batch.cluster":
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert produce(source, tmp_path / "sortie", "--executeur", "dask://127.0.0.1:9") == 1
    assert "pip install « clausier[dask] »" in capsys.readouterr().err
