"""One point as it would be printed, on a made-up dossier."""

from __future__ import annotations

import pytest

from clausier.model.casefile import State
from clausier.model.proposal import Request
from clausier.model.requirement import PositionName, Requirement
from clausier.model.verdict import GAPS, Verdict
from clausier.playbook.preview import CannotPreview, Wish, possible, preview
from tests.builders import DAY, library


def request(id_: str, wish: Wish = Wish()) -> Request:  # noqa: B008 – frozen
    return preview(library(), library().by_id[id_], wish, DAY).request


def body(id_: str, wish: Wish) -> str:
    return "\n".join(block.text for block in request(id_, wish).body)


@pytest.mark.parametrize("requirement", library().requirements, ids=lambda requirement: requirement.id)
def test_every_verdict_that_a_point_can_have_is_shown(requirement: Requirement) -> None:
    criterion = requirement.criterion
    expected = {Verdict.ABSENT, Verdict.CONTRARY, Verdict.IMPRECISE}
    expected |= {Verdict.INSUFFICIENT} if criterion.measures or criterion.parts else set()
    for verdict in expected:
        shown = preview(library(), requirement, Wish(verdict=verdict), DAY)
        assert shown.request.id == requirement.id
        assert shown.request.verdict.replace("\u00a0", " ") == library().formulas.verdicts[verdict]
    if criterion.proof:
        assert preview(library(), requirement, Wish(verdict=Verdict.UNPROVEN), DAY).request.id == requirement.id


def test_positions_change_the_figures() -> None:
    texts = {name: body("sortie-delai-recuperation", Wish(name)) for name in PositionName}
    assert len(set(texts.values())) == 3
    assert "quinze (15) jours" in texts[PositionName.TARGET].replace("\u00a0", " ")


def test_the_type_of_contract_chooses_the_variant() -> None:
    plain = body("sauvegardes-chiffrees", Wish(type="infogerance"))
    assert "il les remet déchiffrées" not in plain
    assert "il les remet déchiffrées" in body("sauvegardes-chiffrees", Wish(type="hebergement"))


def test_the_state_changes_the_introduction() -> None:
    signed = request("sauvegardes-test-restauration", Wish(verdict=Verdict.CONTRARY))
    draft = request("sauvegardes-test-restauration", Wish(verdict=Verdict.CONTRARY, state=State.UNSIGNED))
    assert "Ce qui suit remplace" in "".join(run.text for run in signed.introduction)
    assert "Par dérogation" in "".join(run.text for run in draft.introduction)


def test_facts_decide_what_may_be_cited() -> None:
    point = library().by_id["sortie-delai-recuperation"]
    without = dict(preview(library(), point, Wish(), DAY).unprinted)
    assert without["rgpd-28-3-g"] == "il faudrait acces_aux_donnees : oui"
    shown = preview(library(), point, Wish(facts={"acces_aux_donnees": ("oui",)}), DAY)
    assert "rgpd-28-3-g" in [source.id for source in shown.request.sources]
    assert "rgpd-28-3-g" not in dict(shown.unprinted)
    assert shown.facts["acces_aux_donnees"] == ("oui",)


def test_what_is_supposed_makes_the_point_apply() -> None:
    shown = preview(library(), library().by_id["sauvegardes-test-restauration"], Wish(), DAY)
    assert shown.facts == {"services": ("sauvegarde",), "type": ("inconnu",), "etat": ("signe",)}


def test_what_cannot_occur_is_said_with_what_can() -> None:
    point = library().by_id["sauvegardes-test-restauration"]
    with pytest.raises(CannotPreview) as caught:
        preview(library(), point, Wish(verdict=Verdict.UNPROVEN), DAY)
    assert "le verdict « non_prouve » ne se produit pas sur le point 4.5" in str(caught.value)
    assert "« insuffisant »" in str(caught.value)
    assert set(possible(library(), point, Wish(), DAY)) == set(GAPS) - {Verdict.UNPROVEN}


def test_nothing_internal_is_shown() -> None:
    for requirement in library().requirements:
        text = preview(library(), requirement, Wish(), DAY).request.model_dump_json()
        assert not requirement.note or requirement.note[:40] not in text
