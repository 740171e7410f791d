"""A contract read in a process of its own: long or hostile, the page goes on; killed, nothing is half done."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from clausier.desk import apart
from clausier.desk.apart import Done, Opening, Order, Refused, read_apart
from clausier.dossier.readings import read_reading, reading_path
from clausier.page.reading import Readings
from tests.builders import ROOT, library
from tests.hostile import documents, packages  # noqa: F401
from tests.hostile.tricks import TRICKS
from tests.office.contract.pages import lines, pdf
from tests.office.contract.test_hostile import OTHERS, PDFS
from tests.page.desk import Desk, seated
from tests.page.lectures import CONTRACT, READ, blank
from tests.page.test_steps import plain

HERE = f"/dossiers/{READ}"
QUICK = 1.0
"""Seconds of another page meanwhile, on a machine that does other things too."""


def forty_pages() -> bytes:
    """The contract, then pages of clauses, as a PDF of forty pages."""
    said = [line[start : start + 90] for line in CONTRACT.split("\n") for start in range(0, len(line), 90)]
    said = [line.strip("#* ") for line in said if line.strip() and not line.startswith("|")]
    paid = "Le Client paie le prix convenu pour la prestation"
    filler = [f"{rank}.{part} {paid} {rank}." for rank in range(20, 60) for part in range(40)]
    whole = [*said, *filler]
    per = len(whole) // 40 + 1
    return pdf(*[lines(*whole[rank * per : (rank + 1) * per]) for rank in range(40)])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    blank(tmp_path)
    return seated(tmp_path)


def waited(desk: Desk) -> tuple[str, list[float]]:
    """The page once the reading is over, and how long others took meanwhile."""
    took: list[float] = []
    deadline = time.monotonic() + 120
    while "data-attente" in (page := desk.read(f"{HERE}/contrat").text):
        assert time.monotonic() < deadline
        begun = time.monotonic()
        assert desk.read(f"{HERE}/verification/4").status_code == 200
        took.append(time.monotonic() - begun)
        time.sleep(0.1)
    return plain(page), took


def test_forty_pages_are_read_while_other_pages_answer(desk: Desk) -> None:
    desk.read(f"{HERE}/verification/4")
    desk.after(desk.send(f"{HERE}/contrat", files=[("fichiers", ("contrat.pdf", forty_pages()))]))
    page, took = waited(desk)
    assert "40 pages" in page
    assert took
    assert sorted(took)[len(took) // 2] < QUICK
    reading = read_reading(desk.root / READ / "dossier.yaml")
    assert reading.files[0].pages == 40
    assert reading.points["sauvegardes-test-restauration"].passage


def test_hostile_files_are_refused_with_a_sentence_each_and_nothing_is_written(desk: Desk) -> None:
    sound = (ROOT / "templates" / "lettre.docx").read_bytes()
    files = [
        *((f"{name}.pdf", PDFS[name][1]()) for name in ("pages that are not there", "cut anywhere")),
        *((f"{name} {OTHERS[name][1]}", OTHERS[name][2]()) for name in ("an entity", "a bomb in a package")),
        *((f"{name}.docx", TRICKS["docx"][name](sound)) for name in ("no_body", "members_that_overlap")),
    ]
    before = {path: path.read_bytes() for path in desk.root.rglob("*.yaml")}
    desk.after(desk.send(f"{HERE}/contrat", files=[("fichiers", one) for one in files]))
    page, took = waited(desk)
    assert "Le contrat n’a pas été lu." in page
    for name, _ in files:
        assert f"<li>{name} :" in page, name
    assert took
    assert {path: path.read_bytes() for path in desk.root.rglob("*.yaml")} == before
    assert not (desk.root / READ / ".clausier" / "contrats").exists()


def test_a_process_that_dies_or_never_ends_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    order = Order((("a.txt", b"Le Prestataire sauvegarde."),), (), library(), ("sauvegardes-chiffrees",))
    monkeypatch.setattr(apart, "PATIENCE", 0)
    *_, last = read_apart(order)
    assert isinstance(last, Refused)
    assert "trop de temps ou de mémoire" in str(last.problems[0])
    assert last.problems[0].file == "a.txt"


def test_it_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    files = (("a.txt", b"Le Prestataire sauvegarde."), ("b.txt", b"Annexe 1"))
    first, second, third, last = read_apart(Order(files, (), library(), ("sauvegardes-chiffrees",)))
    assert (first, second, third) == (Opening("a.txt"), Opening("b.txt"), Opening())
    assert isinstance(last, Done)
    assert [one.name for one in last.texts] == ["a.txt", "b.txt"]


def test_a_page_that_ends_while_reading_leaves_nothing_half_done(desk: Desk) -> None:
    """Who reads never gets to write; the next page knows nothing of it and reads again."""
    desk.house.readings.works.background = lambda work: None
    page = desk.after(desk.send(f"{HERE}/contrat", files=[("fichiers", ("a.txt", CONTRACT.encode()))])).text
    assert "data-attente" in page
    again = seated(desk.root)
    assert "Lire le contrat" in again.read(f"{HERE}/contrat").text
    assert not reading_path(desk.root / READ / "dossier.yaml").exists()
    assert isinstance(again.house.readings, Readings)
    assert not re.findall(r"\.clausier-", " ".join(path.name for path in desk.root.rglob("*")))
