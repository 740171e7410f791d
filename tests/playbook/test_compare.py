"""Two libraries side by side: what changed, figures and law first, words marked."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.library.reading import load_library
from clausier.model.library import Library
from clausier.playbook.compare import Change, Weight, compare
from clausier.resources import shipped
from clausier.worddiff import Fate, excerpted, word_diff
from tests.builders import ROOT, library

POINT = "sauvegardes-test-restauration"
BASES = ("rgpd-32-1-d", "anssi-42-37-r", "pgssi-s-7-4-5-2", "cnil-guide-17")


def over(folder: Path, name: str, text: str) -> Library:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return load_library([shipped("clauses"), folder])


def marked(old: str, new: str) -> str:
    signs = {Fate.KEPT: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "{{+{}+}}"}
    return "".join(signs[one.fate].format(one.text) for one in word_diff(old, new))


def test_the_same_library_has_no_difference() -> None:
    assert compare(library(), load_library([shipped("clauses")])).is_empty


def test_the_house_library_of_the_example() -> None:
    found = compare(library(), load_library([shipped("clauses"), ROOT / "examples/cabinet-avocats/bibliotheque"]))
    assert [entry.id for entry in found.added] == ["sortie-interlocuteur"]
    assert [entry.id for entry in found.removed] == ["acces-wifi-separes"]
    assert [entry.number for entry in found.changed] == ["4.5", "4.C", "8.3", "9.5", "10.A"]
    rules = [f"coherence.{id_}" for id_ in ("test-un-compte-rendu", "test-une-regle", "test-une-reprise")]
    assert [entry.id for entry in found.shared] == [*rules, "bibliotheque"]
    figures = [(entry.number, change.key) for entry, change in found.first if entry.number == "10.A"]
    assert figures[0] == ("10.A", "positions.cible.delai")


def test_the_activities_of_a_proof_are_told(tmp_path: Path) -> None:
    text = "exigence: {preuve: {activites: [{si: {services: hebergement}, parmi: [1, 2]}]}}"
    found = compare(library(), over(tmp_path, "08-hebergement/hebergement-hds.yaml", text))
    ((entry, change),) = found.first
    assert (entry.number, change.key, change.weight) == ("8.1", "exigence.preuve.activites", Weight.CRITERION)
    assert change.old.splitlines()[1] == "1, 2, 3, 4, 5"
    assert change.new.replace("\u00a0", " ") == "services : hebergement : 1, 2"


def test_the_complements_are_points_added() -> None:
    found = compare(library(), load_library([shipped("clauses"), shipped("clauses") / "complements"]))
    assert all(entry.number.startswith("11.") for entry in found.added)
    assert found.changed == ()
    *rules, category = [entry.id for entry in found.shared]
    assert category == "categorie.11"
    assert rules
    assert all(id_.startswith("coherence.") for id_ in rules)


@pytest.mark.parametrize(
    ("text", "key", "weight", "old", "new"),
    [
        ("positions: {cible: {frequence: 4 par an}}", "positions.cible.frequence", "valeur", "2 par an", "4 par an"),
        ("positions: {plancher: null}", "positions.plancher.frequence", "valeur", "1 par an", ""),
        ("parametres: {ajoute: trois}", "parametres.ajoute", "valeur", "", "trois"),
        (
            "exigence: {mesure: {au_moins: 4 par an, nature: frequence, origine: guide}}",
            "exigence.mesure.1.au_moins",
            "exigence",
            "2 par an",
            "4 par an",
        ),
        (
            f"fondements: [{', '.join(f'{{id: {id_}, portee: soutient}}' for id_ in BASES[1:])}]",
            f"fondements.{BASES[0]}",
            "fondement",
            "soutient",
            "",
        ),
        ("importance: importante", "importance", "périmètre", "indispensable", "importante"),
        (
            "applicable_si: {services: [sauvegarde, infogerance]}",
            "applicable_si",
            "périmètre",
            "services : sauvegarde",
            "services : sauvegarde, infogerance",
        ),
        ("clause: {titre: Essais}", "clause.titre", "texte", "Tests de restauration", "Essais"),
        ("note_interne: null", "note_interne", "texte", "", ""),
    ],
    ids=lambda value: str(value)[:40],
)
def test_each_change_of_a_point_has_its_weight(
    text: str, key: str, weight: str, old: str, new: str, tmp_path: Path
) -> None:
    found = compare(library(), over(tmp_path, f"04/{POINT}.yaml", text))
    (entry,) = found.changed
    change = next(one for one in entry.changes if one.key == key)
    assert change.weight == weight
    assert (change.old, change.new) == (old, new) or key == "note_interne"
    assert (change in [one for _, one in found.first]) is (weight != "texte")


@pytest.mark.parametrize(
    ("old", "new", "first"),
    [("En 24 heures.", "En 48 heures.", [("pourquoi", Weight.VALUE)]), ("En 24 heures.", "Sous 24 heures.", [])],
)
def test_other_figures_in_a_wording_come_first(
    old: str, new: str, first: list[tuple[str, Weight]], tmp_path: Path
) -> None:
    texts = {"avant": old, "apres": new}
    libraries = [over(tmp_path / name, f"04/{POINT}.yaml", f"pourquoi: {text}") for name, text in texts.items()]
    assert [(change.key, change.weight) for _, change in compare(*libraries).first] == first


@pytest.mark.parametrize(
    ("name", "text", "id_", "key", "weight"),
    [
        ("fondements.yaml", "fondements: {rgpd-4: {regle: Autre.}}", "fondements.rgpd-4", "regle", "fondement"),
        (
            "fondements.yaml",
            "fondements: {rgpd-4: {si: {type: [hebergement]}}}",
            "fondements.rgpd-4",
            "si",
            "fondement",
        ),
        ("definitions.yaml", "definitions: {donnees: {texte: désigne tout.}}", "definitions.donnees", "texte", "texte"),
        ("formules.yaml", "formules: {article: ' (art. {{ article_vise }})'}", "formules.article", "", "texte"),
        (
            "bibliotheque.yaml",
            "preuves: {certificat_hds: {referentiels: {'2.0': {jusqu_au: 2030-01-01}}}}",
            "bibliotheque",
            "preuves.certificat_hds.referentiels.2.0.jusqu_au",
            "exigence",
        ),
        ("10/_categorie.yaml", "numero: '10'\ntitre_article: Fin", "categorie.10", "titre_article", "texte"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_points_share_is_compared_too(
    name: str, text: str, id_: str, key: str, weight: str, tmp_path: Path
) -> None:
    found = compare(library(), over(tmp_path, name, text))
    entry = next(one for one in found.shared if one.id == id_)
    assert [(change.key, change.weight) for change in entry.changes] == [(key, Weight(weight))]


def test_typography_and_line_breaks_make_no_difference(tmp_path: Path) -> None:
    clause = library().by_id[POINT].clause
    typed = "".join(
        f"  {key}: |\n    {retyped(text)}\n" for key, text in (("texte", clause.text), ("precisions", clause.details))
    )
    other = over(tmp_path, f"04/{POINT}.yaml", f"clause:\n{typed}")
    found = other.by_id[POINT].clause
    assert found.text.strip() not in (clause.text.strip(), clause.text.strip().replace("'", "’"))
    assert found.details.strip() not in (clause.details.strip(), clause.details.strip().replace("'", "’"))
    assert compare(library(), other).is_empty


def retyped(text: str) -> str:
    """The same, as another hand types it: round apostrophes, lines that end elsewhere; ready for a literal block."""
    paragraphs = text.strip().replace("'", "’").split("\n\n")
    typed = [one if one.startswith("- ") else "\n".join(textwrap.wrap(one, 60)) for one in paragraphs]
    return "\n\n".join(typed).replace("\n", "\n    ")


def test_heavier_changes_come_before(tmp_path: Path) -> None:
    text = "importance: importante\nparametres: {delai_rapport: 5 jours}\nfondements: []\nclause: {titre: Essais}\n"
    found = compare(library(), over(tmp_path, f"04/{POINT}.yaml", text))
    weights = [change.weight for _, change in found.first]
    assert weights == [Weight.VALUE, *[Weight.BASIS] * len(BASES), Weight.SCOPE]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sous huit jours", "sous dix jours", "sous [-huit-]{+dix+} jours"),
        ("sous {{ delai }}.", "sous {{ terme }}.", "sous [-{{ delai }}-]{+{{ terme }}+}."),
        ("version 1.0.0", "version 1.1.0", "version [-1.0.0-]{+1.1.0+}"),
        ("le test", "le test, daté", "le test{+, daté+}"),
        ("un deux trois", "un 2 3", "un [-deux trois-]{+2 3+}"),
        ("", "neuf", "{+neuf+}"),
        ("l'essai", "l'oubli", "l'[-essai-]{+oubli+}"),
        (
            "Le chat dort sur le tapis rouge du salon.",
            "Aucune somme ne suspend la remise prévue ci-dessus.",
            "[-Le chat dort sur le tapis rouge du salon.-]{+Aucune somme ne suspend la remise prévue ci-dessus.+}",
        ),
    ],
)
def test_words_are_marked(old: str, new: str, told: str) -> None:
    assert marked(old, new) == told


@given(st.text(" ab.,'\n{}é12", max_size=40), st.text(" ab.,'\n{}é12", max_size=40))
def test_both_texts_can_be_read_back(old: str, new: str) -> None:
    words = word_diff(old, new)
    assert "".join(one.text for one in words if one.fate is not Fate.ADDED) == old
    assert "".join(one.text for one in words if one.fate is not Fate.REMOVED) == new


def test_long_unchanged_stretches_are_cut() -> None:
    same = " ".join(f"mot{rank}" for rank in range(60))
    shown = excerpted(Change("texte", Weight.WORDING, f"{same} ancien {same}", f"{same} neuf {same}").words)
    assert "".join(one.text for one in shown).count("[…]") == 2
    assert len("".join(one.text for one in shown)) < len(same)
    assert "mot59 " in shown[0].text
    assert "mot0" not in shown[0].text.split("[…]")[1]
