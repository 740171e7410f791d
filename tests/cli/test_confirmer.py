"""`clausier confirmer`, typed through a pipe and on a terminal; what was read is told by a stand-in."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from clausier.cli import run
from clausier.cli.lecture.shown import marked
from clausier.desk.contracts import texts_path
from clausier.dossier.begun import Begun, begun_of
from clausier.dossier.inwords import excerpt
from clausier.dossier.proposed import imposed, weighs
from clausier.dossier.readings import read_reading
from clausier.files.strictyaml import read_bytes
from clausier.model.answer import Answer
from clausier.model.verdict import Finding
from tests.builders import EXAMPLE, flat, library
from tests.cli.contracts import BACKUP, TEST, VERSIONS, stand_in

DATE = ("--date", "2026-11-23")
EXCLUSIONS, ADVICE, ATTACK, HOSTING = (
    "perimetre-exclusions", "perimetre-obligation-conseil", "incidents-procedure-cyberattaque", "hebergement-hds",
)  # fmt: skip
CONTRACT = """\
Contrat de maintenance
4.5 | partiel | article 7.2 | 4 | Un essai de restauration est fait une fois par an. | valeur=1 par an | mots=essai
1.2 | contraire | article 2 | 1 | Les postes sont exclus. | sure | autre=Les tablettes aussi.
1.4 | a_verifier | article 5 | 1 | Le prestataire conseille si besoin. | reserve
2.4 | partiel | article 8 | 5 | Il isole les postes atteints. | volets=isolement | sure
8.1 | trouve | article 9 | 6 | Les données sont chez un hébergeur certifié. | sure
"""
FOUND = (EXCLUSIONS, ADVICE, ATTACK, TEST, HOSTING)
Typing = Callable[..., None]


@pytest.fixture(autouse=True)
def _read_by_a_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """What will be typed, a line for each key and each text."""

    def type_(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return type_


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A whole dossier without answers, and the reading of its contract."""
    path = Path(shutil.copy(EXAMPLE, tmp_path / "dossier.yaml"))
    path.write_text(path.read_text(encoding="utf-8").partition("\nreponses:\n")[0] + "\n", encoding="utf-8")
    (tmp_path / "contrat.txt").write_text(CONTRACT, encoding="utf-8")
    assert run(["lire", str(tmp_path / "contrat.txt"), "-o", str(path), *DATE]) == 0
    return path


def confirm(dossier: Path, *words: str) -> int:
    return run(["confirmer", str(dossier), *words, *DATE])


def begun(dossier: Path) -> Begun:
    return begun_of(read_bytes(dossier.read_bytes(), ""), library())


def answers(dossier: Path) -> dict[str, Answer]:
    return begun(dossier).case.answers


