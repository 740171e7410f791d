"""What was only read is shown as provisional, and is in nothing that is asked, sent, packed or counted."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from clausier.batch.size import size
from clausier.batch.sources import records
from clausier.cli import run
from clausier.dossier.proposed import with_proposals
from clausier.dossier.read import read_case
from clausier.dossier.readings import read_reading
from clausier.errors import InvalidInput
from clausier.files.strictyaml import read_path
from clausier.negotiation.reply.incoming import incoming
from tests.builders import EXAMPLE, flat, library
from tests.cli.contracts import TEST, stand_in

DATE = ("--date", "2026-11-23")
SECRET = "Un essai SECRET est fait deux fois par an"
CONTRACT = f"""\
4.5 | trouve | article 7.2 | 4 | {SECRET}. | valeur=2 par an | sure
2.1 | trouve | article 3 | 2 | Le {SECRET} délai. | valeur=hier
1.2 | contraire | article 2 | 1 | Les postes sont exclus.
1.4 | a_verifier | article 5 | 1 | Il conseille.
"""
DELAY, EXCLUSIONS = "incidents-delai-critique", "perimetre-exclusions"


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier without answers but one, and the reading of its contract."""
    stand_in(monkeypatch)
    path = Path(shutil.copy(EXAMPLE, tmp_path / "dossier.yaml"))
    head = path.read_text(encoding="utf-8").partition("\nreponses:\n")[0]
    path.write_text(f"{head}\nreponses:\n  {EXCLUSIONS}: oui\n", encoding="utf-8")
    (tmp_path / "contrat.txt").write_text(CONTRACT, encoding="utf-8")
    assert run(["lire", str(tmp_path / "contrat.txt"), "-o", str(path), *DATE]) == 0
    return path


def test_a_provisional_analysis_says_so_everywhere(
    dossier: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    before = dossier.read_bytes()
    capsys.readouterr()
    assert run(["analyser", str(dossier), "--avec-lecture", *DATE]) == 0
    told = capsys.readouterr().out
    assert all(len(line) <= 80 for line in told.splitlines())
    assert told.startswith("PROVISOIRE : 2 réponses lues dans le contrat, non confirmées.")
    assert "Score provisoire : 66 % – 2 conformes, 1 écart" in told
    assert "2.1 À préciser (lu, non confirmé) – " in told, "its value could not be measured"
    assert "Score " not in told.replace("Score provisoire", "")
    assert dossier.read_bytes() == before
    assert run(["analyser", str(dossier), *DATE]) == 0
    told = capsys.readouterr().out
    assert "Score : 100 % – 1 conforme, 0 écart" in told
    assert "lu, non confirmé" not in told


def test_a_provisional_analysis_as_json(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["analyser", str(dossier), "--avec-lecture", "--json", *DATE]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["provisoire"] is True
    assert told["bilan"]["provisoire"] is True
    assert {one["id"] for one in told["points"] if one["provisoire"]} == {TEST, DELAY}
    assert run(["analyser", str(dossier), "--json", *DATE]) == 0
    told = capsys.readouterr().out
    assert "provisoire" not in told
    assert SECRET not in told


def test_an_answer_is_never_replaced_by_what_was_read(dossier: Path) -> None:
    case, read = with_proposals(read_case(str(dossier), library()), read_reading(dossier), library())
    assert read == {TEST, DELAY}
    assert case.answers[EXCLUSIONS].finding == "oui"
    assert case.answers[DELAY].value == ()
    assert case.answers[TEST].citation.startswith(SECRET)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("analyser", "--avec-lecture", "--echec-si-ecart"), 2, "--echec-si-ecart juge vos réponses"),
        (("rediger", "-o", "sortie", "--avec-lecture"), 2, "un document ne se rédige que de vos réponses"),
    ],
)
def test_what_a_reading_is_not_for(
    words: tuple[str, ...], code: int, told: str, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([words[0], str(dossier), *words[1:], *DATE]) == code
    assert told in flat(capsys.readouterr().err)


def test_there_is_no_reading_of_a_dossier_on_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["analyser", "-", "--avec-lecture"]) == 2
    assert "donner son fichier" in flat(capsys.readouterr().err)


def test_documents_ask_nothing_of_what_was_read_and_say_so(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = dossier.parent
    capsys.readouterr()
    assert run(["rediger", str(dossier), "-o", str(home / "avec"), *DATE]) == 0
    told = flat(capsys.readouterr().err)
    assert (
        "59 points lus et non confirmés : aucune demande n'en est tirée, ils restent des questions. "
        f"clausier confirmer {dossier}" in told
    )
    reading = home / "dossier.lecture.yaml"
    reading.rename(home / "ailleurs")
    assert run(["rediger", str(dossier), "-o", str(home / "sans"), *DATE]) == 0
    assert "lus et non confirmés" not in flat(capsys.readouterr().err)
    names = sorted(path.name for path in (home / "avec").iterdir())
    assert names == sorted(path.name for path in (home / "sans").iterdir())
    for name in names:
        content = (home / "avec" / name).read_bytes()
        assert content == (home / "sans" / name).read_bytes()
        assert SECRET not in _text(home / "avec" / name)
    reading.write_text("schema: 0\n", encoding="utf-8")
    assert run(["rediger", str(dossier), "-o", str(home / "abimee"), *DATE]) == 0


def _text(path: Path) -> str:
    """All the text of a document, whatever holds it."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_a_reading_is_no_dossier_of_a_batch_and_is_never_packed(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, out = dossier.parent, dossier.parent.parent / "sortie"
    (home / "contrat.txt").unlink()
    assert [one.position for one in records(home, library())] == ["dossier.yaml"]
    assert size(home) == 1
    words = ["lot", "produire", str(home), "-o", str(out), "--zip", *DATE]
    assert run(words) == 0
    provider = next(path.parent for path in out.glob("*/dossier.yaml"))
    assert not [path for path in out.rglob("*") if path.name.endswith(".lecture.yaml")]
    shutil.copy(home / "dossier.lecture.yaml", provider)
    assert run([*words, "--reprendre"]) == 0
    assert (provider / "dossier.lecture.yaml").exists(), "what a person laid there stays"
    with zipfile.ZipFile(provider.with_name(f"{provider.name}.zip")) as archive:
        assert not [name for name in archive.namelist() if "lecture" in name]
    manifest = (provider / "manifeste.json").read_text(encoding="utf-8")
    assert "lecture" not in manifest
    assert SECRET not in manifest


def test_a_reading_is_no_reply_and_nobody_is_sent_to_it(dossier: Path) -> None:
    (dossier.parent / "reponse.docx").write_bytes(b"")
    assert [one.name for one in incoming(dossier.parent) if one.name.endswith((".yaml", ".docx"))] == [
        "dossier.yaml",
        "reponse.docx",
    ]
    with pytest.raises(InvalidInput, match=r"par exemple « .*dossier\.yaml »"):
        read_path(dossier.parent)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_provider_is_asked_the_same_whether_its_contract_was_read_or_not(kind: str, dossier: Path) -> None:
    home = dossier.parent
    words = ["questionnaire", "creer", "--dossier", str(dossier), "--pour", "prestataire", "-o"]
    assert run([*words, str(home / f"avec.{kind}")]) == 0
    (home / "dossier.lecture.yaml").unlink()
    assert run([*words, str(home / f"sans.{kind}")]) == 0
    assert (home / f"avec.{kind}").read_bytes() == (home / f"sans.{kind}").read_bytes()
