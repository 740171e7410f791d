"""Which rules of frameworks a point corresponds to: as data and in the Word book, never read back from it."""

from __future__ import annotations

import json

import pytest

from clausier.cli import run
from clausier.files.strictyaml import Places
from clausier.library.crosswalk import problems
from clausier.model.crosswalk import Crosswalk
from clausier.playbook.book import read_book, word_file
from clausier.playbook.book.book import FRESH
from clausier.playbook.book.roundtrip import book_of
from clausier.playbook.crosswalk import columns_of, tied
from tests.builders import library

COLUMNS = ("rgpd-28", "hds-v2", "pgssi-s")


def test_the_points_say_what_they_are_tied_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["points", "--json"]) == 0
    rows = {row["numero"]: row["correspondances"] for row in json.loads(capsys.readouterr().out)}
    assert all(tuple(row) == COLUMNS for row in rows.values())
    ids = {number: [rule["id"] for column in row.values() for rule in column] for number, row in rows.items()}
    assert ids["10.1"] == ["rgpd-28-3", "csp-hds-ref-27", "pgssi-s-6-6-2"]
    assert ids["2.1"] == ids["5.2"] == ids["9.1"] == []
    hds = rows["10.1"]["hds-v2"][0]
    assert hds["verification"] == "source_secondaire"
    assert "non lu" in hds["reserve"]


def test_a_complement_is_tied_to_nothing() -> None:
    assert tied("point-maison", library()) == ""
    assert columns_of("point-maison", library()) == {name: [] for name in COLUMNS}


def test_the_book_shows_it_and_does_not_read_it_back() -> None:
    book = book_of(library(), 8)
    told = {sheet.number: sheet.crosswalk for sheet in book.sheets}
    assert told["8.3"].startswith("Correspondances – RGPD, article 28 : RGPD, art. 28, § 2")
    assert "exigence 14 (lu dans une source secondaire)" in told["8.3"]
    back = read_book(word_file(book), "livre.docx")
    assert back.problems == ()
    assert [sheet.fields for sheet in back.sheets if sheet.id != FRESH] == [sheet.fields for sheet in book.sheets]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"points": {"sauvegarde-quotidienne": ["rgpd-28-1"]}}, "le point « sauvegarde-quotidienne » n'existe pas"),
        ({"points": {"hebergement-hds": ["rgpd-99"]}}, "le fondement « rgpd-99 » n'est pas dans fondements.yaml"),
        ({"points": {"hebergement-hds": ["rgpd-32"]}}, "« rgpd-32 » n'est d'aucune colonne"),
        ({"colonnes": {"a": {"intitule": "A", "fondements": ["rgpd-9"]}}}, "le fondement « rgpd-9 » n'est pas"),
    ],
)
def test_what_it_names_must_be_there(changes: dict[str, object], told: str) -> None:
    known = {"colonnes": {"rgpd": {"intitule": "RGPD", "fondements": ["rgpd-28-1"]}}}
    changed = library().model_copy(update={"crosswalk": Crosswalk.model_validate({**known, **changes})})
    (found,) = problems(changed, Places("correspondances.yaml"))
    assert told in found.message


def test_a_rule_is_of_one_framework() -> None:
    column = {"intitule": "RGPD", "fondements": ["rgpd-28-1"]}
    twice = Crosswalk.model_validate({"colonnes": {"un": column, "deux": column}})
    (found,) = problems(library().model_copy(update={"crosswalk": twice}), Places("correspondances.yaml"))
    assert "est déjà dans « un »" in found.message
