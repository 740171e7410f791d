"""What is asked: counted as the command does, kept in the dossier, where commands read it; positions stay inside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from clausier.files.strictyaml import read_path
from clausier.judging.extent import limited
from clausier.judging.length import told as told_length
from clausier.model.extent import Asking, Extent
from clausier.page import requesting
from tests.page.desk import EXAMPLE, Desk, folder, seated
from tests.page.test_steps import plain

HERE = f"/dossiers/{EXAMPLE}/demandes"
POINT, PARTS = "sauvegardes-test-restauration", "hebergement-rgpd"
WIFI, QUESTION = "acces-wifi-separes", "sauvegardes-chiffrees"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return seated(folder(tmp_path))


def kept(desk: Desk) -> Any:
    return read_path(desk.root / EXAMPLE / "dossier.yaml").data


def listed(page: str) -> list[str]:
    return re.findall(r'name="montre" value="([^"]+)"', page)


def ticked(page: str) -> list[str]:
    return re.findall(r'name="point" value="([^"]+)" id="[^"]+" checked', page)


def tick(desk: Desk, *points: str, **more: str) -> Any:
    return desk.send(f"{HERE}/points", {"montre": listed(desk.read(HERE).text), "point": [*points], **more})


def test_both_extents_are_counted_as_the_command_counts_them(desk: Desk) -> None:
    page, whole = plain(desk.read(HERE).text), desk.house.opened(EXAMPLE).analysis
    for extent in Extent:
        said = told_length(limited(whole, Asking(extent=extent)))
        clauses, pages = re.search(r"(\d+ clauses), (\d+ pages environ)", said).groups()  # type: ignore[union-attr]
        assert f"{clauses}, {pages}" in page


def test_gaps_requests_and_clauses_are_told_so_that_they_meet(desk: Desk) -> None:
    desk.send(f"{HERE}/ampleur", {"ampleur": "essentiel"})
    opened = desk.house.opened(EXAMPLE)
    now = requesting.asked(opened, opened.state())
    told = requesting.Counts.of(now)
    assert told.gaps == now.tally.gaps
    assert told.gaps + told.outside - told.dropped - told.later == told.asked == told.clauses + told.carried
    assert told.later
    assert told.carried
    for path in ("bilan", "demandes", "documents"):
        page = plain(desk.read(f"/dossiers/{EXAMPLE}/{path}").text)
        assert (
            f"{told.gaps} écarts, dont {told.later} gardés pour plus tard : {told.asked} demandes, dont {told.carried} "
            f"écrites dans la clause d’une autre : {told.clauses} clauses, {told.pages} pages à signer environ"
        ) in page, path


def test_the_extent_is_kept_in_the_dossier_and_its_points_are_ticked(desk: Desk) -> None:
    page = desk.after(desk.send(f"{HERE}/ampleur", {"ampleur": "essentiel"})).text
    assert kept(desk)["points_demandes"] == {"ampleur": "essentiel"}
    now = limited(desk.house.opened(EXAMPLE).analysis, Asking(extent=Extent.ESSENTIAL))
    assert {*ticked(page)} == {*listed(page)} - now.later
    assert "gardés pour plus tard" in plain(page)
    assert desk.send(f"{HERE}/ampleur", {"ampleur": "rien"}).status_code == 404


def test_ticks_are_told_as_what_they_add_and_take_and_come_back(desk: Desk) -> None:
    desk.send(f"{HERE}/ampleur", {"ampleur": "essentiel"})
    usual = ticked(desk.read(HERE).text)
    assert WIFI not in usual
    page = desk.after(tick(desk, *usual[1:], WIFI, second_temps="oui")).text
    asked = kept(desk)["points_demandes"]
    assert asked == {"ampleur": "essentiel", "ajouter": [WIFI], "retirer": usual[:1], "second_temps": "oui"}
    assert {*ticked(page)} == {*usual[1:], WIFI}
    desk.after(tick(desk, *usual, remettre="oui"))
    assert kept(desk)["points_demandes"] == {"ampleur": "essentiel"}


def test_a_point_that_the_form_did_not_show_stays_as_it_was(desk: Desk) -> None:
    tick(desk, *[one for one in listed(desk.read(HERE).text) if one != WIFI])
    assert kept(desk)["points_demandes"] == {"retirer": [WIFI]}
    desk.send(f"{HERE}/points", {"montre": [POINT], "point": [POINT]})
    assert kept(desk)["points_demandes"] == {"retirer": [WIFI]}


def test_an_old_list_never_takes_the_place_of_a_newer_one(desk: Desk) -> None:
    page = desk.read(HERE).text
    seen = re.search(r'name="vu" value="([^"]+)" data-zone-valeur id="vu-points"', page)[1]  # type: ignore[index]
    assert tick(desk, POINT, vu=seen).status_code == 303
    answer = tick(desk, WIFI, vu=seen)
    assert answer.status_code == 409
    assert "modifié ailleurs" in answer.text


def test_a_question_that_is_kept_for_later_is_not_asked(desk: Desk) -> None:
    tick(desk, *[one for one in listed(desk.read(HERE).text) if one != QUESTION])
    before = plain(desk.read(f"/dossiers/{EXAMPLE}/documents").text)
    assert "3 questions au prestataire" in before


def test_a_point_shows_its_clause_at_each_position_and_what_stays_inside(desk: Desk) -> None:
    page = plain(desk.read(f"{HERE}/point/{POINT}").text)
    for words in ("au moins deux (2) fois par an", "au moins une (1) fois par an", "En outre, le Prestataire accorde"):
        assert words in page
    point = desk.house.opened(EXAMPLE).library.by_id[POINT]
    assert point.note[:40] in page
    assert "ne partent jamais chez le prestataire" in page
    assert page.count('name="position"') == 3
    seen = re.sub(r'<span class="invisible">[^<]*</span>', "", page)
    marked = re.findall(r"<del>([^<]*)</del><ins>([^<]*)</ins>", seen)
    assert ("deux (2", "une (1") in marked
    assert "[…]" in page, "what all positions say is cut short"


def test_a_position_and_a_figure_are_kept_and_what_is_asked_follows(desk: Desk) -> None:
    done = desk.send(f"{HERE}/point/{POINT}", {"position": "repli", "parametre.delai_rapport": "10 jours"})
    page = plain(desk.after(done).text)
    assert 'value="repli" id="position-repli" checked' in page
    assert (kept(desk)["positions"][POINT], kept(desk)["parametres"][POINT]) == ("repli", {"delai_rapport": "10 jours"})
    bilan = plain(desk.read(f"/dossiers/{EXAMPLE}/bilan").text)
    assert "au moins une (1) fois par an" in bilan
    assert "dix (10) jours" in bilan


def test_a_target_that_was_not_chosen_is_not_written(desk: Desk) -> None:
    desk.send(f"{HERE}/point/{POINT}", {"position": "cible"})
    assert POINT not in (kept(desk).get("positions") or {})


def test_a_figure_at_fault_is_said_at_its_field_and_kept_on_the_page(desk: Desk) -> None:
    before = kept(desk)
    answer = desk.send(f"{HERE}/point/{POINT}", {"position": "plancher", "parametre.frequence": "trois lunes"})
    assert answer.status_code == 422
    assert 'name="parametre.frequence" value="trois lunes"' in answer.text
    assert 'aria-describedby="v-frequence-note v-frequence-fautes" aria-invalid="true"' in answer.text
    assert 'value="plancher" id="position-plancher" checked' in answer.text
    assert kept(desk) == before


@pytest.mark.parametrize("point", ["rien", "perimetre-services"], ids=["inconnu", "conforme"])
def test_what_is_no_gap_has_no_position(desk: Desk, point: str) -> None:
    assert desk.read(f"{HERE}/point/{point}").status_code == 404


def test_every_gap_shows_every_position(desk: Desk) -> None:
    gaps = [one.requirement.id for one in desk.house.opened(EXAMPLE).analysis.gaps()]
    assert {desk.read(f"{HERE}/point/{one}").status_code for one in gaps} == {200}


def test_nothing_to_ask_is_said(tmp_path: Path) -> None:
    desk = seated(folder(tmp_path, "guide-minimal"))
    opened = desk.house.opened("guide-minimal")
    for one in opened.analysis.judgements:
        fields = {"constat": "sans_objet", "motif": "essai", "confirme": "oui"}
        desk.send(f"/dossiers/guide-minimal/points/{one.requirement.id}", fields)
    assert "Rien à demander" in desk.read("/dossiers/guide-minimal/demandes").text
