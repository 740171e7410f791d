"""What `modele verifier` says of a firm's template is what the commands that print with it do."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from clausier.cli import run
from tests.batch.lots import DATE, produce
from tests.batch.synthetic import write_lines
from tests.builders import EXAMPLE, ROOT, flat
from tests.negotiation.play import register_text
from tests.negotiation.test_concluding import accepted

COMMENTED = "le modèle contient 1 commentaire, qui partirait avec lui. Dans Word : Révision, Supprimer"


@pytest.fixture
def dossier(tmp_path: Path) -> str:
    """A copy of an example: drafting keeps a register beside it."""
    return str(shutil.copy(EXAMPLE, tmp_path / "dossier.yaml"))


def commented(folder: Path, *names: str) -> Path:
    """A firm's folder with our templates of these names, a comment forgotten in each."""
    folder.mkdir()
    for name in names:
        document = docx.Document(str(ROOT / "templates" / name))
        document.add_comment(next(one for one in document.paragraphs if one.runs).runs, "À revoir")
        document.save(str(folder / name))
    return folder


def test_a_letter_is_not_drafted_with_a_faulty_template(
    dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    firm = commented(tmp_path / "modeles", "lettre.docx", "acte.docx")
    assert run(["rediger", dossier, "-o", str(tmp_path / "sortie"), "--modeles", str(firm)]) == 3
    told = capsys.readouterr().err
    assert told.startswith("2 problèmes ; rien n'a été écrit.\n- lettre.docx, corps, «")
    assert told.count(COMMENTED) == 2
    assert not (tmp_path / "sortie").exists()


def test_a_batch_does_not_begin_with_a_faulty_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_lines(tmp_path / "lot.jsonl", 1)
    firm = commented(tmp_path / "modeles", "acte.docx")
    assert produce(source, tmp_path / "sortie", *DATE, "--modeles", str(firm)) == 3
    assert COMMENTED in flat(capsys.readouterr().err)
    assert not (tmp_path / "sortie").exists()
    assert produce(source, tmp_path / "sortie", *DATE, "--modeles", str(firm), "--documents", "lettre") == 0


def test_no_next_letter_is_written_with_a_faulty_template(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    firm = commented(tmp_path / "modeles", "relance.docx")
    before = register_text(sent)
    target = sent.parent / "rappel"
    assert run(["relancer", str(sent), "-o", str(target), "--date", "2027-01-25", "--modeles", str(firm)]) == 3
    told = capsys.readouterr().err
    assert "- relance.docx, corps, «" in told
    assert COMMENTED in told
    assert (target.exists(), register_text(sent)) == (False, before)


def test_no_act_is_concluded_with_a_faulty_template(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted(sent)
    before = register_text(sent)
    firm = commented(tmp_path / "modeles", "acte.docx")
    target = sent.parent / "signature"
    assert run(["conclure", str(sent), "-o", str(target), "--date", "2027-01-25", "--modeles", str(firm)]) == 3
    assert COMMENTED in flat(capsys.readouterr().err)
    assert (target.exists(), register_text(sent)) == (False, before)


@pytest.mark.parametrize("name", ["avenant.docx", "lettre.dotx", "Acte.DOCX"])
def test_a_file_that_replaces_nothing_is_refused_by_both(
    name: str, dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    firm = tmp_path / "modeles"
    firm.mkdir()
    (firm / "lettre.docx").write_bytes((ROOT / "templates" / "lettre.docx").read_bytes())
    (firm / name).write_bytes(b"x")
    assert run(["modele", "verifier", str(firm)]) == 3
    assert f"{firm} – {name} : ce nom n'est pas celui d'un modèle." in capsys.readouterr().out
    assert run(["rediger", dossier, "-o", str(tmp_path / "sortie"), "--modeles", str(firm)]) == 3
    assert f"{name} : ce nom n'est pas celui d'un modèle." in capsys.readouterr().err


ADMITTED = "Noms admis : lettre.docx, relance.docx, acte.docx"


def refused_by_both(firm: Path, dossier: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What both commands say of a folder of templates that they refuse."""
    assert run(["modele", "verifier", str(firm)]) == 3
    told = capsys.readouterr().err
    assert run(["rediger", dossier, "-o", str(firm.parent / "sortie"), "--modeles", str(firm)]) == 3
    assert capsys.readouterr().err == told
    return told


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], "il contient : rien"),
        (["notes.txt", ".cache", "~$lettre.docx"], "il contient : notes.txt)"),
        ([f"{number}.txt" for number in range(9)], "6.txt, 7.txt, …)"),
        (["lettre.doc"], "lettre.doc : l'ancien format .doc n'est pas lu. Dans Word : Enregistrer sous .docx"),
        (["lettre.docx/"], "lettre.docx : ce n'est pas un fichier : ce modèle ne serait pas lu."),
    ],
)
def test_a_folder_without_a_template_is_refused_by_both(
    names: list[str], told: str, dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    firm = tmp_path / "modeles"
    firm.mkdir()
    for name in names:
        (firm / name).mkdir() if name.endswith("/") else (firm / name).write_bytes(b"x")
    said = refused_by_both(firm, dossier, capsys)
    assert told in said
    assert f"{firm} : ce dossier ne contient aucun modèle (il contient : " in said
    assert ADMITTED in said


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("letre.docx", "Vouliez-vous dire « lettre.docx »"),
        ("acte-v2.docx", "Vouliez-vous dire « acte.docx »"),
        ("Lettre.DOCX", "lettre.docx"),
    ],
)
def test_a_folder_of_wrong_names_alone_is_refused_by_both(
    name: str, told: str, dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    firm = tmp_path / "modeles"
    firm.mkdir()
    shutil.copy(ROOT / "templates" / "lettre.docx", firm / name)
    first, second = refused_by_both(firm, dossier, capsys).splitlines()[1:]
    assert first.startswith(f"- {firm}, {name} : ce nom n'est pas celui d'un modèle. ")
    assert told in first
    assert f"(il contient : {name})" in second


def test_an_old_file_beside_its_template_is_let_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    firm = tmp_path / "modeles"
    firm.mkdir()
    shutil.copy(ROOT / "templates" / "lettre.docx", firm)
    (firm / "lettre.doc").write_bytes(b"x")
    assert run(["modele", "verifier", str(firm)]) == 0
    (firm / "acte.doc").write_bytes(b"x")
    assert run(["modele", "verifier", str(firm)]) == 3
    assert "sous le nom acte.docx." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{ lieu }", "{ lieu } n'est pas une balise"),
        ("reste { seul", "une accolade « { » est seule"),
        ("reste } seul", "une accolade « } » est seule"),
    ],
)
def test_a_warning_is_said_once(
    text: str, told: str, dossier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    firm = tmp_path / "modeles"
    firm.mkdir()
    document = docx.Document(str(ROOT / "templates" / "acte.docx"))
    document.add_paragraph(text)
    document.save(str(firm / "acte.docx"))
    assert run(["modele", "verifier", str(firm)]) == 0
    assert "aucune erreur, 1 avertissement" in capsys.readouterr().out
    assert run(["rediger", dossier, "-o", str(tmp_path / "sortie"), "--modeles", str(firm)]) == 0
    assert flat(capsys.readouterr().err).count(f"acte.docx, corps, « {text} » : {told}") == 1