def test_a_proposal_is_accepted_with_its_place_its_words_and_its_value(
    dossier: Path, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    typing("")
    assert confirm(dossier, "4.5") == 0
    told = capsys.readouterr().out
    assert all(len(line) <= 80 for line in told.splitlines() if str(dossier.parent) not in line)
    said = flat(told)
    assert "article 7.2, page 4 :" in said
    assert "« Un ‹essai› de restauration est fait une fois par an. »" in said
    assert "Proposition : en partie, valeur « 1 par an » – le contrat le dit." in said
    assert "Ce serait insuffisant : 1 fois par an au lieu de 2 fois par an au moins" in said
    assert "1 réponse enregistrée" in said
    found = answers(dossier)[TEST]
    assert (found.finding, found.value, found.article, found.page) == (Finding.PARTIAL, ("1 par an",), "7.2", "4")
    assert found.citation == "Un essai de restauration est fait une fois par an."
    assert (dossier.parent / "dossier.yaml.ancien").exists()


def test_the_walk_stops_and_goes_on_where_it_was(
    dossier: Path, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    before = dossier.read_bytes()
    typing("", "q")
    assert confirm(dossier) == 0
    assert answers(dossier)[EXCLUSIONS].finding is Finding.CONTRARY
    typing("", "n", "")
    capsys.readouterr()
    assert confirm(dossier) == 0
    told = flat(capsys.readouterr().out)
    assert "1.2 " not in told.replace("1.2 –", "")
    assert "1 sur 4" in told
    assert "Reste à décider : 2 points." in told
    found = answers(dossier)
    assert (found[ADVICE].finding, found[ATTACK].finding) == (Finding.TO_CHECK, Finding.NO)
    assert not found[ATTACK].quotes
    kept = sorted(path.name for path in dossier.parent.glob("*.ancien*"))
    assert kept == ["dossier.yaml.ancien", "dossier.yaml.ancien2"], "once a run"
    assert (dossier.parent / kept[0]).read_bytes() == before
    typing("q")
    capsys.readouterr()
    assert confirm(dossier) == 0
    assert "8.1" in capsys.readouterr().out.splitlines()[1], "what was put off comes last"


def test_every_key(dossier: Path, typing: Typing, capsys: pytest.CaptureFixture[str]) -> None:
    (dossier.parent / "contrat.txt").unlink()
    texts_path(dossier).unlink()
    typing("s", "", "s", "rien n'est hébergé", "z", "?", "?", "oui", "3 fois", "2 par an", "p", "", "c")
    assert confirm(dossier, "8.1", "1.4", "4.5", "2.4", "1.2") == 0
    told = flat(capsys.readouterr().out)
    found = answers(dossier)
    assert found[HOSTING].reason == "rien n'est hébergé"
    assert "Touches : o, p, n, c, s, ?, Entrée, q (arrêter)." in told
    assert "Rien d'autre n'a été trouvé" in told
    assert found[ADVICE].finding is Finding.TO_CHECK
    assert (found[TEST].finding, found[TEST].value) == (Finding.YES, ("2 par an",))
    assert told.count("Valeur –") == 2
    assert (found[ATTACK].finding, found[ATTACK].parts) == (Finding.PARTIAL, ("isolement",))
    assert found[EXCLUSIONS].article == "2"


def test_parts_are_asked_where_they_are_not_those_that_were_read(dossier: Path, typing: Typing) -> None:
    typing("o", "isolement, hier", "isolement, analyse")
    assert confirm(dossier, "2.4") == 0
    assert answers(dossier)[ATTACK].parts == ("isolement", "analyse")
    typing("o", "")
    assert confirm(dossier, "2.4") == 0
    assert answers(dossier)[ATTACK].parts == tuple(library().by_id[ATTACK].criterion.parts)


def test_more_is_shown_of_the_contract_that_was_read(
    dossier: Path, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    typing("?", "q")
    capsys.readouterr()
    assert confirm(dossier, "1.2") == 0
    told = flat(capsys.readouterr().out)
    assert "Le paragraphe entier : Contrat de maintenance" in told, "the passages of the stand-in all begin the text"
    assert "Autres passages : 2 · article 20 : « Les tablettes aussi. »" in told

    def is_shown() -> bool:
        typing("?", "q")
        assert confirm(dossier, "1.2") == 0
        return "Le paragraphe entier" in capsys.readouterr().out

    contract = dossier.parent / "contrat.txt"
    kept, text = texts_path(dossier).read_bytes(), contract.read_text(encoding="utf-8")
    contract.write_text("Un autre.", encoding="utf-8")
    assert is_shown()
    for spoilt in (b"", b"{}", kept[: len(kept) // 2], kept.replace(b'"blocs":', b'"blocs":9'), b"[" * 100_000):
        texts_path(dossier).write_bytes(spoilt)
        assert not is_shown()
    contract.write_text(text, encoding="utf-8")
    assert is_shown(), "the file that was read stands beside the dossier"


def test_another_passage_may_be_the_one_that_answers(dossier: Path, typing: Typing) -> None:
    typing("2", "?", "2", "p", "")
    assert confirm(dossier, "1.2") == 0
    answer = answers(dossier)[EXCLUSIONS]
    assert (answer.finding, answer.article, answer.citation) == (Finding.PARTIAL, "20", "Les tablettes aussi.")


def test_what_is_not_known_of_the_situation_is_asked_last(
    dossier: Path, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    known = "acces_aux_donnees: oui"
    text = dossier.read_text(encoding="utf-8")
    assert known in text
    dossier.write_text(text.replace(known, "acces_aux_donnees: inconnu"), encoding="utf-8")
    typing(*[""] * 5, "non")
    assert confirm(dossier) == 0
    told = flat(capsys.readouterr().out)
    assert flat(library().facts["acces_aux_donnees"].question) in told
    assert begun(dossier).case.situation.facts["acces_aux_donnees"] == ("non",)


def test_keys_are_heard_at_once_on_a_terminal(
    dossier: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed: Iterator[str] = iter("x\rn")

    def getchar() -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(click, "getchar", getchar)
    monkeypatch.setattr("sys.stdin", Terminal())
    assert confirm(dossier) == 0
    found = answers(dossier)
    assert (found[EXCLUSIONS].finding, found[ADVICE].finding) == (Finding.CONTRARY, Finding.NO)


def test_sure_proposals_are_accepted_together_but_for_a_yes_that_weighs(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert confirm(dossier, "--sures") == 0
    told = flat(capsys.readouterr().out)
    assert set(answers(dossier)) == {EXCLUSIONS, ATTACK}
    assert "2 propositions acceptées" in told
    assert "un « oui » s'y donne un à un" in told
    assert "8.1" in told
    assert confirm(dossier, "--sures", "8.1") == 0
    assert HOSTING not in answers(dossier)
    assert "Aucune proposition ne peut être acceptée d'un coup." in capsys.readouterr().out


def test_silences_become_noes_but_for_those_that_are_there(
    dossier: Path, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    typing("4.1, 99", "4.1, 4.4", "", "Dr Exemple")
    assert confirm(dossier, "--non-reperes") == 0
    told = flat(capsys.readouterr().out)
    assert "« 99 » n'est pas dans la liste" in told
    assert "cherché dans : Sauvegardes" in told
    found = answers(dossier)
    assert not {BACKUP, VERSIONS, *FOUND} & set(found)
    assert {one.finding for one in found.values()} == {Finding.NO}
    assert {one.comment for one in found.values()} == {"non repéré, confirmé par Dr Exemple le 23 novembre 2026"}
    assert confirm(dossier, "--non-reperes", "--sauf", "4.4", "--par", "Dr Autre") == 0
    assert "1 point répondu « non » ; à vérifier : 1." in flat(capsys.readouterr().out)
    assert answers(dossier)[BACKUP].comment.startswith("non repéré, confirmé par Dr Autre")


def test_silences_that_a_law_imposes_come_first(
    dossier: Path, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    typing()
    assert confirm(dossier, "--non-reperes") == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("  ") and line[2] != " "]
    shown = [library().by_id[library().ids[words[0]]] for words in lines if words[0] in library().ids]
    ranks = [(not imposed(point), not weighs(point)) for point in shown]
    assert ranks == sorted(ranks)
    assert len(shown) == len(ranks) > 40
    assert answers(dossier) == {}, "nothing is written without a word"


def test_what_was_not_read_is_told_before_silences_are_confirmed(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = dossier.parent / "contrat.txt"
    contract.write_text(f"{CONTRACT}page numérisée\nmanque annexe 3\n", encoding="utf-8")
    assert run(["lire", str(contract), "-o", str(dossier), *DATE]) == 0
    capsys.readouterr()
    assert confirm(dossier, "--non-reperes", "--sauf", "aucun", "--par", "Dr Exemple") == 0
    told = flat(capsys.readouterr().err)
    assert "la page 2 n'a pas de texte" in told
    assert "cité au contrat et non fourni : annexe 3" in told


def test_a_new_dossier_is_told_from_its_contract(
    tmp_path: Path, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    contract, target = tmp_path / "c.txt", tmp_path / "dossier.yaml"
    contract.write_text(
        "cle contrat.titre | Contrat de maintenance\ncle contrat.date | hier\ncle situation.services | infogerance\n"
        "cle contrat.reference | R1\ncle prestataire.nom | Prestataire Exemple\n",
        encoding="utf-8",
    )
    assert run(["lire", str(contract), "-o", str(target), *DATE]) == 0
    capsys.readouterr()
    typing("", "", "1er mars 2026", "v", "sauvegarde, camion", "sauvegarde; reseau", "n", "", "Cabinet Exemple", "")
    assert confirm(target) == 0
    told = flat(capsys.readouterr().out)
    assert "« hier » n'est pas une date" in told
    assert "camion" in told
    found = begun(target)
    assert found.blanks == (("contrat", "etat"),)
    assert found.case.contract.title == "Contrat de maintenance"
    assert str(found.case.contract.date) == "2026-03-01"
    assert found.case.situation.facts["services"] == ("sauvegarde", "reseau")
    assert [one.key for one in read_reading(target).suggestions if one.declined] == ["contrat.reference"]
    assert "il manque : contrat.etat" in told
    assert run(["lire", str(contract), "-o", str(target), *DATE]) == 0
    assert "référence" not in capsys.readouterr().out
    typing("signé")
    assert confirm(target) == 0
    assert begun(target).is_whole
    assert run(["analyser", str(target), *DATE]) == 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("99",), 2, "le point « 99 » n'existe pas"),
        (("--sauf", "4.5"), 2, "--sauf et --par vont avec --non-reperes"),
        (("--non-reperes", "--sauf", "99"), 2, "--sauf : le point « 99 » n'existe pas"),
        (("--sures", "--non-reperes"), 2, "--"),
    ],
)
def test_what_is_typed_wrong(
    words: tuple[str, ...], code: int, told: str, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert confirm(dossier, *words) == code
    assert told in flat(capsys.readouterr().err)


def test_there_is_nothing_to_confirm_where_nothing_was_read(
    dossier: Path, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    (dossier.parent / "dossier.lecture.yaml").unlink()
    assert confirm(dossier) == 3
    assert "aucun contrat n'a été lu pour ce dossier" in capsys.readouterr().err


def test_lines_that_are_no_text_or_too_long(
    dossier: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing("s", "x" * 100_000, "un motif", "q")
    assert confirm(dossier, "1.2", "1.4") == 0
    assert answers(dossier)[EXCLUSIONS].reason == "un motif"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\n"), encoding="utf-8"))
    assert confirm(dossier, "1.4") == 3
    assert "UTF-8" in capsys.readouterr().err


def test_words_are_marked_and_long_quotations_cut_around_them() -> None:
    assert (
        marked("Un Essai, des essais (a.b)", ("essai", "essais", "a.b", "Es", "n"))
        == "Un ‹Essai›, des ‹essais› (‹a.b›)"
    )
    assert marked("Un essai", ()) == "Un essai"
    cut = excerpt("a " * 500 + "‹mot› " + "b " * 500, 100, "‹")
    assert "‹mot›" in cut
    assert len(cut) < 110
    assert excerpt("court", 100) == "court"
