"""A contract of several types: each point is judged by those of the services that it concerns."""

from __future__ import annotations

from typing import Any

import pytest

from clausier.dossier.tree import tree_of
from clausier.dossier.write import dossier_text
from clausier.errors import InvalidInput
from clausier.judging.extent import limited
from clausier.judging.notices import SEVERAL_TYPES
from clausier.model.analysis import Analysis
from clausier.model.extent import Asking, Extent
from clausier.model.facts import Condition
from clausier.proposal import draft
from tests.builders import all_absent, analysis, case, library, of

SERVICES = ["infogerance", "reseau", "antivirus", "sauvegarde"]
BOTH = {"infogerance": ["infogerance", "reseau", "antivirus"], "hebergement": ["sauvegarde"]}
TEST, CODED = "sauvegardes-test-restauration", "sauvegardes-chiffrees"
RETURN, STRONG = "sortie-reversibilite", "acces-authentification-forte"
OF_TYPES = [
    point.id
    for point in library().requirements
    if any(library().bases[use.id].condition.names() & {("type", "hebergement")} for use in point.bases)
]
"""Points that cite law which speaks of hosting."""


def mixed(type_: Any, services: list[str] | None = None, answers: dict[str, str] | None = None) -> Analysis:
    facts = {"services": services or SERVICES, "service_en_nuage": "oui"}
    contract = {"type": type_, "date": "2026-11-02"}
    return analysis(answers or all_absent(), contrat=contract, situation=facts)


def types(point: str, type_: Any, services: list[str] | None = None) -> set[str]:
    found = mixed(type_, services)
    return set(library().types_of(found.case, library().by_id[point]))


def test_a_point_concerns_the_types_of_the_services_by_which_it_applies() -> None:
    assert types(TEST, BOTH) == {"hebergement"}
    assert types("acces-firewall", BOTH) == {"infogerance"}
    assert types(RETURN, BOTH) == {"infogerance", "hebergement"}
    assert types("documentation-politique-sauvegarde", BOTH) == {"infogerance", "hebergement"}
    assert types(TEST, "infogerance") == {"infogerance"}
    elsewhere = {"materiel": ["materiel"], "hebergement": ["sauvegarde"]}
    assert types("correctifs-systematiques", elsewhere, ["materiel", "sauvegarde"]) == {"materiel", "hebergement"}


def cited(found: Analysis, point: str) -> set[str]:
    return {one.id for one in of(found, point).bases}


@pytest.mark.parametrize("point", OF_TYPES)
def test_a_law_is_cited_where_it_holds_for_all_the_types_that_the_point_concerns(point: str) -> None:
    parts = {kind: cited(mixed(kind), point) for kind in BOTH}
    concerned = types(point, BOTH)
    assert cited(mixed(BOTH), point) == set.intersection(*(parts[kind] for kind in concerned))


def test_such_laws_are_lost_only_where_another_part_of_the_contract_is_concerned() -> None:
    """The cloud rules hold of the backups, not of the maintenance: return of the data concerns both."""
    assert OF_TYPES
    alone, both = mixed("hebergement"), mixed(BOTH)
    assert any(cited(alone, point) > cited(both, point) for point in OF_TYPES)
    only = {"hebergement": SERVICES}
    assert all(cited(mixed(only), point) == cited(alone, point) for point in OF_TYPES)


def clause(point: str, type_: Any, services: list[str] | None = None) -> str:
    """The clause of a point where nothing else is asked, so that none carries it."""
    (request,) = draft(mixed(type_, services, {point: "non"})).view.requests
    return request.text


def test_a_wording_of_a_type_is_chosen_where_it_suits_all_that_the_point_concerns() -> None:
    assert clause(CODED, BOTH) == clause(CODED, "hebergement") != clause(CODED, "infogerance")
    assert clause(RETURN, BOTH) == clause(RETURN, "inconnu") != clause(RETURN, "hebergement")


@pytest.mark.parametrize("order", [BOTH, dict(reversed(BOTH.items()))], ids=["maintenance", "hosting"])
def test_what_is_essential_to_a_part_is_asked(order: dict[str, list[str]]) -> None:
    found = {one.requirement.id for one in limited(mixed(order), Asking(extent=Extent.ESSENTIAL)).gaps()}
    for point in library().requirements:
        concerned = set(library().types_of(mixed(order).case, point))
        if concerned & set(point.essential):
            assert point.id in found, point.id


