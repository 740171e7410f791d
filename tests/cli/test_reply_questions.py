"""`reponse lire` on a form whose points to confirm are filled in: what reaches the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click
import pytest

from clausier.cli.reponse.lire import _declared
from clausier.desk.table import laid
from clausier.dossier.read import read_case
from clausier.model.answer import Answer
from clausier.model.negotiation import FormKind, ReadReply, Respondent
from clausier.model.verdict import Finding
from tests.builders import EXAMPLE, library

TEST = "sauvegardes-test-restauration"
WHO = Respondent.model_validate({"nom": "Paul Durand", "qualite": "président", "le": "2026-12-05"})


def declare(dossier: Path, said: Mapping[str, Answer], who: Respondent = WHO) -> None:
    reply = ReadReply(file="retour.docx", kind=FormKind.FORM, mark=None, respondent=who, declarations=dict(said))
    table = laid(str(dossier), library())
    kept, told = _declared(table, reply, library())
    table.write(beside=kept)
    for line in told:
        click.echo(line)


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    path = tmp_path / "dossier.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    return path


def test_declarations_join_the_dossier_and_the_former_one_is_kept(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dossier.read_bytes()
    own = read_case(str(dossier), library()).answers
    declare(dossier, {TEST: Answer(finding=Finding.YES, value=("2 par an",))})
    found = read_case(str(dossier), library())
    assert found.answers == own
    assert found.declared[TEST].value == ("2 par an",)
    assert dossier.with_name("dossier.yaml.ancien").read_bytes() == before
    told = capsys.readouterr()
    assert "retour.docx : 1 point confirmé ou précisé par le prestataire, à part dans " in " ".join(told.out.split())
    assert "une déclaration du prestataire n'est pas une stipulation" in " ".join(told.err.split())


def test_the_same_reply_again_writes_nothing(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = {TEST: Answer(finding=Finding.YES, value=("2 par an",))}
    declare(dossier, said)
    once, files = dossier.read_bytes(), sorted(dossier.parent.iterdir())
    capsys.readouterr()
    declare(dossier, said)
    assert (dossier.read_bytes(), sorted(dossier.parent.iterdir())) == (once, files)
    assert not capsys.readouterr().out


def test_nothing_is_written_without_a_name(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = dossier.read_bytes()
    declare(dossier, {TEST: Answer(finding=Finding.YES)}, Respondent())
    assert dossier.read_bytes() == before
    assert "il manque le nom de qui répond, ou la date" in " ".join(capsys.readouterr().err.split())
