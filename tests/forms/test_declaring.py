"""Declarations read from a reply: in the one store of the dossier, never over the practice's own answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from clausier.dossier.tree import tree_of
from clausier.forms.declaring import with_declarations
from clausier.forms.readback import ReadBack
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile
from clausier.model.negotiation import Respondent
from clausier.model.verdict import Finding
from tests.builders import library, read, tree
from tests.forms.files import base

TEST, SERVICES, FIXES = "sauvegardes-test-restauration", "perimetre-services", "correctifs-delai-critique"
WHO = Respondent(name="Paul Durand", capacity="président", day=date(2026, 10, 5))
SAID = {
    TEST: Answer(finding=Finding.YES, value=("2 par an",), comment="Depuis 2024."),
    FIXES: Answer(finding=Finding.NO),
}


def dossier(**changes: Any) -> CaseFile:
    return read({**tree({SERVICES: "oui", FIXES: "a_verifier"}), **changes})


def declared(case: CaseFile, said: dict[str, Answer] = SAID, who: Respondent = WHO) -> ReadBack:
    return with_declarations(base(case), said, who, "retour.docx", library())


def test_they_stand_apart_with_who_and_when() -> None:
    before = dossier()
    found = declared(before)
    assert found.case.answers == before.answers
    (one,) = found.case.declarations
    assert (one.by, one.capacity, one.on) == ("Paul Durand", "président", date(2026, 10, 5))
    assert tree_of(found.case)["declaration_prestataire"][0]["reponses"] == {
        TEST: {"constat": "oui", "valeur": ["2 par an"], "commentaire": "Depuis 2024."},
        FIXES: {"constat": "non"},
    }
    assert not found.notices


def test_they_are_judged_as_those_of_a_questionnaire() -> None:
    quantity = declared(dossier()).case.only_declared[TEST].quantity
    assert quantity is not None


def test_the_same_reply_twice_changes_nothing() -> None:
    once = declared(dossier()).case
    again = declared(once)
    assert tree_of(again.case) == tree_of(once)
    assert not again.notices


def test_those_of_another_day_stand_beside() -> None:
    found = declared(declared(dossier()).case, who=WHO.model_copy(update={"day": date(2026, 11, 5)})).case
    assert [one.on.month for one in found.declarations] == [10, 11]


def test_the_practice_keeps_its_word_and_the_difference_is_said() -> None:
    found = declared(dossier(), {SERVICES: Answer(finding=Finding.NO)})
    assert found.case.answers[SERVICES].finding is Finding.YES
    (notice,) = found.notices
    assert notice.key == library().by_id[SERVICES].number
    assert notice.message == "le prestataire déclare « non », le cabinet retient « oui »."


def test_a_value_that_cannot_be_measured_is_kept_as_a_comment() -> None:
    found = declared(dossier(), {TEST: Answer(finding=Finding.YES, value=("souvent",), comment="À voir.")})
    answer = found.case.declared[TEST]
    assert (answer.value, answer.comment) == ((), "Valeur indiquée : souvent\nÀ voir.")
    assert "« souvent » n'est pas un chiffre de ce point : gardé en commentaire." in found.notices[0].message


def test_a_point_that_is_no_longer_in_the_library_is_told() -> None:
    found = declared(dossier(), {"disparu": Answer(finding=Finding.YES), **SAID})
    assert set(found.case.declared) == set(SAID)
    assert "la bibliothèque n'a plus ce point" in found.notices[0].message


def test_nothing_is_taken_from_nobody() -> None:
    for who in (Respondent(), WHO.model_copy(update={"day": None}), WHO.model_copy(update={"name": " "})):
        found = declared(dossier(), who=who)
        assert not found.case.declarations
        assert "il manque le nom de qui répond, ou la date" in found.notices[0].message
    assert not declared(dossier(), {}, Respondent()).notices
