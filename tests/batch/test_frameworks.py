"""One provider, several practices: a letter for all, what all of their contracts lack and what some do, counted."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from clausier.batch.framework.gather import Common, shared
from clausier.cli import run
from clausier.model.batch import BatchRow, Status
from tests.batch.lots import DATE, produce
from tests.batch.tables import KEYS, xlsx_file
from tests.builders import library

ALL, SOME = "perimetre-logiciels-metier", "sauvegardes-chiffrees"
UNION = ["courrier.redacteur", "courrier.union.nom", "courrier.union.representant", "courrier.mandat"]
BY = ["union", "Union des Zones", "Mme Zed", "mandat écrit du 3 septembre 2026"]
HEAD = [*KEYS, ALL, SOME, *UNION, "prestataire.adresse", "Courriel"]


def line(id_: str, provider: str, some: str, every: str = "non") -> list[str]:
    return [
        id_,
        f"Client {id_}",
        provider,
        f"Contrat {id_}",
        "signe",
        every,
        some,
        *BY,
        "1 rue A\n44000 Nantes",
        "zz@x.fr",
    ]


ROWS = [line("a", "Info Éxemple", "non"), line("b", "INFO EXEMPLE", "oui", "partiel"), line("c", "Autre", "non")]


def text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode()
    return " ".join(re.findall(r"<w:t[^>]*>([^<]*)<", xml)).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lot")
    source = xlsx_file(folder / "lot.xlsx", [HEAD, *ROWS])
    assert produce(source, folder / "sortie", *DATE, "--documents", "lettre", "--grouper", "prestataire") == 0
    return folder


def test_a_provider_of_several_contracts_has_its_folder(made: Path) -> None:
    folder = made / "sortie" / "prestataires"
    assert [path.name for path in folder.iterdir()] == ["info-exemple"]
    assert {path.name for path in (folder / "info-exemple").iterdir()} == {
        "lettre-cadre.docx",
        "demandes-communes.docx",
        "manifeste.json",
    }


def test_the_letter_is_the_union_s(made: Path) -> None:
    told = text(made / "sortie" / "prestataires" / "info-exemple" / "lettre-cadre.docx")
    assert told.startswith("Union des Zones")
    assert "Négociation commune de 2 contrats" in told
    assert "Mme Zed" in told
    assert "Chaque client nous a donné mandat de vous écrire" in told
    assert "1 commune à tous les contrats que le point concerne, 1 propre à certains" in told.replace("’", "'")
    assert "Client a" in told
    assert "Client c" not in told
    assert "zz@x.fr" not in told


def test_what_one_contract_alone_is_concerned_by_is_not_common() -> None:
    one = Common("1.1", "T", "A", "", legal=False, lacking=(1,), concerned=1)
    assert [replace(one, lacking=ranks, concerned=of).of_all for ranks, of in (((1,), 1), ((1,), 2), ((1, 2), 2))] == [
        False,
        False,
        True,
    ]


def test_the_requests_say_what_all_lack_and_what_some_lack(made: Path) -> None:
    told = text(made / "sortie" / "prestataires" / "info-exemple" / "demandes-communes.docx")
    every, some = told.split("Ce qui manque à tous")[1].split("Ce qui manque à certains")
    points = library().by_id
    assert points[ALL].number in every
    assert "2 sur 2" in every
    assert "La rédaction dépend du contrat" not in every  # how its clause is introduced alone does
    assert points[SOME].number in some
    assert "1 sur 2 n° 1" in some


def test_the_same_contracts_give_the_same_bytes_and_an_edit_stays(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made / "sortie" / "prestataires" / "info-exemple"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    again = (made / "lot.xlsx", made / "sortie", *DATE, "--documents", "lettre", "--grouper", "prestataire")
    assert produce(*again) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / "lettre-cadre.docx").write_bytes(b"mine")
    assert produce(*again, "--reprendre") == 0
    assert "lettre-cadre.docx : modifié depuis sa rédaction, laissé" in " ".join(capsys.readouterr().err.split())
    assert (folder / "lettre-cadre.docx").read_bytes() == b"mine"
    assert "lettre-cadre.docx" in json.loads((folder / "manifeste.json").read_text(encoding="utf-8"))["produit"]
    assert produce(*again, "--ecraser") == 0
    assert (folder / "lettre-cadre.docx").read_bytes() == before["lettre-cadre.docx"]


def test_only_approved_clauses_are_asked_in_common(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Contracts that were sent are not written again: what they ask in common is, and would print another clause."""
    house = tmp_path / "maison"
    house.mkdir()
    assert run(["bibliotheque", "valider", ALL, SOME, "--par", "Me Exemple", "--dans", str(house), *DATE]) == 0
    source, target = xlsx_file(tmp_path / "lot.xlsx", [HEAD, *ROWS[:2]]), tmp_path / "sortie"
    only = ("--documents", "lettre", "--grouper", "prestataire", "--clauses-validees", "--bibliotheque", str(house))
    assert produce(source, target, *DATE, *only) == 0
    requests = target / "prestataires" / "info-exemple" / "demandes-communes.docx"
    before = requests.read_bytes()
    assert run(["lot", "envoyer", str(target), "--le", "2026-11-23"]) == 0
    (house / f"{SOME}.yaml").write_text("clause: {titre: Autre}\n", "utf-8")
    capsys.readouterr()
    assert produce(source, target, *DATE, *only, "--reprendre") == 1
    assert "Autre : clause modifiée depuis la validation" in " ".join(capsys.readouterr().err.split())
    assert requests.read_bytes() == before


def test_names_are_the_same_whatever_their_accents_and_no_two_share_a_folder() -> None:
    names = ("Info Éxemple", "info  exemple", "Prestataires", "PRESTATAIRES", "Seul", "...")
    rows = [
        BatchRow(place="", id=str(rank), folder=str(rank), provider=name, status=Status.MADE)
        for rank, name in enumerate(names)
    ]
    found = shared(rows)
    assert [*found.values()] == [["0", "1"], ["2", "3"]]
    assert next(iter(found)) == "info-exemple"
