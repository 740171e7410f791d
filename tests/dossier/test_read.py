"""Bad dossiers get a French message with place and remedy, all at once; good ones keep every character."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausier.dossier.read import read_case
from clausier.errors import InvalidInput
from tests.builders import EXAMPLES, ROOT, case, library

BROKEN = sorted((ROOT / "tests" / "broken").glob("*.yaml"))


def expected(path: Path) -> str:
    first = path.read_bytes().splitlines()[0].decode("utf-8", "ignore")
    return first.removeprefix("# attendu : ")


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_each_fault_has_its_message(path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_case(str(path), library())
    messages = str(caught.value)
    assert expected(path) in messages
    assert path.name in messages


def test_all_problems_come_in_one_run(tmp_path: Path) -> None:
    path = tmp_path / "dossier.yaml"
    path.write_text(
        "cabinet: {}\ncontrat: {etat: perdu}\nreponses: {inconnu-1: oui, perimetre-services: bof}\n", encoding="utf-8"
    )
    with pytest.raises(InvalidInput) as caught:
        read_case(str(path), library())
    lines = {problem.key: problem.line for problem in caught.value.problems}
    assert set(lines) >= {"cabinet.nom", "prestataire", "contrat.titre", "contrat.etat", "reponses.inconnu-1"}
    assert any(key.startswith("reponses.perimetre-services") for key in lines)
    assert lines["contrat.etat"] == 2
    assert lines["reponses.inconnu-1"] == 3


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="n'existe pas"):
        read_case(str(tmp_path / "absent.yaml"), library())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_examples_are_read(path: Path) -> None:
    assert read_case(str(path), library()).id


@pytest.mark.parametrize("article", ["28.10", "NON", "020", "12:30", "1e3", "0x1F", "2026-01-01"])
def test_scalars_keep_their_spelling(article: str) -> None:
    found = case({"perimetre-services": {"constat": "oui", "article": article}})
    assert found.answers["perimetre-services"].article == article


def test_shorthands() -> None:
    found = case(
        {
            "perimetre-services": "oui",
            "incidents-procedure-cyberattaque": {"constat": "oui", "volets": {"isolement": "oui", "analyse": "non"}},
        }
    )
    assert found.answers["perimetre-services"].finding.value == "oui"
    assert found.answers["incidents-procedure-cyberattaque"].parts == ("isolement",)
