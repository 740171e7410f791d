"""Commands that go over a batch: the same for each provider, and a faulty one never stops the others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from clausier.cli import run
from tests.batch.lots import DATE, produce
from tests.negotiation.play import ACCEPTED, DELAY, REFUSED, TRANSFER, WHO, asked, events, fill, sit_down

ONE, TWO, THREE = IDS = ("cabinet-un", "cabinet-deux", "cabinet-trois")
EARLY, LATE = ("--date", "2026-12-21"), ("--date", "2027-01-05")
WHY = ("--motif", "Décidé ensemble")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of three providers, sent to: the first has accepted all, the second refused one, the third is silent."""
    root = tmp_path_factory.mktemp("lot")
    (root / "cabinets").mkdir()
    for id_ in IDS:
        dossier = sit_down(root / id_, ("belvedere-logiciel-2026", id_))
        shutil.move(dossier, root / "cabinets" / f"{id_}.yaml")
    lot = root / "sortie"
    assert produce(root / "cabinets", lot, *DATE) == 0
    assert run(["lot", "envoyer", str(lot), "--le", DATE[1]]) == 0
    (root / "reponses").mkdir()
    for id_, answer in ((ONE, ACCEPTED), (TWO, REFUSED)):
        points = dict.fromkeys(asked(lot / id_ / "dossier.yaml"), ACCEPTED)
        filled = fill(lot / id_ / "tableau.xlsx", {**points, TRANSFER: answer}, WHO)
        filled.rename(root / "reponses" / f"{id_}.xlsx")
    assert run(["reponse", "lire", str(lot), str(root / "reponses"), *EARLY]) == 0
    return lot


@pytest.fixture
def lot(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "sortie")


def spoil(lot: Path, id_: str) -> None:
    register = lot / id_ / "negociation.yaml"
    register.write_text(register.read_text(encoding="utf-8").replace('tour: "1"', 'tour: "2"', 1), encoding="utf-8")
    assert run(["suivre", str(lot / id_)]) == 3


def decisions(lot: Path, id_: str) -> list[str]:
    found = [one["decision"] for one in events(lot / id_ / "dossier.yaml") if "decision" in one]
    return [f"{one['point']} {one['decision']}" for one in found]


def test_one_decision_for_all(lot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("decider", str(lot), TRANSFER, DELAY, "--maintenir", *WHY, *EARLY)
    assert run([*words, "--tous"]) == 0
    kept = [f"{TRANSFER} maintenir", f"{DELAY} maintenir"]
    assert [decisions(lot, id_) for id_ in IDS] == [kept, kept, kept]
    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if line.startswith("cabinet-")] == [
        f"{id_} – Logiciel Exemple Santé" for id_ in sorted(IDS)
    ]


def test_one_decision_for_some_and_one_that_cannot_be_taken(lot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["decider", str(lot), TRANSFER, "--accepter-valeur", *WHY, *EARLY, "--dossier", TWO, "--dossier", ONE]
    assert run(words) == 1
    assert f"Erreur : {TWO} : 10.A" in capsys.readouterr().err
    assert run(["decider", str(lot), TRANSFER, "--repli", *WHY, *EARLY, "--dossier", TWO]) == 0
    assert {id_: decisions(lot, id_) for id_ in IDS} == {ONE: [], TWO: [f"{TRANSFER} repli"], THREE: []}


def test_a_faulty_register_stops_no_other(lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(lot, ONE)
    fault = f"Erreur : {ONE} : "
    capsys.readouterr()
    assert run(["decider", str(lot), TRANSFER, "--tous", "--maintenir", *WHY, *EARLY]) == 1
    assert fault in capsys.readouterr().err
    assert decisions(lot, TWO) == decisions(lot, THREE) == [f"{TRANSFER} maintenir"]
    for words in (
        ("relancer", lot, "-o", tmp_path / "relances", *LATE),
        ("conclure", lot, "-o", tmp_path / "signature", *LATE),
        ("echeances", lot, "-o", tmp_path / "e.ics"),
        ("suivre", lot),
    ):
        assert run([str(word) for word in words]) == 1, words
        told = capsys.readouterr()
        assert fault in told.err
        assert TWO in told.out
    assert {path.name for path in (tmp_path / "relances").iterdir()} == {TWO, THREE}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "est un lot : dire pour qui, par --dossier ID (répétable) ou --tous."),
        (("--dossier", "cabinet-in"), "« cabinet-in » n'est pas un dossier de ce lot."),
        (("--tous", "--dossier", ONE), "--dossier et --tous s'excluent."),
    ],
)
def test_whom_a_decision_is_for(
    words: tuple[str, ...], told: str, lot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["decider", str(lot), TRANSFER, "--repli", *WHY, *words]) == 2
    assert told in capsys.readouterr().err
    assert run(["decider", str(lot / ONE), TRANSFER, "--repli", *WHY, "--tous"]) == 2
    assert "n'est pas un lot : --dossier et --tous ne valent que pour un lot." in capsys.readouterr().err


