"""`clausier lire` as a user meets it; what it reads is told by a stand-in."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.dossier.begun import begun_of
from clausier.dossier.read import read_case
from clausier.dossier.readings import reading_beside
from clausier.files.strictyaml import read_bytes
from clausier.model.reading import Reading, Status
from tests.builders import EXAMPLE, flat, library
from tests.cli.contracts import BACKUP, TEST, VERSIONS, number, stand_in

DATE = ("--date", "2026-11-23")
CONTRACT = """\
Contrat de maintenance
4.5 | partiel | article 7.2 | 4 | Un essai de restauration est fait une fois par an. | valeur=1 par an
4.1 | trouve | article 7.1 | 4 | Une sauvegarde est faite chaque jour. | valeur=1 par jour | sure
1.2 | contraire | article 2 | 1 | Les postes sont exclus. | sure
cle contrat.titre | Contrat de maintenance
cle situation.services | infogerance | sauvegarde
manque annexe 3
"""


@pytest.fixture(autouse=True)
def _read_by_a_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    path = tmp_path / "contrat.txt"
    path.write_text(CONTRACT, encoding="utf-8")
    return path


def lire(*words: object) -> int:
    return run(["lire", *map(str, words), *DATE])


def reading(dossier: Path) -> Reading:
    found = reading_beside(dossier)
    assert found is not None
    return found


def test_a_new_dossier_is_blank_and_its_reading_beside_it(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "cabinet" / "dossier.yaml"
    assert lire(contract, "-o", target) == 0
    told = capsys.readouterr().out
    assert all(len(line) <= 80 for line in told.splitlines() if str(tmp_path) not in line)
    for sentence in (
        "60 points : 1 trouvé, 1 en partie, 1 contraire, 57 non repérés.",
        "Contrat : titre – Contrat de maintenance (article 1, page 1)",
        "Situation : services du contrat – infogérance du parc, sauvegarde",
        "l'annexe 3 est citée et n'a pas été fournie (article 9)",
        f"Ensuite : clausier confirmer {target}",
        f"1 proposition sûre, d'un coup : clausier confirmer {target} --sures",
    ):
        assert sentence in flat(told)
    assert {path.name for path in target.parent.iterdir()} - {".clausier"} == {"dossier.yaml", "dossier.lecture.yaml"}
    begun = begun_of(read_bytes(target.read_bytes(), ""), library())
    assert not begun.is_whole
    assert (begun.case.answers, begun.case.situation.facts.get("services")) == ({}, ())
    assert reading(target).points[TEST].status is Status.PARTIAL
    first = (target.parent / "dossier.lecture.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert "Interne : ne pas transmettre" in first


def test_what_a_person_types_is_written_at_once(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "dossier.yaml"
    typed = ("--type", "Infogérance", "--services", "Sauvegarde, reseau")
    assert lire(contract, "-o", target, *typed) == 0
    assert "services du contrat" not in capsys.readouterr().out
    begun = begun_of(read_bytes(target.read_bytes(), ""), library())
    assert begun.case.contract.type == "infogerance"
    assert begun.case.situation.facts["services"] == ("sauvegarde", "reseau")
    assert lire(contract, "-o", target, "--type", "logiciel_local") == 0
    assert "type: logiciel_local" in target.read_text(encoding="utf-8")
    assert (tmp_path / "dossier.yaml.ancien").exists()
    assert lire(contract, "-o", target, "--type", "camion") == 2
    assert "--type : « camion » n'est pas une valeur admise" in flat(capsys.readouterr().err)


def test_a_dossier_that_exists_keeps_every_byte(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = Path(shutil.copy(EXAMPLE, tmp_path / "dossier.yaml"))
    before = dossier.read_bytes()
    assert lire(contract, "-o", dossier) == 0
    told = flat(capsys.readouterr().out)
    assert "points ont déjà leur réponse, gardée" in told
    assert "le passage cité n'est pas dans ces fichiers" in told
    assert "a changé depuis votre réponse" not in told
    assert "titre – " not in told
    assert dossier.read_bytes() == before
    other = tmp_path / "autre.yaml"
    assert lire(contract, "--dossier", dossier, "-o", other) == 0
    assert other.read_bytes() == before
    assert reading(other) == reading(dossier)
    assert lire(contract, "--dossier", EXAMPLE, "-o", other) == 2
    assert "existe déjà" in capsys.readouterr().err


def test_a_new_version_tells_the_answers_whose_passage_changed(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = Path(shutil.copy(EXAMPLE, tmp_path / "dossier.yaml"))
    answers = {
        TEST: '{constat: partiel, article: "7.2", citation: "Un essai de RESTAURATION est fait une fois par an"}',
        BACKUP: '{constat: oui, valeur: 1 par jour, citation: "Une sauvegarde est […] faite chaque jour."}',
        VERSIONS: "non",
    }
    text = dossier.read_text(encoding="utf-8").partition("\nreponses:\n")[0]
    told = "".join(f"  {id_}: {answer}\n" for id_, answer in answers.items())
    dossier.write_text(f"{text}\nreponses:\n{told}", encoding="utf-8")
    assert lire(contract, "-o", dossier) == 0
    assert "Réponses à revoir" not in capsys.readouterr().out
    changed = (
        CONTRACT.replace("une fois par an", "tous les deux ans") + "4.4 | trouve | article 7.3 | 4 | Sept versions.\n"
    )
    contract.write_text(changed, encoding="utf-8")
    assert lire(contract, "-o", dossier) == 0
    said = flat(capsys.readouterr().out)
    assert f"{number(TEST)} : l'article 7.2 a changé depuis votre réponse." in said
    assert "4.4 : répondu « non », un passage en parle désormais (article 7.3, page 4)." in said
    assert "4.1 : " not in said
    assert lire(contract, "-o", dossier) == 0
    assert "Réponses à revoir" not in capsys.readouterr().out
    assert set(read_case(str(dossier), library()).answers) == {*answers}


def test_several_files_scans_and_files_given_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in {
        "a/contrat.pdf": "page numérisée",
        "b/contrat.pdf": "4.5 | trouve | article 1 | 2 | Un essai par an.",
        "c/copie.pdf": "page numérisée",
    }.items():
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    files = [tmp_path / name for name in ("a/contrat.pdf", "b/contrat.pdf", "c/copie.pdf")]
    assert lire(*files, "-o", tmp_path / "dossier.yaml") == 0
    told = capsys.readouterr()
    assert f"Lu : {files[1]} (3 pages)." in told.out
    assert "la page 2 n'a pas de texte (numérisée) ; rien n'en est lu." in flat(told.err)
    assert "il n'est lu qu'une fois" in flat(told.err)
    assert [file.name for file in reading(tmp_path / "dossier.yaml").files] == [*map(str, files[:2])]


def test_a_text_comes_from_standard_input_and_the_reading_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CONTRACT.encode())))
    assert lire("-", "-o", tmp_path / "dossier.yaml", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["points"][TEST]["proposition"] == "partiel"
    assert told["fichiers"][0]["nom"] == "entrée standard"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe")))
    assert lire("-", "-o", tmp_path / "autre.yaml") == 3
    assert "entrée standard : le texte n'est pas en UTF-8" in capsys.readouterr().err


def test_what_cannot_be_a_dossier_or_a_contract(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lire(contract, "-o", tmp_path / "x.lecture.yaml") == 2
    assert "la lecture va d'elle-même à côté" in flat(capsys.readouterr().err)
    (tmp_path / "vide.txt").write_text("\n", encoding="utf-8")
    assert lire(tmp_path / "vide.txt", "-o", tmp_path / "x.yaml") == 3
    assert "il n'y a aucun texte à lire" in capsys.readouterr().err
    (tmp_path / "faux.yaml").write_text("cabinet: [1]\n", encoding="utf-8")
    assert lire(contract, "-o", tmp_path / "faux.yaml") == 3
    assert lire("-", "-", "-o", tmp_path / "x.yaml") == 2
    assert {path.name for path in tmp_path.iterdir()} - {".clausier"} == {"contrat.txt", "vide.txt", "faux.yaml"}


def test_a_spoilt_reading_is_told_and_done_anew(
    contract: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "dossier.yaml"
    assert lire(contract, "-o", target) == 0
    (tmp_path / "dossier.lecture.yaml").write_text("schema: 0\n", encoding="utf-8")
    assert lire(contract, "-o", target) == 0
    assert "la lecture d'avant ne peut pas être relue, elle est refaite" in flat(capsys.readouterr().err)
    assert reading(target).points[TEST].status is Status.PARTIAL