def test_an_unknown_part_gives_no_law_of_a_type() -> None:
    half = {"hebergement": ["sauvegarde"], "inconnu": ["infogerance", "reseau", "antivirus"]}
    assert cited(mixed(half), RETURN) == cited(mixed("inconnu"), RETURN)
    assert "type de contrat inconnu" in " ".join(one.message for one in mixed(half).notices)


def test_several_types_are_told() -> None:
    assert SEVERAL_TYPES in [one.message for one in mixed(BOTH).notices]
    assert SEVERAL_TYPES not in [one.message for one in mixed("hebergement").notices]
    view = draft(mixed(BOTH)).view
    assert view.contract.type == "contrat d’infogérance et contrat d’hébergement ou de sauvegarde externalisée"


def test_a_condition_surely_holds_for_each_type_and_may_hold_for_one() -> None:
    online = Condition.model_validate(
        [{"type": ["hebergement"], "service_en_nuage": "oui"}, {"type": "logiciel_en_ligne"}]
    )
    facts = {"type": frozenset({"hebergement", "logiciel_en_ligne"}), "service_en_nuage": frozenset({"oui"})}
    assert online.surely_holds(facts)
    assert not online.surely_holds({**facts, "type": frozenset({"hebergement", "materiel"})})
    assert online.may_hold({**facts, "type": frozenset({"hebergement", "materiel"})})


@pytest.mark.parametrize(
    ("type_", "services", "message"),
    [
        (
            {"maintenance": ["reseau"]},
            ["reseau"],
            "contrat.type.maintenance : le type de contrat « maintenance » n'existe pas.",
        ),
        ({"infogerance": ["wifi"]}, [], "contrat.type.infogerance : « wifi » n'est pas une valeur de « services »."),
        (
            {"infogerance": ["reseau"], "hebergement": ["reseau"]},
            ["reseau"],
            "contrat.type.hebergement : « reseau » est à la fois de type « infogerance » et de type « hebergement ». "
            "Ne le laisser qu'à un type.",
        ),
        (
            {"infogerance": ["reseau"]},
            ["reseau", "sauvegarde"],
            "contrat.type : « sauvegarde », de « situation.services », n'est d'aucun des types du contrat. "
            "L'ajouter à l'un d'eux : infogerance.",
        ),
        (
            {"infogerance": ["reseau", "antivirus"]},
            ["reseau"],
            "contrat.type.infogerance : « antivirus » n'est pas dans « situation.services ».",
        ),
        ({"infogerance": []}, ["reseau"], "contrat.type : « infogerance » attend la liste de ses services."),
        (["infogerance"], ["reseau"], "contrat.type : un type de contrat est attendu ici."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_types_is_told(type_: Any, services: list[str], message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        case(contrat={"type": type_}, situation={"services": services})
    assert message in str(caught.value)


def test_services_told_by_types_alone_are_those_of_the_contract() -> None:
    found = case(contrat={"type": BOTH}, situation={"services": []})
    assert found.situation.facts["services"] == tuple(SERVICES)


def test_types_are_spelled_as_people_do_and_written_back() -> None:
    spelled = {"Contrat d'infogérance": ["infogérance du parc", "reseau", "antivirus"], "hebergement": "Sauvegarde"}
    found = case(contrat={"type": spelled})
    assert tree_of(found)["contrat"]["type"] == BOTH
    assert "hebergement:" in dossier_text(found, library())


def test_online_practice_software_is_asked_for_strong_authentication_accounts_and_rights() -> None:
    parts = {"logiciel_en_ligne": ["logiciel_metier"], "materiel": ["materiel"]}
    found = mixed("logiciel_en_ligne", ["logiciel_metier"])
    for point in (STRONG, "acces-comptes-individuels", "acces-gestion-droits"):
        assert not of(found, point).out_of_scope
        text = clause(point, "logiciel_en_ligne", ["logiciel_metier"])
        assert "service" in text
        assert "Équipement" not in text
        assert clause(point, parts, ["logiciel_metier", "materiel"]) == text
    for point in ("acces-firewall", "acces-vpn", "acces-wifi-separes"):
        assert of(found, point).out_of_scope
