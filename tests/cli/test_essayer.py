"""`clausier bibliotheque reperes`, and `essayer` on a contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from tests.builders import ROOT, flat, library

GUIDE = str(ROOT / "examples" / "guide-minimal" / "bibliotheque")
POINT = "sauvegardes-quotidiennes"
CONTRACT = """\
Article 4 – Sauvegardes

Le Prestataire réalise chaque nuit une sauvegarde incrémentale des bases de données du Client.

Article 5 – Options

Une sauvegarde quotidienne des postes de travail est proposée en option, sur devis.

Article 9 – Divers

Le contrat n'est pas résilié par l'ouverture d'une procédure de sauvegarde ou de redressement judiciaire.
"""
OVERLAY = """\
reperes:
  forts: ["sauvegarde* ~6 nuit / quotidienne / {frequence}"]
  faibles: [procedure ~3 sauvegarde*, en option]
  sauf: [sauvegarde* ~8 redressement, zorglub]
  titres: [sauvegarde*]
  contraires: [aucune sauvegarde]
  essais: null
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def contract(tmp_path: Path) -> str:
    path = tmp_path / "contrat.txt"
    path.write_text(CONTRACT, encoding="utf-8")
    return str(path)


@pytest.fixture
def house(tmp_path: Path) -> str:
    folder = tmp_path / "maison"
    folder.mkdir()
    (folder / f"{POINT}.yaml").write_text(OVERLAY, encoding="utf-8")
    return str(folder)


def told(capsys: Capture, *arguments: str) -> str:
    assert run(["bibliotheque", "reperes", *arguments]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_points_are_listed_with_what_they_look_for(house: str, capsys: Capture) -> None:
    lines = told(capsys, "--bibliotheque", house).splitlines()
    assert len(lines) == len(library().requirements)
    (line,) = [line for line in lines if POINT in line]
    assert line.split() == ["4.1", POINT, "7", "repères,", "0", "essais"]
    assert all(len(line) <= 80 for line in lines)
    rows = json.loads(told(capsys, "--json", "--bibliotheque", house))
    (row,) = [row for row in rows if row["id"] == POINT]
    counts = {"forts": 1, "faibles": 2, "sauf": 2, "titres": 1, "contraires": 1, "volets": 0, "essais": 0}
    assert counts.items() <= row.items()


def test_a_guide_of_one_s_own_says_which_points_are_never_proposed(capsys: Capture) -> None:
    lines = told(capsys, "--bibliotheque", GUIDE).splitlines()
    assert sum(line.endswith("jamais proposé") for line in lines) == 6


def test_what_each_landmark_meets_is_shown_with_why(contract: str, house: str, capsys: Capture) -> None:
    shown = told(capsys, "essayer", "4.1", contract, "--bibliotheque", house)
    assert all(len(line) <= 80 for line in shown.splitlines())
    parts = (
        "4.1 Sauvegardes quotidiennes",
        "contrat.txt : 3 phrases.",
        "Repères forts - sauvegarde* ~6 nuit / quotidienne / {frequence}",
        "[1] article 4 « Sauvegardes » Le Prestataire réalise chaque ‹nuit› une ‹sauvegarde› incrémentale",
        "→ seule, elle propose : trouvé ; valeur lue : chaque nuit",
        "[2] article 5 « Options »",
        "→ seule, elle propose : en partie ; réserve : en option ou facturé à part",
        "Repères faibles - procedure ~3 sauvegarde*",
        "[3] article 9 « Divers »",
        "→ écartée par « sauf » : sauvegarde* ~8 redressement",
        "Sauf - sauvegarde* ~8 redressement [3] ‹sauvegarde› … ‹redressement›",
        "Titres d'articles - sauvegarde* « Sauvegardes »",
        "Proposition : trouvé Le passage donne la valeur",
        "Elle repose sur : article 4 « Sauvegardes »",
        "Jamais rencontrés (3)",
        "Repères faibles - en option (dans les seuls mots d'une réserve, qui ne comptent pas)",
        "Sauf - zorglub",
        "Repères contraires - aucune sauvegarde",
    )
    line = flat(shown)
    places = [line.index(part) for part in parts]
    assert places == sorted(places)


def test_the_same_as_json(contract: str, house: str, capsys: Capture) -> None:
    found: dict[str, Any] = json.loads(told(capsys, "essayer", POINT, contract, "--json", "--bibliotheque", house))
    assert (found["schema"], found["point"], found["numero"], found["phrases"]) == (1, POINT, "4.1", 3)
    strong = found["reperes"][0]
    assert [one["phrase"] for one in strong["rencontres"]] == [1, 2]
    heard = found["rencontrees"]["1"]
    words = [heard["citation"][start:end] for start, end in strong["rencontres"][0]["mots"]]
    assert words == ["nuit", "sauvegarde"]
    assert (heard["seule"], heard["valeur"]) == ("trouve", "chaque nuit")
    assert found["rencontrees"]["3"]["ecartee_par"] == ["sauvegarde* ~8 redressement"]
    assert found["rencontrees"]["3"]["seule"] is None
    assert [one["repere"] for one in found["reperes"] if one["dans_une_reserve"]] == ["en option"]
    assert found["proposition"]["proposition"] == "trouve"
    assert found["titres"] == [{"repere": "sauvegarde*", "titres": ["Sauvegardes"]}]


def test_what_is_proposed_is_what_the_reading_proposes(contract: str, capsys: Capture) -> None:
    from clausier.office.contract import read_contract
    from clausier.reading import read

    texts = [read_contract(Path(contract))]
    for point in library().requirements[:6]:
        found = json.loads(told(capsys, "essayer", point.id, contract, "--json"))
        whole = read(texts, library(), [point.id]).points[point.id]
        assert found["proposition"] == whole.model_dump(mode="json", by_alias=True)


def test_several_files_are_told_apart_and_many_sentences_are_counted(
    contract: str, house: str, tmp_path: Path, capsys: Capture
) -> None:
    other = tmp_path / "annexe.txt"
    lines = [f"Sauvegarde quotidienne du serveur {name}." for name in ("un", "deux", "trois", "quatre", "cinq", "six")]
    other.write_text("\n\n".join(lines), encoding="utf-8")
    options = ["essayer", "4.1", contract, str(other), "--bibliotheque", house]
    shown = flat(told(capsys, *options))
    assert "annexe.txt" in shown
    assert "contrat.txt, article 4" in shown
    assert "et 3 autres phrases (--tout)." in shown
    assert "(--tout)" not in told(capsys, *options, "--tout")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["4.99", "{contract}"], 2, "le point « 4.99 » n'existe pas."),
        (["1.1", "{contract}", "--bibliotheque", GUIDE], 2, "n'a pas de repères : rien n'est cherché pour lui."),
        (["4.1", "absent.pdf"], 3, "absent.pdf"),
        (["4.1"], 2, "il manque"),
    ],
)
def test_what_cannot_be_tried_is_said(
    arguments: list[str], code: int, message: str, contract: str, capsys: Capture
) -> None:
    assert run(["bibliotheque", "reperes", "essayer", *(one.format(contract=contract) for one in arguments)]) == code
    assert message in capsys.readouterr().err


def test_an_overlay_with_faults_may_still_be_tuned(contract: str, house: str, capsys: Capture) -> None:
    """Its checks stop a letter, not who mends it."""
    path = Path(house) / f"{POINT}.yaml"
    path.write_text(OVERLAY + "parametres: {inutile: 3 jours}\nclause: {objet: les tests}\n", encoding="utf-8")
    assert "Proposition" in told(capsys, "essayer", "4.1", contract, "--bibliotheque", house)
