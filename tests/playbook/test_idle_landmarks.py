"""What `verifier` says of landmarks that are idle beside others, and of points that nothing shows in a contract."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from clausier.errors import Problem, Severity
from clausier.library.reading import Reading, read_library
from clausier.model.landmark import Landmarks
from clausier.playbook.verify import idle, landmarks
from clausier.resources import shipped
from tests.builders import ROOT
from tests.playbook.test_landmarks import POINT, STRONG, shipped_reading

MINIMAL = ROOT / "examples" / "guide-minimal" / "bibliotheque"


def problems(id_: str = POINT, **keys: Any) -> list[Problem]:
    """Of the point alone, with these landmarks."""
    read = shipped_reading()
    assert read.library is not None
    point = read.library.by_id[id_].model_copy(update={"landmarks": Landmarks.model_validate(keys)})
    return [*idle.problems(read.library.model_copy(update={"requirements": (point,)}), read)]


@pytest.mark.parametrize(
    ("keys", "key", "told"),
    [
        ({"sauf": ["sauvegarde*"]}, "forts.0", "est écarté par « sauf » : « sauvegarde* »"),
        ({"contraires": ["sans copie"], "sauf": ["copie"]}, "contraires.0", "est écarté par « sauf » : « copie »"),
        ({"faibles": ["nuit ~3 sauvegarde"]}, "faibles.0", "que « sauvegarde ~5 quotidienne / nuit », parmi les forts"),
        ({"faibles": ["contrat"]}, "faibles.0", "« contrat » ne distingue pas ce point : les questions de"),
        ({"sauf": ["prestataire / client"]}, "sauf.0", "ne distingue pas ce point"),
        ({"volets": {"x": ["le ~3 contrat"]}}, "volets.x.0", "ne distingue pas ce point"),
        ({"contraires": ["{duree} / jamais"]}, "contraires.0", "peut n'être qu'une valeur"),
        ({"faibles": ["sur devis"]}, "faibles.0", "est fait des mots d'une réserve"),
        ({"valeurs": ["duree"]}, "valeurs", "aucune des valeurs attendues (duree) n'est de celles que le point mesure"),
    ],
)
def test_an_idle_landmark_is_told(keys: dict[str, Any], key: str, told: str) -> None:
    [found] = problems(**{"forts": [STRONG], **keys})
    assert (found.key, found.severity) == (f"points.{POINT}.reperes.{key}", Severity.WARNING)
    assert told in found.message
    assert found.hint


@pytest.mark.parametrize(
    "keys",
    [
        {"sauf": ["sauvegarde* ~4 redressement"], "contraires": ["sauvegarde* ~4 ses frais"]},
        {"faibles": ["sauvegarde ~9 nuit", "{duree}"], "titres": ["contrat"]},
        {"faibles": ["sur devis"], "neutre": "oui"},
        {"faibles": ["sur devis / copie de nuit"]},
        {"valeurs": ["frequence", "duree"]},
    ],
)
def test_what_serves_is_left_alone(keys: dict[str, Any]) -> None:
    assert problems(**{"forts": [STRONG], **keys}) == []


def test_what_sets_aside_what_it_seeks_is_told_of_facts_too() -> None:
    read = shipped_reading()
    assert read.library is not None
    marked = {"services": {"reseau": ("reseau - reseaux",)}}
    library = read.library.model_copy(update={"fact_landmarks": marked, "requirements": read.library.requirements[:1]})
    [found] = idle.problems(library.model_copy(update={"requirements": ()}), Reading(library, read.places, ()))
    assert found.key == "reperes_des_faits.services.reseau.0"


# A point that is added


NEW = {
    "numero": "4.9",
    "nature": "point",
    "importance": "importante",
    "intitule": "Copies",
    "question": "Y a-t-il des copies ?",
    "pourquoi": "Parce que.",
    "argument": {"negociation": "Nous le demandons."},
    "clause": {"titre": "Copies", "objet": "aux copies", "texte": "Le Prestataire fait des copies."},
}


def added(folder: Path, base: Path, **keys: Any) -> list[str]:
    """What is said of a point that an overlay adds without landmarks."""
    folder.mkdir()
    text = yaml.safe_dump({**NEW, **keys}, allow_unicode=True)
    (folder / "copies.yaml").write_text(text, encoding="utf-8")
    reading = read_library([base, folder])
    assert reading.library is not None
    return [problem.message for problem in idle.problems(reading.library, reading)]


def test_a_new_point_without_landmarks_is_never_proposed(tmp_path: Path) -> None:
    [told] = added(tmp_path / "maison", shipped("clauses"))
    assert told == "ce point ne sera jamais proposé par « lire » : il n'a pas de repères."
    assert added(tmp_path / "voulu", shipped("clauses"), reperes={}) == []
    assert added(tmp_path / "repere", shipped("clauses"), reperes={"forts": ["copie* ~3 lune"]}) == []


def test_a_guide_of_one_s_own_may_have_few_landmarks_or_none(tmp_path: Path) -> None:
    own = read_library([MINIMAL])
    assert own.library is not None
    marked = [point.id for point in own.library.requirements if point.landmarks]
    assert marked == ["appareils-consommables", "pannes-delai", "fin-preavis"]
    assert [*idle.problems(own.library, own)] == []
    bare = tmp_path / "guide"
    for path in MINIMAL.rglob("*.yaml"):
        copied = bare / path.relative_to(MINIMAL)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_text(path.read_text(encoding="utf-8").partition("# Ce que « clausier lire »")[0], encoding="utf-8")
    assert added(tmp_path / "maison", bare, numero="2.9") == []


# Where an overlay changes what is looked for


def told_of_sentences(overlay: Path) -> list[Problem]:
    reading = read_library([shipped("clauses"), overlay])
    assert reading.library is not None
    point = reading.library.by_id[POINT]
    alone = reading.library.model_copy(update={"requirements": (point,)})
    return [*landmarks.problems(alone, reading.places, reading.layers)]


def test_a_sentence_that_is_read_otherwise_says_what_changed_and_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / f"{POINT}.yaml"
    path.write_text("reperes: {forts: [zorglub]}\n", encoding="utf-8")
    found = told_of_sentences(tmp_path)
    assert found
    assert all(problem.file.startswith("clauses/") and problem.severity is Severity.WARNING for problem in found)
    assert all(f"a changé ({tmp_path.name}/{POINT}.yaml, ligne 1)" in problem.hint for problem in found)
    remedies = [problem.hint.partition("bibliothèque « reperes: ")[2].partition(" » ;")[0] for problem in found]
    essais = {name: keys for one in remedies for name, keys in yaml.safe_load(one)["essais"].items()}
    path.write_text(
        yaml.safe_dump({"reperes": {"forts": ["zorglub"], "essais": essais}}, allow_unicode=True), encoding="utf-8"
    )
    left = [problem for problem in told_of_sentences(tmp_path) if problem.key.endswith(("lecture", "valeur"))]
    assert left == []
