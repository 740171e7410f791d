"""Two tabs, a command, an editor on one dossier: nothing is written over, and who sees an old page is told."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from clausier.files.locks import held
from clausier.files.strictyaml import read_path
from tests.page.desk import EXAMPLE, Desk, folder, seated

HERE = f"/dossiers/{EXAMPLE}"
POINT, OTHER = "sauvegardes-chiffrees", "sauvegardes-copie-isolee"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return seated(folder(tmp_path))


def path_of(desk: Desk) -> Path:
    return desk.root / EXAMPLE / "dossier.yaml"


def told(desk: Desk) -> Any:
    return read_path(path_of(desk)).data


def hidden(page: str, point: str) -> dict[str, str]:
    """What the form of a card tells of what it shows."""
    card = page[page.index(f'id="{point}" aria-labelledby') :]
    return {name: re.search(rf'name="{name}" value="([^"]*)"', card)[1] for name in ("vu", "fichier")}  # type: ignore[index]


def test_answers_to_different_points_from_old_pages_are_both_kept_and_told(desk: Desk) -> None:
    page = desk.read(f"{HERE}/verification/4").text
    desk.send(f"{HERE}/points/{POINT}", {"constat": "oui", **hidden(page, POINT)})
    answer = desk.after(desk.send(f"{HERE}/points/{OTHER}", {"constat": "oui", **hidden(page, OTHER)}))
    assert "avait été modifié ailleurs" in answer.text
    assert (told(desk)["reponses"][POINT], told(desk)["reponses"][OTHER]) == ("oui", "oui")


def test_nothing_is_told_where_nothing_else_changed(desk: Desk) -> None:
    page = desk.read(f"{HERE}/verification/4").text
    answer = desk.after(desk.send(f"{HERE}/points/{POINT}", {"constat": "oui", **hidden(page, POINT)}))
    assert "avait été modifié ailleurs" not in answer.text


def test_an_answer_from_an_old_page_never_takes_the_place_of_a_newer_one(desk: Desk) -> None:
    page = desk.read(f"{HERE}/verification/4").text
    path_of(desk).write_text(
        path_of(desk).read_text(encoding="utf-8").replace(f"{POINT}: {{constat: a_verifier}}", f"{POINT}: partiel"),
        encoding="utf-8",
    )
    answer = desk.send(f"{HERE}/points/{POINT}", {"constat": "oui", "citation": "à la lettre", **hidden(page, POINT)})
    assert answer.status_code == 409
    assert "modifié ailleurs" in answer.text
    assert "à la lettre" in answer.text
    assert told(desk)["reponses"][POINT] == "partiel"
    again = desk.send(f"{HERE}/points/{POINT}", {"constat": "oui", **hidden(answer.text, POINT)})
    assert again.status_code == 303
    assert told(desk)["reponses"][POINT] == "oui"


def test_a_dossier_that_somebody_spoils_is_told_with_its_line_and_left(desk: Desk) -> None:
    page = desk.read(f"{HERE}/verification/4").text
    path_of(desk).write_text("cabinet: {nom: x}\nreponses: {rien: oui}\n", encoding="utf-8")
    for answer in (
        desk.read(f"{HERE}/verification/4"),
        desk.send(f"{HERE}/points/{POINT}", {"constat": "oui", **hidden(page, POINT)}),
    ):
        assert answer.status_code == 422
        assert "ligne 2" in answer.text
    assert path_of(desk).read_text(encoding="utf-8").startswith("cabinet: {nom: x}")


def test_a_dossier_that_a_command_holds_is_waited_for_then_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clausier.files.locks.WAIT", 0.1)
    with held(path_of(desk).parent):
        answer = desk.send(f"{HERE}/points/{POINT}", {"constat": "oui"})
    assert answer.status_code == 409
    assert "une autre commande" in answer.text.lower()
    assert desk.send(f"{HERE}/points/{POINT}", {"constat": "oui"}).status_code == 303


def test_many_answers_at_once_are_all_kept(desk: Desk) -> None:
    points = [one.requirement.id for one in desk.house.opened(EXAMPLE).analysis.judgements][:20]

    def send(point: str) -> int:
        return desk.send(f"{HERE}/points/{point}", {"constat": "a_verifier", "confirme": "oui"}).status_code

    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(send, points)) == {303}
    kept = told(desk)["reponses"]
    assert all((kept[one] if isinstance(kept[one], str) else kept[one]["constat"]) == "a_verifier" for one in points)


def test_a_file_of_odd_form_is_written_anew_and_kept_beside(desk: Desk) -> None:
    odd = "cabinet: {nom: A}  # à la main\nprestataire: {nom: B}\ncontrat: {titre: T, etat: signe}\nreponses: {}\n"
    path_of(desk).write_text(odd, encoding="utf-8")
    page = desk.after(desk.send(f"{HERE}/points/{POINT}", {"constat": "oui"})).text
    assert "l’ancien, avec ses commentaires, est gardé à côté" in page
    assert path_of(desk).with_name("dossier.yaml.ancien").read_text(encoding="utf-8") == odd
    assert told(desk)["reponses"][POINT] == "oui"
