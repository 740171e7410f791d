"""Who contracts, who signs, who answers for the data: as the library says of each form, or told to be undecided."""

from __future__ import annotations

from typing import Any

import pytest

from clausier.dossier.tree import tree_of
from clausier.french import typeset
from clausier.model.client_form import ClientForm
from clausier.model.proposal import Proposal
from tests.builders import case, library, proposal, read, tree

ABSENT = {"hebergement-rgpd": "non"}
FORMS = library().client_forms


def drafted(**practice: Any) -> Proposal:
    return proposal(ABSENT, cabinet={"forme": "", **practice})


def controller(found: Proposal) -> str:
    return next(row.value for row in found.view.annex if row.id == "responsable")


def told(found: Proposal) -> str:
    return " ".join(found.warnings)


@pytest.mark.parametrize(("id_", "form"), FORMS.items(), ids=list(FORMS))
def test_every_name_of_a_form_is_known(id_: str, form: ClientForm) -> None:
    for name in form.names:
        found = drafted(forme=name.upper())
        assert found.view.practice.member == typeset(form.members), name
        assert [one for one in form.warnings if typeset(one) not in found.warnings] == [], name


def test_a_company_that_practises_is_the_controller_and_leaves_no_doubt() -> None:
    found = drafted(nom="SELARL Exemple")
    assert controller(found) == "SELARL Exemple"
    assert (found.view.practice.members, found.view.practice.told, found.view.practice.letter) == ((), "", "")
    assert found.warnings == ()


def test_a_means_company_does_not_practise_and_signs_with_each_practitioner() -> None:
    found = drafted(nom="SCM Exemple", membres=["Dr A", {"nom": "Dr B", "qualite": "pédiatre"}])
    client = found.view.practice
    assert [(one.name, one.capacity) for one in client.members] == [("Dr A", ""), ("Dr B", "pédiatre")]
    assert client.signs
    assert not client.unnamed
    assert client.representative == "Dr Exemple"
    assert "n’exerce pas elle-même" in client.told
    assert "pour chacun des praticiens" in client.letter
    assert controller(found).startswith("Chacun des praticiens")
    assert "SCM Exemple, pour les seules" in controller(found)
    assert "Le Cabinet exerce" not in found.view.guide.recital
    assert "elle n’exerce pas et n’est pas responsable" in told(found)


def test_practitioners_that_are_not_named_are_lines_to_fill_in() -> None:
    found = drafted(forme="S.C.M.")
    assert found.view.practice.unnamed
    assert found.view.practice.members == ()
    assert "aucun nom dans « cabinet.membres » (praticien)" in told(found).replace("\u00a0", " ")


def test_practitioners_who_practise_each_for_themselves_are_each_a_party() -> None:
    found = drafted(forme="EI", membres=["Dr A", "Dr B", "Dr C"])
    client = found.view.practice
    assert [one.name for one in client.members] == ["Dr A", "Dr B", "Dr C"]
    assert (client.signs, client.representative, client.form) == (False, "", "")
    assert controller(found).startswith("Chacun des praticiens")
    alone = drafted(forme="EI")
    assert alone.view.practice.signs
    assert controller(alone) == "Cabinet Exemple"


def test_a_substitute_acts_for_the_holder_who_signs() -> None:
    found = drafted(nom="Dr A", forme="remplaçante", membres="Dr B")
    assert (found.view.practice.member, [one.name for one in found.view.practice.members]) == ("Titulaire", ["Dr B"])
    assert controller(found) == "La personne titulaire du cabinet, désignée en tête des présentes."
    assert "qui seul peut le conclure" in told(found)


@pytest.mark.parametrize(
    "name", ["Maison de santé Exemple", "Association Exemple", "SISA de la maison de santé Exemple"]
)
def test_what_nobody_can_decide_is_left_blank_and_told(name: str) -> None:
    found = drafted(nom=name)
    assert controller(found) == ""
    assert found.warnings


def test_the_longest_name_of_a_form_wins_and_the_form_given_before_the_name() -> None:
    assert "SISA" in told(drafted(nom="Maison de santé Exemple", forme="SISA"))
    assert controller(drafted(nom="Maison de santé Exemple", forme="SELAS")) == "Maison de santé Exemple"
    assert "SISA" in told(drafted(nom="Pôle de santé, société interprofessionnelle de soins ambulatoires"))


def test_a_form_that_the_library_does_not_know_is_told() -> None:
    found = drafted(forme="fondation")
    assert controller(found) == ""
    assert "forme du cabinet inconnue de la bibliothèque" in told(found)
    none = drafted()
    assert controller(none) == "Cabinet Exemple"
    assert "forme du cabinet à préciser" in told(none)


def test_names_where_the_form_has_no_members_are_told() -> None:
    found = drafted(forme="SELARL", membres=["Dr A"])
    assert found.view.practice.members == ()
    assert "ne fait pas parties" in told(found)


def test_the_dossier_has_the_last_word_on_the_controller() -> None:
    annex = {"responsable": "Dr A et Dr B, ensemble"}
    found = proposal(ABSENT, cabinet={"forme": "SISA"}, annexe=annex)
    assert controller(found) == "Dr A et Dr B, ensemble"


def test_a_name_alone_is_written_alone() -> None:
    members = ["Dr A", {"nom": "Dr B", "qualite": "pédiatre"}]
    found = case(cabinet={"membres": members})
    assert tree_of(found)["cabinet"]["membres"] == members
    assert read({**tree(), **tree_of(found)}).practice == found.practice
