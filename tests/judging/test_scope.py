"""Answers to points that the situation rules out: out of scores and documents, told in one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from clausier.cli import run
from clausier.judging.order import by_priority
from clausier.judging.scope import readmitted
from clausier.model.analysis import Analysis, Notice
from clausier.model.verdict import Verdict
from clausier.proposal import draft
from tests.builders import all_absent, analysis, flat, library, of, provider_text, tree

TEST, VERSIONS, EXCLUSIONS = "sauvegardes-test-restauration", "sauvegardes-versions", "perimetre-exclusions"
SERVICES = {"situation": {"services": ["reseau"]}}
ANSWERS = {TEST: "non", VERSIONS: {"constat": "oui", "valeur": "30 versions"}, EXCLUSIONS: "non"}
LINE = "2 réponses hors du périmètre déclaré : corriger les services ou la situation, ou --hors-perimetre (4.4 et 4.5)"


@pytest.fixture(scope="module")
def apart() -> Analysis:
    return analysis(ANSWERS, **SERVICES)


def test_they_are_judged_and_neither_scored_nor_asked(apart: Analysis) -> None:
    without = analysis({EXCLUSIONS: "non"}, **SERVICES)
    assert of(apart, TEST).verdict is Verdict.ABSENT
    assert (apart.tally, apart.tally_of(4)) == (without.tally, without.tally_of(4))
    assert [one.requirement.id for one in apart.gaps()] == [EXCLUSIONS]
    assert apart.verdicts == without.verdicts
    assert provider_text(draft(apart)) == provider_text(draft(without))


def test_one_line_says_so_wherever_warnings_are_told(apart: Analysis) -> None:
    assert apart.notices == (Notice(LINE),)
    found = draft(apart)
    assert [warning.replace("\u00a0", " ") for warning in found.warnings] == [LINE]
    assert found.summary.warnings == found.warnings
    assert LINE.replace(" ", "\u00a0") not in provider_text(found)


@pytest.mark.parametrize("finding", ["a_verifier", {"constat": "sans_objet", "motif": "rien"}])
def test_what_says_nothing_needs_no_line(finding: Any) -> None:
    found = analysis({TEST: finding}, **SERVICES)
    assert found.notices == ()
    assert TEST not in {question.id for question in draft(found).view.questions}
    assert TEST not in {one.requirement.id for one in found.of_verdict(Verdict.TO_CHECK)}


def test_they_are_taken_back_all_together(apart: Analysis) -> None:
    found = readmitted(apart)
    assert [one.requirement.id for one in by_priority(found)] == [EXCLUSIONS, TEST]
    assert found.tally.conforming == apart.tally.conforming + 1
    assert found.notices == ()
    assert TEST in {request.id for request in draft(found).view.requests}


def test_or_some_of_them(apart: Analysis) -> None:
    found = readmitted(apart, [TEST, EXCLUSIONS])
    assert [one.requirement.id for one in found.apart] == [VERSIONS]
    assert found.notices == (Notice(LINE.replace("2 réponses", "1 réponse").replace("4.4 et 4.5", "4.4")),)
    assert readmitted(apart, []) is apart


def test_a_dossier_whose_answers_are_all_in_scope_has_nothing_apart() -> None:
    found = analysis(all_absent())
    assert (found.apart, found.counted) == ((), found.judgements)
    assert readmitted(found) is found


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "dossier.yaml"
    path.write_text(yaml.safe_dump({**tree(ANSWERS, **SERVICES), "dossier": {"id": "essai"}}), encoding="utf-8")
    return path


DATED = ("--date", "2026-11-23")


def test_the_commands_tell_and_take_them_back(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyser", str(dossier), "--json", *DATED]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["bilan"]["ecarts"] == 1
    assert [one["id"] for one in told["points"] if one["hors_perimetre"]] == [VERSIONS, TEST]
    assert [one["message"] for one in told["avertissements"]] == [LINE]
    assert run(["analyser", str(dossier), "--json", "--hors-perimetre", *DATED]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["bilan"]["ecarts"], told["avertissements"]) == (2, [])


def test_what_was_asked_out_of_the_scope_is_asked_again(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = dossier.parent / "tour-1"
    assert run(["rediger", str(dossier), "-o", str(target), *DATED]) == 0
    assert LINE in flat(capsys.readouterr().err)
    assert (
        json.loads((target / "manifeste.json").read_text(encoding="utf-8"))["bilan"]["verdicts"][TEST] == "sans_objet"
    )
    assert run(["rediger", str(dossier), "-o", str(target), "--hors-perimetre", *DATED]) == 0
    assert "hors du périmètre" not in flat(capsys.readouterr().err)


def test_a_batch_tells_it_on_the_row_of_the_provider(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = dossier.parent / "lot", dossier.parent / "sortie"
    source.mkdir()
    dossier.rename(source / "a.yaml")
    produce = ["lot", "produire", str(source), "-o", str(target), "--documents", "lettre", *DATED]
    assert run(produce) == 0
    (row,) = json.loads((target / "lot.json").read_text(encoding="utf-8"))["prestataires"]
    assert [warning.replace("\u00a0", " ") for warning in row["avertissements"]] == [LINE]
    assert row["verdicts"][TEST] == "sans_objet"
    assert run([*produce, "--reprendre", "--hors-perimetre"]) == 0
    assert "--hors-perimetre n'est pas donné comme la fois précédente" in flat(capsys.readouterr().err)
    found = json.loads((target / "lot.json").read_text(encoding="utf-8"))
    assert (found["hors_perimetre"], found["prestataires"][0]["verdicts"][TEST]) == (True, "absent")


def test_every_point_has_a_verdict(apart: Analysis) -> None:
    assert list(apart.verdicts) == [point.id for point in library().requirements]
