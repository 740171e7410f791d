"""Days as people write them, wherever they do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from clausier.cli import clausier
from clausier.dossier.write import dossier_text
from clausier.french import long_date
from clausier.model.day import PATTERN, looks_like_a_day, read_day
from tests.batch.tables import KEYS, ROW, csv_file, read
from tests.builders import EXAMPLE, case, library
from tests.forms import edits, files

DAY = date(2026, 12, 15)
FIRST = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *((text, DAY) for text in ("2026-12-15", "15/12/2026", "15-12-2026", "15.12.2026", " 15 / 12 / 2026 ")),
        *((text, DAY) for text in ("15 décembre 2026", "15 Decembre 2026", "le 15 DÉCEMBRE 2026", "15 déc. 2026")),
        *((text, FIRST) for text in ("1er janvier 2027", "1 janvier 2027", "1\u00a0er\u202fjanvier 2027", "1/1/2027")),
        ("29 févr. 2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert read_day(text) == day
    assert re.match(PATTERN, " ".join(text.split()))


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_what_we_print_is_read_back(day: date) -> None:
    assert {read_day(day.isoformat()), read_day(long_date(day)), read_day(f"{day:%d/%m/%Y}")} == {day}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("15-12-26", "année a deux chiffres. Écrire 15/12/2026 si c'est ce jour-là"),
        ("1/2/27", "Écrire 01/02/2027"),
        ("15 décembre 26", "Écrire 15/12/2026"),
        ("26-31-12", "L'écrire en quatre chiffres."),
        ("31/02/2026", "la date « 31/02/2026 » n'existe pas au calendrier."),
        ("12/15/2026", "n'existe pas au calendrier. Le jour s'écrit avant le mois."),
        ("2026-13-01", "n'existe pas au calendrier."),
        ("15/12/1826", "hors des années 1900 à 2199."),
        ("demain", "« demain » n'est pas une date. Écrire AAAA-MM-JJ, par exemple 2026-09-15"),
        ("12/2026", "n'est pas une date."),
        ("15 brumaire 2026", "n'est pas une date."),
        ("9" * 100, "…"),
    ],
)
def test_a_day_that_is_none_is_refused_with_what_to_write(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        read_day(text)


def test_a_dossier_keeps_the_day_as_iso() -> None:
    given = case(contrat={"date": "15/12/2026", "echeance": "1er janvier 2027"}, avenant={"prise_d_effet": "1/1/2027"})
    assert (given.contract.date, given.contract.renewal, given.amendment.effect) == (DAY, FIRST, "2027-01-01")
    text = dossier_text(given, library())
    assert all(f"{key}: {day}" in text.replace('"', "") for key, day in (("date", DAY), ("prise_d_effet", FIRST)))
    assert case(avenant={"prise_d_effet": "à la signature"}).amendment.effect == "à la signature"
    assert not looks_like_a_day("à la signature")


def test_a_table_takes_it(tmp_path: Path) -> None:
    rows = [[*KEYS, "contrat.date"], [*ROW, "15 décembre 2026"]]
    (record,) = read(csv_file(tmp_path / "lot.csv", rows))
    assert record.case is not None
    assert record.case.contract.date == DAY


def test_a_questionnaire_takes_it_and_sees_no_difference_from_the_dossier(tmp_path: Path) -> None:
    known = case(contrat={"date": "2026-12-15"})
    book = edits.typed(files.practice(tmp_path, known, "xlsx"), "Contrat", "contrat.date", r="15/12/2026")
    paper = edits.filled(files.practice(tmp_path, known, "docx"), c__contrat_date__r="15 décembre 2026")
    done = files.read(book, paper, into=known)
    assert done.case.contract.date == DAY
    assert done.notices == ()


def test_an_option_takes_it() -> None:
    given = ["analyser", str(EXAMPLE), "--json", "--date"]
    french, iso = (CliRunner().invoke(clausier, [*given, day]) for day in ("23 novembre 2026", "2026-11-23"))
    assert french.exit_code == 0
    assert french.output == iso.output
