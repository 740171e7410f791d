"""Every point, in every position, verdict, contract type and hosting that can occur: thousands of clauses."""

from __future__ import annotations

import itertools
from functools import cache
from typing import Any

import pytest

from clausier.french import typeset
from clausier.judging.gaps import analyse
from clausier.judging.scope import readmitted
from clausier.library import markup
from clausier.model.criterion import Measure
from clausier.model.requirement import PositionName, Requirement
from clausier.model.verdict import Verdict
from clausier.proposal import draft
from clausier.quantity import Kind
from tests.builders import DAY, case, library, provider_text

FAILING = {
    Kind.DURATION: ("100 ans", "1 minute"),
    Kind.FREQUENCY: ("tous les 100 ans", "tous les 100 ans"),
    Kind.COUNT: ("1", "1"),
    Kind.COUNTRIES: ("Suisse", "Suisse"),
}
HOSTINGS = (
    {"donnees_hebergees_par": "cabinet", "sauvegardes_hebergees_par": "cabinet"},
    {"donnees_hebergees_par": "cabinet", "sauvegardes_hebergees_par": "hebergeur_du_prestataire"},
    {"donnees_hebergees_par": "prestataire", "sauvegardes_hebergees_par": "prestataire"},
    {"donnees_hebergees_par": "hebergeur_du_cabinet", "sauvegardes_hebergees_par": "inconnu"},
)
NOTHING_LEAVES = HOSTINGS[0]
"""Where nothing is hosted outside the practice, nobody owes a proof."""
SIMPLE = {Verdict.CONTRARY: "contraire", Verdict.IMPRECISE: "partiel"}


def failing_value(measure: Measure) -> str:
    return FAILING[measure.kind][0 if measure.at_most or measure.among else 1]


def answer_for(requirement: Requirement, verdict: Verdict) -> Any:
    """An answer that leads to the verdict, or None where it cannot occur."""
    criterion = requirement.criterion
    if verdict is Verdict.ABSENT:
        return "non"
    if verdict in SIMPLE:
        return {"constat": SIMPLE[verdict], "article": "7.2", "citation": "texte du contrat"}
    if verdict is Verdict.INSUFFICIENT and criterion.measures:
        value = "1 version" if len(criterion.measures) > 1 else failing_value(criterion.measures[0])
        return {"constat": "oui", "valeur": value}
    if verdict is Verdict.INSUFFICIENT and criterion.parts:
        return {"constat": "oui", "volets": [next(iter(criterion.parts))], "article": "annexe 2 (page 4)"}
    if verdict is Verdict.UNPROVEN and criterion.proof:
        return "oui"
    return None


@cache
def answers_for(verdict: Verdict) -> dict[str, Any]:
    found = {point.id: answer_for(point, verdict) for point in library().requirements}
    return {id_: answer for id_, answer in found.items() if answer is not None}


@pytest.mark.parametrize("kind", sorted(library().contract_types))
@pytest.mark.parametrize("verdict", sorted(verdict for verdict in Verdict if verdict.is_gap))
def test_every_clause_is_whole_and_says_nothing_internal(kind: str, verdict: Verdict) -> None:
    notes = {typeset(point.note)[:50] for point in library().requirements if point.note}
    for hosting, state in itertools.product(HOSTINGS, ("signe", "non_signe")):
        read = case(answers_for(verdict), situation=hosting, contrat={"type": kind, "etat": state})
        analysis = readmitted(analyse(library(), read, DAY))
        found = {one.verdict for one in analysis.gaps() if not one.out_of_scope}
        occurs = verdict is not Verdict.UNPROVEN or hosting is not NOTHING_LEAVES
        assert found == ({verdict} if occurs else set())
        for position in PositionName:
            made = draft(analysis, position)
            text = provider_text(made)
            assert "{{" not in text.replace("{{ choix }}", "")  # filled in where the form is written
            assert not any(note in text for note in notes)
            for request in made.view.requests:
                body = "\n".join(block.text for block in request.body)
                assert body.strip(), request.id
                assert "None" not in body, request.id
                assert not markup.STRAY.search(body), request.id
                assert "  " not in body, request.id
