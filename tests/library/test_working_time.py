"""Working time is said once: what definitions print is what the engine counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from clausier.judging.gaps import analyse
from clausier.library.reading import load_library, read_library
from clausier.model.library import Library
from clausier.model.verdict import Verdict
from clausier.model.workingtime import WorkingHours
from clausier.playbook.verify.shared import problems
from clausier.proposal import draft
from clausier.proposal.approved import fingerprint
from clausier.resources import shipped
from tests import builders

POINT = "incidents-delai-critique"
LONG_DAYS = 'temps_de_travail: {au: samedi, plages: ["8:00-13:00", "14:00-19:00"]}\n'


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Ten hours a day, six days a week."""
    folder = tmp_path_factory.mktemp("maison")
    (folder / "bibliotheque.yaml").write_text(LONG_DAYS, "utf-8")
    return load_library([shipped("clauses"), folder])


def defined(library: Library, term: str) -> str:
    case = builders.case({POINT: "non"})
    view = draft(analyse(library, case, builders.DAY)).view
    found = next(one for one in view.definitions if one.term == term)
    return "".join(run.text for run in found.runs).replace("\u00a0", " ")


def test_the_shipped_definitions_say_the_usual_time() -> None:
    assert "de 9 heures à 12 heures 30 et de 13 heures 30 à 18 heures" in defined(builders.library(), "Heure ouvrée")
    assert "soit huit (8) par jour" in defined(builders.library(), "Heure ouvrée")
    assert "chaque jour du lundi au vendredi" in defined(builders.library(), "Jour ouvré")


def test_a_library_changes_both_at_once(longer: Library) -> None:
    assert "de 8 heures à 13 heures et de 14 heures à 19 heures" in defined(longer, "Heure ouvrée")
    assert "soit dix (10) par jour" in defined(longer, "Heure ouvrée")
    assert "chaque jour du lundi au samedi" in defined(longer, "Jour ouvré")
    case = builders.case({POINT: builders.yes(valeur="1 jour ouvré", article="7")})
    usual, long = (analyse(library, case, builders.DAY) for library in (builders.library(), longer))
    assert next(one for one in usual.judgements if one.requirement.id == POINT).verdict is Verdict.CONFORMING
    judged = next(one for one in long.judgements if one.requirement.id == POINT)
    assert judged.verdict is Verdict.INSUFFICIENT
    assert "10 heures ouvrées" in judged.reason.replace("\u00a0", " ")


def test_an_approval_covers_it(longer: Library) -> None:
    usual = builders.library()
    moved = {one.id for one in usual.requirements if fingerprint(one, usual) != fingerprint(one, longer)}
    assert POINT in moved
    assert usual.by_id.keys() - moved


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"du": "mercredi", "au": "mardi"}, "le mardi vient avant le mercredi"),
        ({"plages": ["9:00-12:30"]}, "les plages font 3 h 30"),
        ({"plages": ["9:00-12:00", "11:00-18:00"]}, "les plages ne se suivent pas"),
        ({"plages": ["9h-12h"]}, "n'est pas une plage"),
        ({"plages": []}, "les plages ne se suivent pas"),
        ({"au": "dimanche"}, "samedi"),
    ],
)
def test_hours_that_cannot_be_are_refused(changes: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        WorkingHours.model_validate(changes)


def test_a_definition_with_figures_of_its_own_is_told(tmp_path: Path) -> None:
    text = 'definitions: {heure-ouvree: {texte: "désigne chaque heure d\'un Jour ouvré, soit sept (7) par jour."}}\n'
    (tmp_path / "definitions.yaml").write_text(text, "utf-8")
    reading = read_library([shipped("clauses"), tmp_path])
    assert reading.library is not None
    told = [one.message for one in problems(reading.library, reading.places)]
    assert told == ["cette définition dit ses propres chiffres : le moteur compte avec ceux de « temps_de_travail »."]