def test_those_that_can_be_are_concluded(lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["conclure", str(lot), "-o", str(tmp_path / "signature"), *LATE]
    assert run(words) == 0
    assert {path.name for path in (tmp_path / "signature").iterdir()} == {ONE}
    assert (tmp_path / "signature" / ONE / "avenant.docx").is_file()
    told = capsys.readouterr().out
    blocked = told.partition(f"{TWO} : le document ne peut pas encore être signé :")[2].partition(THREE)[0]
    assert "\n- 10.A" in blocked
    assert "\n- 9.6" in blocked, "a part of the same clause"
    assert f"{THREE} : le document ne peut pas encore être signé :" in told
    assert "1 document à signer, 2 dossiers à terminer." in told
    register = (lot / ONE / "negociation.yaml").read_bytes()
    assert run(words) == 0
    assert f"{ONE} : déjà conclu." in capsys.readouterr().out
    assert (lot / ONE / "negociation.yaml").read_bytes() == register
    assert run([*words, "--dossier", TWO]) == 1
    assert run([*words, "--tous"]) == 1


def test_only_reminders_or_only_rounds(lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["relancer", str(lot), "-o", str(tmp_path / "r"), "--seulement", "rappels", *LATE]) == 0
    assert {path.name for path in (tmp_path / "r").iterdir()} == {THREE}
    told = capsys.readouterr().out
    assert f"{TWO} : une réponse est venue : c'est un nouveau tour, que --seulement rappels laisse de côté." in told
    assert run(["relancer", str(lot), "-o", str(tmp_path / "t"), "--seulement", "tours", *LATE]) == 0
    assert {path.name for path in (tmp_path / "t").iterdir()} == {TWO}
    assert f"{THREE} : sans réponse : c'est un rappel, que --seulement tours" in capsys.readouterr().out
    assert run(["relancer", str(lot / TWO), "-o", str(tmp_path / "u"), "--seulement", "rappels", *LATE]) == 1
    assert "c'est un nouveau tour, que --seulement rappels laisse de côté" in capsys.readouterr().err
    assert not (tmp_path / "u").exists()


def test_the_letters_of_one_relancer_are_recorded_together(
    lot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letters = tmp_path / "relances"
    assert run(["relancer", str(lot), "-o", str(letters), *LATE]) == 0
    assert f"Une fois envoyés : clausier lot envoyer {lot} --depuis {letters}" in capsys.readouterr().out
    assert run(["lot", "envoyer", str(lot), "--depuis", str(letters), "--le", LATE[1]]) == 0
    assert "2 envois inscrits, 0 refusé." in capsys.readouterr().out
    assert run(["suivre", str(lot), "--json", *LATE]) == 0
    sent = {one["dossier"]: one["envoye_le"] for one in json.loads(capsys.readouterr().out)}
    assert sent == {ONE: DATE[1], TWO: LATE[1], THREE: LATE[1]}
    assert run(["lot", "envoyer", str(lot), "--depuis", str(tmp_path / "absent")]) == 2
    assert "aucun sous-dossier" in capsys.readouterr().err
