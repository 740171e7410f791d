"""A declaration of the provider is no stipulation: what its word alone is worth, answer by answer."""

from __future__ import annotations

from typing import Any

import pytest

from clausier.judging.declarations import LOOK_FOR, NO_STIPULATION
from clausier.judging.gaps import analyse
from clausier.model.analysis import Judgement, Notice
from tests.builders import CERTIFICATE, DAY, library, of, read, tree, yes

TEST, CERTIFIED = "sauvegardes-test-restauration", "hebergement-hds"
UNWRITTEN = "déclaré par le prestataire, non écrit au contrat"


def dossier(said: Any, own: Any = None, point: str = TEST) -> Any:
    declaration = {"par": "Mme Exemple", "le": "2026-11-20", "reponses": {point: said}}
    return read({**tree({} if own is None else {point: own}), "declaration_prestataire": declaration})


def judged(said: Any, own: Any = None, point: str = TEST, *, absent: bool = False) -> Judgement:
    return of(analyse(library(), dossier(said, own, point), DAY, unknown_as_absent=absent), point)


def said(judgement: Judgement) -> tuple[str, str]:
    return judgement.verdict.value, judgement.reason


@pytest.mark.parametrize(
    "answer",
    [
        "oui",
        "partiel",
        yes(valeur="4 par an"),
        yes(valeur="1 par an"),
        yes(article="7.2"),
        yes(citation="un test"),
        {"constat": "non", "valeur": "4 par an"},
    ],
)
def test_what_is_only_declared_is_not_written(answer: Any) -> None:
    found = judged(answer)
    assert said(found) == ("absent", UNWRITTEN)
    assert found.unwritten
    assert not found.to_confirm


def test_a_certificate_is_no_stipulation_either() -> None:
    assert said(judged(yes(preuves=[CERTIFICATE]), point=CERTIFIED)) == ("absent", UNWRITTEN)


@pytest.mark.parametrize(
    ("article", "named"),
    [("7.2", "l'article 7.2"), ("3 et 4", "les articles 3 et 4"), ("Annexe 1, § 2", "« Annexe 1, § 2 »")],
)
def test_an_article_quoted_is_to_be_confirmed(article: str, named: str) -> None:
    found = judged(yes(valeur="2 par an", article=article, citation="Deux tests par an."))
    assert said(found) == ("a_verifier", f"le prestataire cite {named} : à confirmer dans le contrat")
    assert found.to_confirm
    assert not found.unwritten


def test_a_point_that_the_provider_sets_aside_is_to_be_confirmed() -> None:
    found = judged({"constat": "sans_objet", "motif": "Aucune sauvegarde."})
    reason = "le prestataire déclare ce point sans objet (Aucune sauvegarde) : à confirmer dans le contrat"
    assert said(found) == ("a_verifier", reason)
    assert found.to_confirm


@pytest.mark.parametrize(("answer", "verdict"), [("non", "absent"), ("contraire", "contraire")])
def test_what_is_said_against_oneself_is_admitted(answer: str, verdict: str) -> None:
    found, own = judged(answer), judged("a_verifier", answer)
    assert said(found) == said(own) == (verdict, own.reason)
    assert not found.unwritten


def test_a_declaration_left_open_is_no_answer() -> None:
    found = judged("a_verifier")
    assert found.verdict == "a_verifier"
    assert not found.to_confirm


def test_the_word_of_the_practice_wins() -> None:
    quoted = yes(valeur="2 par an", article="7.2", citation="Deux tests par an.")
    confirmed = judged(quoted, quoted)
    assert said(confirmed) == ("conforme", "le contrat y répond")
    assert not confirmed.declared
    assert judged("oui", "non").reason == "rien au contrat sur ce point"
    assert judged("oui", "a_verifier").reason == UNWRITTEN


def test_what_is_unknown_is_counted_as_absent_on_demand() -> None:
    quoted = judged(yes(valeur="2 par an", article="7.2", citation="Deux tests par an."), absent=True)
    assert said(quoted) == ("absent", "déclaré par le prestataire, non confirmé, compté comme absent")
    assert not quoted.unwritten
    told = judged({"constat": "a_verifier", "article": "7.2", "citation": "Deux tests par an."}, absent=True)
    assert said(told) == said(quoted)
    assert judged("a_verifier", absent=True).reason == "sans réponse, compté comme absent"


def test_what_declarations_change_is_said() -> None:
    notices = analyse(library(), dossier(yes(valeur="2 par an")), DAY).notices
    assert Notice(NO_STIPULATION) in notices
    assert not any(notice.message == NO_STIPULATION for notice in analyse(library(), dossier("non"), DAY).notices)
    quoted = dossier(yes(valeur="2 par an", article="7.2", citation="Deux tests par an."))
    assert Notice(LOOK_FOR, TEST) in analyse(library(), quoted, DAY).notices
