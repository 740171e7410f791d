"""Drafts of mails: what any mail program reads of them, a table for a mail merge; nothing sent, nothing recorded."""

from __future__ import annotations

import csv
import email
import email.policy
import hashlib
import json
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from clausier.batch.mails.gather import addresses
from clausier.cli import run
from tests.batch.lots import DATE, prints, produce
from tests.batch.tables import KEYS, xlsx_file

COLUMN = "Courriel du prestataire"
ORDER = ("lettre.docx", "avenant.docx", "demandes.docx", "reponse.docx", "tableau.xlsx")
ROWS: list[list[Any]] = [
    ["a", "Cabinet Été", "Info", "=Contrat « A »", "signe", "x@exemple.fr; y@exemple.fr", "moi@exemple.fr"],
    ["b", "Cabinet B", "Info", "Contrat B", "non_signe", "", ""],
]


@pytest.fixture(scope="module")
def lot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lot")
    source = xlsx_file(folder / "lot.xlsx", [[*KEYS, COLUMN, "Courriel"], *ROWS])
    assert produce(source, folder / "sortie", *DATE) == 0
    return folder / "sortie"


def drafts(lot: Path, *more: str) -> int:
    return run(["lot", "courriels", str(lot), "--adresse", COLUMN, *more])


def message(lot: Path, id_: str) -> EmailMessage:
    content = (lot / "courriels" / f"{id_}.eml").read_bytes()
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_draft_has_its_address_its_subject_its_text_and_its_files(
    lot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = prints(lot)
    assert drafts(lot, "--de", "union@exemple.fr") == 0
    assert "2 brouillons, 1 sans adresse. Rien n'est envoyé." in capsys.readouterr().out
    found = message(lot, "a")
    assert (found["From"], found["To"]) == ("union@exemple.fr", "x@exemple.fr, y@exemple.fr")
    assert (found["Subject"], found["X-Unsent"]) == ("Contrat « =Contrat « A » » – Cabinet Été", "1")
    body = found.get_body(("plain",))
    assert body is not None
    assert "sur le contrat « =Contrat « A » », pour Cabinet Été" in body.get_content()
    files = {part.get_filename(): part.get_content() for part in found.iter_attachments()}
    assert [*files] == [name for name in ORDER if (lot / "a" / name).is_file()]
    assert "synthese.docx" not in files
    for name, content in files.items():
        assert content == (lot / "a" / str(name)).read_bytes()
    assert "To" not in message(lot, "b")
    after = {name: print_ for name, print_ in prints(lot).items() if not name.startswith("courriels")}
    assert after == before


def test_the_same_bytes_again_and_an_edit_stays(lot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert drafts(lot) == 0
    first = (lot / "courriels" / "a.eml").read_bytes()
    assert drafts(lot) == 0
    assert (lot / "courriels" / "a.eml").read_bytes() == first
    (lot / "courriels" / "a.eml").write_bytes(b"mine")
    assert drafts(lot) == 0
    assert "a.eml : modifié depuis" in " ".join(capsys.readouterr().err.split())
    assert (lot / "courriels" / "a.eml").read_bytes() == b"mine"
    assert drafts(lot, "--ecraser") == 0
    assert (lot / "courriels" / "a.eml").read_bytes() == first


def test_the_table_of_a_mail_merge(lot: Path) -> None:
    assert drafts(lot) == 0
    with (lot / "envois.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.DictReader(file, delimiter=";")]
    assert [row["Dossier"] for row in rows] == ["a", "b"]
    assert rows[0]["Adresse"] == "x@exemple.fr, y@exemple.fr"
    assert "a/lettre.docx" in rows[0]["Fichiers"]
    assert "\n" in rows[0]["Texte"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--adresse", "Mail"), "« Mail » n'est pas une colonne à vous. Vos colonnes : Courriel du prestataire"),
        ((), "Plusieurs en portent"),
        (("--adresse", COLUMN, "--de", "moi"), "« moi » n'est pas une adresse"),
    ],
)
def test_usage(lot: Path, options: tuple[str, ...], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lot", "courriels", str(lot), *options]) == 2
    assert expected in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@b.fr", ("a@b.fr",)),
        ("a@b.fr, c@d.fr\ne@f.fr", ("a@b.fr", "c@d.fr", "e@f.fr")),
        ("a@b.fr ou c@d.fr", ()),
        ("a@b", ()),
        ("a@b.fr\r\nBcc: x@y.fr", ()),
        ("Nom <a@b.fr>", ()),
        ("", ()),
    ],
)
def test_addresses(text: str, found: tuple[str, ...]) -> None:
    assert addresses(text) == found


def test_who_was_written_to_since_has_no_draft_any_more(
    lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The batch itself is older than its registers."""
    copy = Path(shutil.copytree(lot, tmp_path / "lot"))
    assert drafts(copy) == 0
    outside = tmp_path / "dehors.eml"
    outside.write_bytes(b"x")
    manifest = copy / "courriels" / "manifeste.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    told["produit"]["../../dehors.eml"] = hashlib.sha256(b"x").hexdigest()
    manifest.write_text(json.dumps(told), encoding="utf-8")
    assert run(["lot", "envoyer", str(copy), "a", "--le", DATE[1]]) == 0
    capsys.readouterr()
    assert drafts(copy) == 0
    assert "1 brouillon, 1 sans adresse ; 1 déjà envoyé, laissé de côté" in capsys.readouterr().out
    assert [path.name for path in (copy / "courriels").glob("*.eml")] == ["b.eml"]
    assert outside.exists()
    (copy / "b" / "negociation.yaml").write_text("rien: ¤", encoding="utf-8")
    assert drafts(copy) == 1
    assert "b : negociation.yaml" in capsys.readouterr().err.replace("b/", "")
