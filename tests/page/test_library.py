"""The library on the page: read, searched, compared, and never written."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from clausier.model.base import Held
from clausier.playbook.stages import stages
from tests.builders import DAY
from tests.page.desk import EXAMPLE, Desk, folder, seated
from tests.page.shelves import OWN, TEST, WIFI, shelved

POINT = f"/bibliotheque/points/{TEST}"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = folder(tmp_path_factory.mktemp("dossiers"))
    shelved(root)
    return seated(root)


def text(desk: Desk, path: str) -> str:
    """What a reader sees of a page, words removed and added between brackets."""
    answer = desk.read(path)
    assert answer.status_code == 200, answer.text
    heard = re.compile(r'<span class="invisible">(?:\[(?:retiré|ajouté)\s:\s|\] )</span>')
    told = re.sub(r"<del>(.*?)</del>", r"[-\1-]", re.sub(r"<ins>(.*?)</ins>", r"{+\1+}", heard.sub("", answer.text)))
    told = unescape(re.sub(r"<[^>]+>", "", told)).replace("’", "'")
    return " ".join(told.replace("\u202f", " ").replace("\xa0", " ").split())


def found(desk: Desk, words: str) -> list[str]:
    """The numbers of the points that a search finds, in order."""
    page = desk.read(f"/bibliotheque?mots={words}").text
    return re.findall(r'<p class="ecart"><a href="[^"]*/points/[^"]*"><span class="numero">([^<]*)</span>', page)


def test_every_point_and_every_basis_has_a_page(desk: Desk) -> None:
    library = desk.house.shelf.library()
    for point in library.requirements[::7]:
        assert point.question[:30].replace("'", "’") in desk.read(f"/bibliotheque/points/{point.id}").text
    for id_ in [*library.bases][::40]:
        assert desk.read(f"/bibliotheque/fondements/{id_}").status_code == 200


@pytest.mark.parametrize("words", ["test restauration", "TÉSTS  Restaurations", "tester, l'a restaurée !"])
def test_a_search_minds_neither_accents_nor_case_nor_form(desk: Desk, words: str) -> None:
    assert found(desk, words)[0] == "4.5"


def test_a_search_finds_words_of_a_title_a_question_and_a_clause(desk: Desk) -> None:
    assert found(desk, "4.5 zzz") == ["4.5"]
    assert found(desk, "9.a") == ["9.A"], "the point, not the texts in which « 9 » stands"
    assert "1 clause, 0 texte" in text(desk, "/bibliotheque?mots=9.A")
    assert not found(desk, "9.Z")
    assert "4.5" in found(desk, "procès-verbal copies d'essai")
    assert not found(desk, "zzz")
    assert "Rien ne porte tous ces mots" in text(desk, "/bibliotheque?mots=zzz")
    page = desk.read("/bibliotheque?mots=%3Cb%3E&avec=").text
    assert "&lt;b&gt;" in page


def test_the_words_found_are_marked(desk: Desk) -> None:
    page = desk.read("/bibliotheque?mots=restauration").text
    assert "<mark>restauration</mark>" in page
    assert "<mark>Tests</mark>" not in page


def test_positions_are_compared_word_by_word(desk: Desk) -> None:
    page = text(desk, POINT)
    assert "Cible ce qui est demandé d'abord" in page
    assert "au moins [-deux (2-]{+une (1+}) fois par an" in page
    assert "Plancher en dessous, ne pas signer" in page


def test_the_clause_is_the_one_that_the_act_prints(desk: Desk) -> None:
    shown = stages(Held(desk.house.shelf.library()), TEST, "", DAY)[0].shown
    assert shown is not None
    page = desk.read(POINT).text
    assert all(block.text in unescape(page) for block in shown.request.body)


def test_a_point_is_compared_with_another_library(desk: Desk) -> None:
    for path in (f"{POINT}?avec={OWN}", f"{POINT}?autre={OWN}"):
        page = text(desk, path)
        assert "Ce que « Maison Exemple » change dans « Bibliothèque de clausier »" in page
        assert "[-Tests-]{+Essais+} de restauration" in page
    assert "n'est pas dans" in text(desk, "/bibliotheque/points/complement-assurance?avec=complements&autre=")


def test_two_libraries_are_compared(desk: Desk) -> None:
    page = text(desk, f"/bibliotheque/comparer?avec={OWN}")
    assert "2 points modifiés" in page
    assert page.index("[-2-]{+4+} par an") < page.index("[-Tests-]{+Essais+} de restauration")
    assert "Choisir deux bibliothèques différentes" in text(desk, f"/bibliotheque/comparer?autre={OWN}&avec={OWN}")


def test_approvals_are_told(desk: Desk) -> None:
    assert "Clause validée par Me Exemple le 23 novembre 2026." in text(desk, f"{POINT}?avec={OWN}")
    page = text(desk, f"/bibliotheque/points/{WIFI}?avec={OWN}")
    assert "Validation qui ne vaut plus : modifiée depuis la validation par Me Exemple" in page
    assert "Me Exemple" not in text(desk, POINT)
    assert "dont 1 validation qui ne vaut plus" in text(desk, f"/bibliotheque?avec={OWN}")


def test_a_basis_tells_what_was_verified_and_where_it_serves(desk: Desk) -> None:
    page = text(desk, "/bibliotheque/fondements/rgpd-32-1-d")
    assert "texte lu le 23 novembre 2026, à relire le 23 novembre 2027" in page
    assert "4.5 Test de restauration" in page
    unread = next(id_ for id_, one in desk.house.shelf.library().bases.items() if one.caveat and not one.is_read())
    page = text(desk, f"/bibliotheque/fondements/{unread}")
    assert "ne le cite pas" in page
    assert "Réserve." in page
    assert page.count("À lire ou à relire") == 0
    assert len(text(desk, "/bibliotheque/fondements?revoir=oui")) < len(text(desk, "/bibliotheque/fondements"))


def test_how_to_change_a_clause_is_told_and_nothing_is_written(desk: Desk) -> None:
    before = {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()}
    page = text(desk, POINT)
    assert "clausier bibliotheque importer clauses.docx -o bibliotheques/maison" in page
    assert f"…/{TEST}.yaml" in page
    for path in ("/bibliotheque", POINT, "/bibliotheque/fondements", "/bibliotheque/comparer"):
        assert desk.send(path, {"x": "1"}).status_code == 404
    assert {path: path.read_bytes() for path in desk.root.rglob("*") if path.is_file()} == before


def test_the_list_and_each_card_lead_to_it(desk: Desk) -> None:
    assert f'href="{desk.address("/bibliotheque")}"' in desk.read("/").text
    page = desk.read(f"/dossiers/{EXAMPLE}/verification/4").text
    address = f"{desk.address(POINT)}?avec=dossier%3A{EXAMPLE}"
    assert f'href="{address}"' in page
    assert f'href="{desk.address(f"/dossiers/{EXAMPLE}/verification")}"' in desk.client.get(address).text


@pytest.mark.parametrize("name", ["../x", "/etc", "..", "dossier:rien", "dossier:../x", "C:\\x", "inconnue"])
def test_a_library_is_chosen_from_a_list(desk: Desk, name: str) -> None:
    for path in ("/bibliotheque", POINT, "/bibliotheque/comparer"):
        assert desk.client.get(desk.address(path), params={"avec": name}).status_code == 404
        if path != "/bibliotheque":
            assert desk.client.get(desk.address(path), params={"autre": name}).status_code == 404
    assert desk.read(f"{POINT}?type=rien").status_code == 404


def test_a_library_at_fault_tells_what_to_mend(tmp_path: Path) -> None:
    desk = seated(tmp_path)
    own = desk.root / "bibliotheques" / OWN
    own.mkdir(parents=True)
    (own / f"{TEST}.yaml").write_text("clause: {titr: X}\n", encoding="utf-8")
    answer = desk.read(f"/bibliotheque?avec={OWN}")
    assert answer.status_code == 422
    assert "titre" in answer.text
    assert "à corriger" in answer.text


def test_a_library_with_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "ailleurs.yaml").write_text("clause: {titre: Volé}\n", encoding="utf-8")
    desk = seated(folder(tmp_path / "ouvert"))
    own = desk.root / "bibliotheques" / OWN
    own.mkdir(parents=True)
    (own / f"{TEST}.yaml").symlink_to(tmp_path / "ailleurs.yaml")
    answer = desk.read(f"{POINT}?avec={OWN}")
    assert answer.status_code == 422
    assert "Volé" not in answer.text
    assert "un lien" in answer.text.replace("’", "'")
