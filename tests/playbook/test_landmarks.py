"""What `bibliotheque verifier` says of landmarks: warnings, each with its key."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from clausier.errors import Problem, Severity
from clausier.library.reading import Reading, read_library
from clausier.model.landmark import Landmarks
from clausier.playbook.verify import landmarks
from clausier.resources import shipped

POINT, WITH_PARTS = "sauvegardes-quotidiennes", "incidents-communication"
STRONG = "sauvegarde ~5 quotidienne / nuit"
EXAMPLES = {
    "chaque nuit": {"texte": "Le prestataire réalise une sauvegarde quotidienne.", "lecture": "trouve"},
    "au client": {"texte": "La sauvegarde quotidienne est à la charge du client.", "lecture": "contraire"},
}


@cache
def shipped_reading() -> Reading:
    return read_library([shipped("clauses")])


def problems(id_: str = POINT, **keys: Any) -> list[Problem]:
    """Of the point alone, with these landmarks."""
    read = shipped_reading()
    assert read.library is not None
    point = read.library.by_id[id_].model_copy(update={"landmarks": Landmarks.model_validate(keys)})
    return [*landmarks.problems(read.library.model_copy(update={"requirements": (point,)}), read.places)]


def test_sound_landmarks_are_left_alone() -> None:
    assert problems(forts=[STRONG, "copie chaque nuit"], faibles="sauvegarde", essais=EXAMPLES) == []


@pytest.mark.parametrize(
    ("keys", "key", "told"),
    [
        ({"forts": [STRONG, "test - tests"]}, "forts.1", "« test - tests » écarte ce qu'il cherche"),
        ({"forts": [STRONG], "faibles": ["le / la"]}, "faibles.0", "« le / la » se rencontre dans toute phrase"),
        ({"forts": ["sauvegarde", "sauvegarde de nuit"]}, "forts.1", "ne trouve rien que « sauvegarde » ne trouve"),
        ({"forts": ["sauvegarde", "sauvegardes"]}, "forts.1", "ne trouve rien que « sauvegarde » ne trouve déjà"),
    ],
)
def test_a_weak_landmark_is_told(keys: dict[str, Any], key: str, told: str) -> None:
    [found] = [one for one in problems(**keys, essais=EXAMPLES) if "reperes.essais" not in one.key]
    assert found.severity is Severity.WARNING
    assert found.key == f"points.{POINT}.reperes.{key}"
    assert told in found.message


def test_a_part_is_one_of_the_criterion() -> None:
    [found, *_] = problems(WITH_PARTS, forts="escalade", volets={"escalad": ["escalade"]}, essais=EXAMPLES)
    assert found.message == "le volet « escalad » n'existe pas."
    assert "escalade" in found.hint


def test_a_part_that_has_no_title_is_named_in_words() -> None:
    """Its name is what « il manque » says to whoever reads the contract."""
    found = [one.key for one in problems(forts=[STRONG], volets={"en_litige": ["litige"]}, essais=EXAMPLES)]
    assert f"points.{POINT}.reperes.volets.en_litige" in found
    found = [one.key for one in problems(forts=[STRONG], volets={"en litige": ["litige"]}, essais=EXAMPLES)]
    assert not any("volets" in key for key in found)


@pytest.mark.parametrize("kept", [(), ("chaque nuit",), ("au client",)])
def test_landmarks_are_tried_on_both_sides(kept: tuple[str, ...]) -> None:
    [found] = problems(forts=STRONG, essais={name: EXAMPLES[name] for name in kept})
    assert found.message == "ces repères ne sont pas essayés des deux côtés."


def test_a_sentence_that_is_read_otherwise_is_told() -> None:
    other = {**EXAMPLES, "faux": {"texte": "La sauvegarde est décidée.", "lecture": "trouve"}}
    [found] = problems(forts=STRONG, faibles="sauvegarde", essais=other)
    assert found.key == f"points.{POINT}.reperes.essais.faux.lecture"
    assert found.message.startswith("attendu « trouve », trouvé « non_repere » : ")


@pytest.mark.parametrize(
    ("value", "told"), [("quotidienne", ""), ("1 fois par jour", ""), ("chaque semaine", "trouvée « quotidienne »")]
)
def test_a_value_is_compared_by_what_it_means(value: str, told: str) -> None:
    examples = {**EXAMPLES, "chaque nuit": {**EXAMPLES["chaque nuit"], "valeur": value}}
    found = problems(forts=STRONG, essais=examples)
    assert [told in one.message for one in found] == ([True] if told else [])
