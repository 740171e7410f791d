"""What a batch writes around documents is data: the user's own in the place of ours, with its names checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from clausier.batch.messages import filled, messages
from clausier.cli import run
from clausier.errors import InvalidInput
from clausier.resources import shipped
from tests.batch.lots import DATE, produce
from tests.batch.tables import KEYS, ROW, xlsx_file

OURS = shipped("templates")


def own(folder: Path, old: str, new: str) -> Path:
    text = (OURS / "messages.yaml").read_text(encoding="utf-8")
    assert old in text
    folder.mkdir()
    (folder / "messages.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_value_is_never_read_for_names() -> None:
    assert filled("« {{ a }} » et {{b}}", a="{{ b }}", b="x") == "« {{ b }} » et x"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{{ contrats }}", "{{ contrat }}", r"lettre_cadre\.ouverture : « contrat » n'est remplacé par rien"),
        ("{{ signataire }}", "{{ client.nom }} {{ qui }}", r"courriel\.texte : « qui » n'est remplacé par rien"),
        ("  objet: Contrat", "  sujet: Contrat", "sujet"),
    ],
)
def test_what_cannot_be_filled_is_told_at_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    with pytest.raises(InvalidInput, match=expected):
        messages([own(tmp_path / "m", old, new), OURS])


def test_the_user_s_own_are_written_or_refused_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = own(tmp_path / "m", "objet: Contrat « {{ contrat }} »", "objet: À relire, {{ contrat }}")
    source = xlsx_file(tmp_path / "lot.xlsx", [KEYS, ROW, ["b", *ROW[1:]]])
    assert produce(source, tmp_path / "sortie", *DATE, "--documents", "lettre", "--modeles", str(mine)) == 0
    assert run(["lot", "courriels", str(tmp_path / "sortie"), "--modeles", str(mine)]) == 0
    assert "sans destinataire" in " ".join(capsys.readouterr().err.split())
    assert "À relire, Contrat – Cabinet" in (tmp_path / "sortie" / "envois.csv").read_text(encoding="utf-8-sig")
    wrong = own(tmp_path / "w", "{{ contrats }}", "{{ contrat }}")
    assert produce(source, tmp_path / "vide", *DATE, "--modeles", str(wrong), "--grouper", "prestataire") == 3
    assert not (tmp_path / "vide").exists()
