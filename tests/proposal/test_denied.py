"""A « non » beside something that stands in the contract, in every source: the contract speaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clausier.batch.sources import records
from clausier.judging.gaps import analyse
from clausier.judging.notices import DENIED
from clausier.model.analysis import Analysis
from clausier.model.casefile import CaseFile
from clausier.model.verdict import Verdict
from clausier.proposal import draft
from tests.batch.tables import KEYS, ROW, xlsx_file
from tests.builders import DAY, analysis, case, library, of, provider_text
from tests.forms import edits, files

TEST, PROCEDURE, SERVICES = "sauvegardes-test-restauration", "incidents-procedure-cyberattaque", "perimetre-services"
NOTHING = "Aucune stipulation identifiée"


def no(**more: Any) -> dict[str, Any]:
    return {"constat": "non", **more}


ROWS = {
    "rien": (TEST, no(), Verdict.ABSENT),
    "un commentaire": (TEST, no(commentaire="à revoir", page="4"), Verdict.ABSENT),
    "aucun volet": (PROCEDURE, no(volets=[]), Verdict.ABSENT),
    "une valeur faible": (TEST, no(valeur="1 par an"), Verdict.INSUFFICIENT),
    "une valeur suffisante": (TEST, no(valeur="2 par an"), Verdict.CONFORMING),
    "une valeur que rien ne mesure": (SERVICES, no(valeur="2 par an"), Verdict.IMPRECISE),
    "une valeur suffisante, des volets tus": ("antivirus-alertes", no(valeur="2 heures ouvrées"), Verdict.IMPRECISE),
    "un article": (TEST, no(article="7.2"), Verdict.IMPRECISE),
    "une citation": (TEST, no(citation="Un essai est réalisé."), Verdict.IMPRECISE),
    "des volets": (PROCEDURE, no(volets=["isolement"]), Verdict.INSUFFICIENT),
    "tous les volets": (PROCEDURE, no(volets=list(library().by_id[PROCEDURE].criterion.parts)), Verdict.IMPRECISE),
}


@pytest.mark.parametrize(("point", "answer", "verdict"), ROWS.values(), ids=list(ROWS))
def test_a_no_is_absent_only_where_nothing_is_quoted(point: str, answer: dict[str, Any], verdict: Verdict) -> None:
    found = analysis({point: answer})
    assert of(found, point).verdict is verdict
    noticed = [notice.point for notice in found.notices if notice.message == DENIED]
    assert noticed == ([] if verdict is Verdict.ABSENT else [point])
    assert (NOTHING in provider_text(draft(found))) is (verdict is Verdict.ABSENT)


def test_an_open_point_that_quotes_is_not_absent_when_silence_counts_as_absence() -> None:
    answers = {TEST: {"constat": "a_verifier", "article": "7.2"}, SERVICES: "a_verifier"}
    found = analyse(library(), case(answers), DAY, unknown_as_absent=True)
    assert (of(found, TEST).verdict, of(found, SERVICES).verdict) == (Verdict.IMPRECISE, Verdict.ABSENT)


def of_a_table(path: Path) -> CaseFile:
    keys = [*KEYS, TEST, f"{TEST}:valeur", f"{TEST}:article"]
    (record,) = records(xlsx_file(path / "lot.xlsx", [keys, [*ROW, "non", "1 par an", "7.2"]]), library())
    assert record.case is not None
    return record.case


def of_a_questionnaire(path: Path) -> CaseFile:
    paper = files.practice(path, case(), "xlsx")
    return files.read(edits.typed(paper, "Points", TEST, constat="non", valeur="1 par an", article="7.2")).case


@pytest.mark.parametrize("source", [of_a_table, of_a_questionnaire])
def test_tables_and_questionnaires_say_the_same(tmp_path: Path, source: Any) -> None:
    found: Analysis = analyse(library(), source(tmp_path), DAY)
    assert of(found, TEST).verdict is Verdict.INSUFFICIENT
    assert any(notice.message == DENIED for notice in found.notices)
