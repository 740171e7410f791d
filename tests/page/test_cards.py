"""What was read, in the cards: proposed and not saved, accepted, taken otherwise, together; as `confirmer` does it."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.desk.readings import put_reading
from clausier.dossier.proposed import weighs
from clausier.dossier.read import read_case
from clausier.dossier.readings import read_reading, reading_path
from clausier.files.strictyaml import read_path
from clausier.model.casefile import CaseFile
from clausier.model.reading import Status
from clausier.page.questions import Way, asked_of
from tests.builders import library
from tests.page.desk import Desk, seated
from tests.page.lectures import ANSWERED, READ, here, lay
from tests.page.test_steps import plain

HERE = f"/dossiers/{READ}"
TEST, VERSIONS, BACKUP = "sauvegardes-test-restauration", "sauvegardes-versions", "sauvegardes-quotidiennes"
SILENT = "sauvegardes-chiffrees"
ON = ("--date", "2026-11-23")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    lay(tmp_path)
    return here(seated(tmp_path))


@pytest.fixture
def twin(tmp_path: Path) -> Path:
    """The same dossier, for the command."""
    (tmp_path / "commande").mkdir()
    return lay(tmp_path / "commande")


def dossier(desk: Desk) -> Path:
    return desk.root / READ / "dossier.yaml"


def answers(desk: Desk) -> Any:
    return read_path(dossier(desk)).data["reponses"]


def case(path: Path) -> CaseFile:
    return read_case(str(path), library())


def card(desk: Desk, point: str, category: int = 4) -> str:
    page = desk.read(f"{HERE}/verification/{category}").text
    return re.search(rf'<article class="carte" id="{point}".*?</article>', page, re.DOTALL)[0]  # type: ignore[index]


def hidden(html: str) -> dict[str, str]:
    """What the form of a card tells of what it shows."""
    return {name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("vu", "fichier", "lu")}  # type: ignore[index]


def send(desk: Desk, point: str, **fields: Any) -> Any:
    return desk.send(f"{HERE}/points/{point}", {**hidden(card(desk, point)), **fields})


def test_a_card_shows_the_passage_its_place_and_the_proposal_and_saves_nothing(desk: Desk) -> None:
    before = dossier(desk).read_bytes()
    html = plain(card(desk, TEST))
    assert "Un <mark>essai</mark> de <mark>restauration</mark>" in html
    assert "Article 7.2" in html
    assert "Proposition : le contrat le prévoit" in html
    assert 'data-touche="a"' in html
    assert 'id="sauvegardes-test-restauration-oui" data-touche="1" aria-pressed="false" class="propose"' in html
    assert "Sans réponse." in html
    assert "le texte entier" in html
    assert dossier(desk).read_bytes() == before


def test_a_value_that_is_too_weak_says_so_before_it_is_accepted_in_the_words_of_the_verdict(desk: Desk) -> None:
    weak = "5 versions au lieu de 7 versions au moins, soit 2 de moins"
    assert f"le contrat le prévoit</strong>, 5 versions, mais ce serait insuffisant : {weak}" in plain(
        card(desk, VERSIONS)
    )
    assert f"Insuffisant : {weak}" in plain(desk.read(f"{HERE}/verification/sures").text)
    assert "insuffisant" not in plain(card(desk, BACKUP))
    send(desk, VERSIONS, accepter="oui")
    shown = plain(card(desk, VERSIONS))
    assert "ce serait insuffisant" not in shown
    assert weak in shown


def test_a_proposal_is_accepted_by_one_button(desk: Desk) -> None:
    page = plain(desk.after(send(desk, VERSIONS, accepter="oui")).text)
    assert answers(desk)[VERSIONS] == {
        "constat": "oui",
        "valeur": "5 versions",
        "article": "7.1",
        "citation": "Les cinq dernières versions sont conservées.",
    }
    assert "5 versions au lieu de 7" in page


@pytest.mark.parametrize(("point", "key"), [(TEST, ""), (VERSIONS, ""), (BACKUP, ""), (TEST, "p"), (VERSIONS, "c")])
def test_an_answer_takes_along_what_confirmer_takes(
    desk: Desk, twin: Path, monkeypatch: pytest.MonkeyPatch, point: str, key: str
) -> None:
    typed = f"{key}\n\n\n\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    assert run(["confirmer", str(twin), library().by_id[point].number, *ON]) == 0
    given = {"accepter": "oui"} if not key else {"constat": {"p": "partiel", "c": "contraire"}[key]}
    assert send(desk, point, **given).status_code == 303
    ours, theirs = case(dossier(desk)).answers[point], case(twin).answers[point]
    assert (ours.finding, ours.article, ours.citation) == (theirs.finding, theirs.article, theirs.citation)
    assert ours.article


def test_another_passage_may_be_taken_before_and_after(desk: Desk) -> None:
    passages = read_reading(dossier(desk)).points[BACKUP].passages
    send(desk, BACKUP, constat="oui", passage="2")
    assert answers(desk)[BACKUP]["citation"] == passages[2].quote
    assert answers(desk)[BACKUP]["article"] == passages[2].article
    html = card(desk, BACKUP)
    assert "Ce que la lecture avait trouvé" in plain(html)
    send(desk, BACKUP, citer="oui", passage="0", valeur="1 par jour", article="x", citation="y")
    told = answers(desk)[BACKUP]
    assert (told["citation"], told["valeur"], told["constat"]) == (passages[0].quote, "1 par jour", "oui")


def test_a_passage_may_answer_where_nothing_was_found(desk: Desk) -> None:
    near = read_reading(dossier(desk)).points[SILENT].passages
    assert "La lecture n’a rien trouvé" in plain(card(desk, SILENT))
    send(desk, SILENT, constat="oui")
    assert answers(desk)[SILENT] == "oui"
    send(desk, SILENT, constat="")
    send(desk, SILENT, constat="oui", passage="1")
    assert answers(desk)[SILENT]["citation"] == near[1].quote


@pytest.mark.parametrize("rank", ["9", "-1", "x", "", "1e3", "٣"])
def test_a_passage_that_is_none_is_the_first(desk: Desk, rank: str) -> None:
    send(desk, TEST, constat="oui", passage=rank)
    assert answers(desk)[TEST]["article"] == "7.2"


def test_what_a_person_typed_stays(desk: Desk) -> None:
    send(desk, TEST, constat="oui")
    fields = {"valeur": "1 par an", "article": "7.3", "citation": "", "page": "2", "commentaire": "à voir"}
    send(desk, TEST, constat="oui", **fields)
    assert answers(desk)[TEST] == {
        "constat": "oui", "valeur": "1 par an", "article": "7.3", "page": "2", "commentaire": "à voir",
    }  # fmt: skip
    send(desk, TEST, constat="partiel", **fields)
    assert answers(desk)[TEST]["article"] == "7.3"


def test_a_slip_is_mended_by_one_key_as_long_as_nothing_typed_would_go(desk: Desk) -> None:
    send(desk, TEST, accepter="oui")
    assert send(desk, TEST, constat="non").status_code == 303
    assert answers(desk)[TEST] == "non"
    send(desk, TEST, constat="oui")
    send(desk, TEST, constat="oui", valeur="1 par an", article="7.2", citation="Autre.", page="")
    assert "Remplacer la réponse" in send(desk, TEST, constat="non").text
    assert answers(desk)[TEST]["citation"] == "Autre."


def test_a_note_stays_when_a_proposal_is_accepted(desk: Desk) -> None:
    send(desk, TEST, constat="a_verifier", commentaire="demandé à Paul")
    assert "Accepter" in card(desk, TEST), "« je ne sais pas » decides nothing"
    send(desk, TEST, accepter="oui")
    assert answers(desk)[TEST]["commentaire"] == "demandé à Paul"
    assert answers(desk)[TEST]["article"] == "7.2"


def test_a_contract_that_was_read_again_meanwhile_is_told_and_nothing_is_saved(desk: Desk) -> None:
    old = hidden(card(desk, TEST))
    reading = read_reading(dossier(desk))
    changed = reading.points[TEST].model_copy(update={"status": Status.CONTRARY, "certain": False})
    put_reading(dossier(desk), reading.model_copy(update={"points": {**reading.points, TEST: changed}}), ())
    before = dossier(desk).read_bytes()
    answer = desk.send(f"{HERE}/points/{TEST}", {**old, "accepter": "oui"})
    assert answer.status_code == 409
    assert "a été relu depuis" in plain(answer.text)
    assert "Accepter : dit le contraire" in plain(answer.text)
    assert dossier(desk).read_bytes() == before


def test_two_tabs_that_accept_and_answer_the_same_point(desk: Desk) -> None:
    old = hidden(card(desk, TEST))
    desk.send(f"{HERE}/points/{TEST}", {**old, "constat": "non"})
    answer = desk.send(f"{HERE}/points/{TEST}", {**old, "accepter": "oui"})
    assert answer.status_code == 409
    assert answers(desk)[TEST] == "non"


def _waiting(desk: Desk) -> frozenset[str]:
    return desk.house.beside(desk.house.opened(READ)).waiting


def test_what_was_read_and_waits_is_filtered_and_counted(desk: Desk) -> None:
    first = next(one.category for one in library().requirements if one.id in _waiting(desk))
    overview = desk.read(f"{HERE}/verification").text
    assert f'/verification/{first}?filtre=lu-a-confirmer">' in overview, "no detour"
    page = desk.read(f"{HERE}/verification/4?filtre=lu-a-confirmer").text
    assert page.count('<article class="carte"') == 7
    assert "7 lectures à confirmer" in plain(page)
    page = desk.after(send(desk, TEST, accepter="oui", filtre="lu-a-confirmer")).text
    assert "6 lectures à confirmer" in plain(page)
    assert "43 questions dont un passage parle" not in plain(desk.read(f"{HERE}/verification").text)
    reading_path(dossier(desk)).unlink()
    page = desk.read(f"{HERE}/verification/4").text
    assert "lu-a-confirmer" not in page
    assert "Accepter" not in page


# ---- The way to a letter ----


def test_the_way_to_a_letter_is_told_and_ends_before_all_is_answered(desk: Desk) -> None:
    here = f"{HERE}/verification"
    way, opened, told = _way(desk), desk.house.opened(READ), dossier(desk)
    unanswered = sum(one.answer is None for one in asked_of(opened))
    assert way.together + way.silent + len(way.first) + way.later == unanswered, "each question has one place"
    assert all(weighs(one) for one in way.first)
    page = plain(desk.read(here).text)
    assert f"{len(way.first)} questions indispensables, ou que la loi impose" in page
    assert "La lettre peut être faite" not in page
    beside = desk.house.beside(opened)
    *rest, last = way.first
    done = [*beside.sure, *(one.id for one in (*beside.silences, *rest))]
    told.write_text(told.read_text(encoding="utf-8") + "".join(f"  {id_}: non\n" for id_ in done), encoding="utf-8")
    assert "1 question indispensable" in plain(desk.read(here).text)
    onward = re.search(r'rel="next" href="([^"]+)"', desk.read(f"{here}/1?filtre=indispensables").text)
    assert onward is not None
    assert onward[1].endswith(f"/{last.category}?filtre=indispensables"), "pages where nothing waits are passed over"
    told.write_text(told.read_text(encoding="utf-8") + f"  {last.id}: non\n", encoding="utf-8")
    page = plain(desk.read(here).text)
    assert "La lettre peut être faite" in page
    assert f"{way.later} autres questions peuvent attendre" in page
    assert 'rel="next"' not in desk.read(f"{here}/1?filtre=indispensables").text


def _way(desk: Desk) -> Way:
    opened = desk.house.opened(READ)
    return Way.of(asked_of(opened), desk.house.beside(opened))


# ---- Together ----


def test_sure_readings_are_accepted_as_the_command_accepts_them(desk: Desk, twin: Path) -> None:
    assert run(["confirmer", str(twin), "--sures", *ON]) == 0
    page = desk.read(f"{HERE}/verification/sures").text
    ticked = re.findall(r'name="point" value="([^"]+)" checked', page)
    assert len(ticked) == 4
    assert TEST not in ticked
    assert "4.5" in page[page.index("à accepter une à une") :]
    assert desk.send(f"{HERE}/verification/sures").status_code == 422
    told = desk.after(desk.send(f"{HERE}/verification/sures", {"point": [*ticked, TEST, "rien"]})).text
    assert "Réponses enregistrées." in told
    assert case(dossier(desk)).answers == case(twin).answers
    assert "Aucune lecture sûre" in desk.read(f"{HERE}/verification/sures").text


def test_an_answer_given_meanwhile_is_left_by_those_that_are_accepted_together(desk: Desk) -> None:
    send(desk, VERSIONS, constat="non")
    desk.send(f"{HERE}/verification/sures", {"point": [VERSIONS, "correctifs-calendrier"]})
    assert answers(desk)[VERSIONS] == "non"


def test_silences_are_confirmed_as_the_command_confirms_them(desk: Desk, twin: Path) -> None:
    words = ["--non-reperes", "--sauf", "4.2", "--par", "Dr Exemple", *ON]
    assert run(["confirmer", str(twin), *words]) == 0
    page = desk.read(f"{HERE}/verification/silences").text
    asked = re.findall(r'name="point" value="([^"]+)"', page)
    assert len(asked) == 16
    assert page.index("Qu’un texte peut imposer") < page.index("Indispensables") < page.index("Autres questions")
    assert "annexe 4" in page
    fields = {"point": [one for one in asked if one != SILENT], "par": "Dr Exemple"}
    desk.after(desk.send(f"{HERE}/verification/silences", fields))
    assert case(dossier(desk)).answers == case(twin).answers
    assert SILENT not in case(dossier(desk)).answers


def test_a_silence_that_weighs_or_that_words_come_near_is_read_before_it_is_ticked(desk: Desk) -> None:
    page = desk.read(f"{HERE}/verification/silences").text
    rows = dict(re.findall(r'<li>\s*<label[^>]*for="s-([^"]+)">(.*?)</li>', page, re.DOTALL))
    read_first = [id_ for id_, row in rows.items() if " checked" not in row]
    assert {id_ for id_, row in rows.items() if "<details open>" in row} == set(read_first)
    marked = {id_ for id_, row in rows.items() if "<mark>" in row}
    weighty = {id_ for id_ in rows if weighs(library().by_id[id_])}
    assert set(read_first) == marked | weighty
    assert marked - weighty
    assert weighty - marked
    assert SILENT not in read_first
    assert all(f"#{id_}" in rows[id_] for id_ in read_first), "the question can be answered otherwise"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"point": [SILENT]}, "Dire qui confirme"),
        ({"point": [SILENT], "par": " "}, "Dire qui confirme"),
        ({"point": [SILENT], "par": "x" * 2000}, "1 000 au plus"),
        ({"par": "Dr Exemple"}, "Cocher au moins une question"),
        ({"point": [TEST, ANSWERED, "rien"], "par": "Dr Exemple"}, "Cocher au moins une question"),
    ],
)
def test_silences_are_not_confirmed_without_a_name_nor_a_tick(desk: Desk, fields: Any, told: str) -> None:
    before = dossier(desk).read_bytes()
    answer = desk.send(f"{HERE}/verification/silences", fields)
    assert answer.status_code == 422
    assert told in plain(answer.text)
    assert dossier(desk).read_bytes() == before
    if SILENT in fields.get("point", ()):
        assert 'aria-describedby="par-note par-fautes" aria-invalid="true"' in answer.text
        assert answer.text.count(" checked") == 1, "what was unticked stays so"


def test_a_note_stays_when_a_silence_is_confirmed(desk: Desk) -> None:
    send(desk, SILENT, constat="a_verifier", commentaire="demandé à Paul")
    desk.send(f"{HERE}/verification/silences", {"point": [SILENT], "par": "Dr Exemple"})
    noted = answers(desk)[SILENT]["commentaire"]
    assert noted == "demandé à Paul\nnon repéré, confirmé par Dr Exemple le 23 novembre 2026"


def test_a_dossier_without_a_reading_has_nothing_to_accept(tmp_path: Path) -> None:
    shutil.copytree(lay(tmp_path).parent, tmp_path / "nu")
    shutil.rmtree(tmp_path / "nu" / ".clausier")
    (tmp_path / "nu" / "dossier.lecture.yaml").unlink()
    desk = seated(tmp_path)
    for path in ("verification", "verification/4", "verification/sures", "verification/silences", "contrat"):
        assert desk.read(f"/dossiers/nu/{path}").status_code == 200
    assert "Donner le contrat à lire" in desk.read("/dossiers/nu/verification").text
    for path in ("sures", "silences"):
        assert desk.send(f"/dossiers/nu/verification/{path}", {"point": [TEST], "par": "x"}).status_code == 422
    answer = desk.send(f"/dossiers/nu/points/{TEST}", {"accepter": "oui", "lu": ""})
    assert answer.status_code in (303, 404)
    assert TEST not in read_path(tmp_path / "nu" / "dossier.yaml").data["reponses"]
