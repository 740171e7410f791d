"""Overlays and broken library files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from clausier.dossier.read import case_of
from clausier.errors import InvalidInput
from clausier.files.strictyaml import read_bytes
from clausier.judging.gaps import analyse
from clausier.library.reading import load_library
from clausier.model.library import Library
from clausier.resources import shipped
from tests.builders import DAY, library, tree

POINT = "sauvegardes-test-restauration"


def overlay(folder: Path, files: dict[str, str]) -> Library:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_library([shipped("clauses"), folder])


def test_mappings_merge_scalars_replace_null_deletes(tmp_path: Path) -> None:
    found = overlay(tmp_path, {f"maison/{POINT}.yaml": "clause: {titre: Essais}\nnote_interne: null\n"}).by_id[POINT]
    assert found.clause.title == "Essais"
    assert found.clause.text == library().by_id[POINT].clause.text
    assert found.note == ""


def test_a_point_is_removed_and_another_added(tmp_path: Path) -> None:
    added = """numero: "4.7"
nature: point
importance: recommandee
intitule: Point de la maison
question: Le contrat le prévoit-il ?
pourquoi: Parce que.
argument: {negociation: Nous le demandons.}
clause: {titre: Maison, objet: à la maison, texte: Le Prestataire le fait.}
"""
    found = overlay(tmp_path, {f"04/{POINT}.yaml": "desactive: oui\n", "04/point-maison.yaml": added})
    assert POINT not in found.by_id
    numbers = [point.number for point in found.requirements if point.category == 4]
    assert numbers.index("4.7") == numbers.index("4.6") + 1


def test_overlays_stack_in_order_and_change_the_fingerprint(tmp_path: Path) -> None:
    for name in ("un", "deux"):
        path = tmp_path / name / "04" / f"{POINT}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(f"clause: {{titre: {name}}}\n", encoding="utf-8")
    found = load_library([shipped("clauses"), tmp_path / "un", tmp_path / "deux"])
    assert found.by_id[POINT].clause.title == "deux"
    assert found.fingerprint != library().fingerprint


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("clause: {titr: Essais}\n", "clé inconnue « titr ». Vouliez-vous dire « titre » ?"),
        (
            "fondements: [{id: rgpd-32-1-z, portee: soutient}]\n",
            "le fondement « rgpd-32-1-z » n'est pas dans fondements.yaml",
        ),
        (
            "applicable_si: {servises: [sauvegarde]}\n",
            "le fait « servises » n'est pas déclaré. Vouliez-vous dire « services » ?",
        ),
        ("applicable_si: {services: [sauvegardes]}\n", "« sauvegardes » n'est pas une valeur de « services »"),
        ("clause: {texte: 'sous {{ delay }}'}\n", "« {{ delay }} » n'est pas déclaré"),
        ("clause: {texte: 'sous {{ delai'}\n", "accolades isolées"),
        ("numero: '4.6'\n", "le numéro 4.6 sert à plusieurs points"),
        ("numero: quatre\n", "la forme n'est pas admise"),
        ("exigence: {mesure: {nature: frequence, au_moins: souvent, origine: guide}}\n", "souvent"),
        ("exigence: {mesure: {nature: frequence, au_moins: null, origine: guide}}\n", "une seule borne"),
        (
            "exigence: {mesure: {nature: pays, parmi: OTAN, origine: loi, au_moins: null}}\n",
            "l'ensemble de pays « OTAN » n'est pas déclaré",
        ),
        (
            "exigence: {valeur: null}\n",
            "« exigence.valeur » manque : rien ne dit laquelle des valeurs de la cible est jugée. "
            "Ajouter « valeur: … ». Valeurs de la cible : frequence, intervalle.",
        ),
        (
            "exigence: {valeur: frequense}\n",
            "« frequense » n'est pas une valeur de la cible. Vouliez-vous dire « frequence » ?",
        ),
        (
            "exigence: {mesure: null}\n",
            "ce point n'a pas de mesure qui juge une valeur. Ajouter « exigence.mesure », ou retirer « valeur ».",
        ),
        ("exigence: {preuve: {nature: diplome}}\n", "la preuve « diplome » n'est pas déclarée"),
        ("importance: forte\n", "« forte » n'est pas admis"),
        ("- liste\n", "n'est pas une suite de « clé : valeur »"),
        ("clause: {texte: a\n", "ce n'est pas du YAML valide"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        overlay(tmp_path, {f"04/{POINT}.yaml": text})
    messages = str(caught.value)
    assert told in messages
    assert f"{POINT}.yaml, ligne" in messages or "- liste" in text


def test_a_point_that_the_base_no_longer_has_is_named_with_its_keys(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        overlay(tmp_path, {"04/sauvegardes-test-restauracion.yaml": "clause: {titre: x}\nnote_interne: y\n"})
    told = str(caught.value)
    assert "n'est pas dans la bibliothèque de base (clés : clause, note_interne)" in told
    assert "Vouliez-vous dire « sauvegardes-test-restauration »" in told


def test_an_answer_on_a_removed_point_is_left_aside_with_a_warning(tmp_path: Path) -> None:
    reduced = overlay(tmp_path, {f"04/{POINT}.yaml": "desactive: oui\n"})
    read = case_of(read_bytes(json.dumps(tree({POINT: "non"})).encode(), "dossier.yaml"), reduced)
    found = analyse(reduced, read, DAY)
    assert any(POINT in notice.message for notice in found.notices)
    assert all(one.requirement.id != POINT for one in found.judgements)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="n'existe pas"):
        load_library([shipped("clauses"), tmp_path / "absent"])


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        overlay(
            tmp_path,
            {f"04/{POINT}.yaml": "clause: {titr: x}\n", "04/sauvegardes-chiffrees.yaml": "clause: {titr: x}\n"},
        )
    assert len(caught.value.problems) == 2
