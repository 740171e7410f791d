"""Three writers of one letter: the practice, its counsel, a union; each in its own words, none in another's."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.errors import InvalidInput
from clausier.files.strictyaml import Places
from clausier.judging.gaps import analyse
from clausier.library import markup
from clausier.library.checks import problems
from clausier.model.negotiation import Choice, Grade, Purpose, ReplyItem
from clausier.model.register import Stand
from clausier.model.requirement import Requirement
from clausier.model.voice import Voice
from clausier.negotiation.lookback import follow_up
from clausier.negotiation.standing import State
from clausier.proposal import draft
from clausier.proposal.voice import speaks_as_practice, voiced
from tests.builders import DAY, all_absent, case, full_library, library, proposal, tree
from tests.negotiation.play import plain, shown
from tests.negotiation.test_letters import answer_of
from tests.negotiation.test_standing import PLAIN

COUNSEL = {
    "nom": "Me Exemple",
    "qualite": "avocate au barreau de Modèleville",
    "adresse": "4, rue du Modèle, 86000 Ville",
}
UNION = {
    "nom": "Union Exemple",
    "representant": "Dr Modèle",
    "qualite": "présidente",
    "coordonnees": "union@exemple.fr",
}
MANDATE = "mandat écrit du 3 septembre 2026"
MAILS: dict[Voice, dict[str, Any]] = {
    Voice.PRACTICE: {},
    Voice.COUNSEL: {"redacteur": "conseil", "conseil": COUNSEL},
    Voice.UNION: {"redacteur": "union", "union": UNION, "mandat": f"{MANDATE}."},
}
OTHERS = (Voice.COUNSEL, Voice.UNION)
UNJOINED = re.compile(
    r"\b(?:de|à) les? (?!\w+(?:er|ir|re)\b)|\b(?:du|au|des|le|la|les) notre\b|\bde (?:des|du)\b", re.IGNORECASE
)
"""« de le », « à les » before a noun; « de le compléter » is right."""
OURS = re.compile(
    r"\b(?:nos|notre(?! client\b))\b|\b(?:que|et|ne) nous (?!vous\b)|\bnous (?:devons|puissions|sachions)",
    re.IGNORECASE,
)
WRITTEN_BY_THE_PRACTICE = re.compile(
    r"nos (?:demandes|patients|données|dossiers)|notre demande|vous nous avez adressé|Nous sommes liés|nous engagera"
)
POINTS = full_library().requirements


def arguments(point: Requirement) -> list[str]:
    return [text for text in (point.argument.negotiation, point.argument.obligation) if text]


@pytest.mark.parametrize("point", POINTS, ids=lambda one: one.id)
@pytest.mark.parametrize("voice", Voice)
def test_every_argument_is_right_in_every_voice(voice: Voice, point: Requirement) -> None:
    for text in arguments(point):
        told = voiced(text, full_library().formulas, voice)
        assert not set(markup.names(told)) & full_library().formulas.forms
        assert told[0].isupper() or told.startswith("{{ fondement")
        assert not UNJOINED.search(told), told
        if voice is not Voice.PRACTICE:
            assert not OURS.search(told), told
            assert not speaks_as_practice(told), told


def test_the_practice_says_we_and_the_others_do_not() -> None:
    formulas = library().formulas
    text = "{{ nous_devons }} savoir. {{ nous_devons }} prévoir, car {{ nous_devons }} choisir sous {{ delai }}."
    assert voiced(text, formulas, Voice.PRACTICE).startswith("Nous devons savoir. Nous devons prévoir, car nous devons")
    assert voiced(text, formulas, Voice.COUNSEL) == (
        "Notre client doit savoir. Notre client doit prévoir, car notre client doit choisir sous {{ delai }}."
    )
    assert voiced("Un texte d'avocat.", formulas, Voice.UNION) == "Un texte d'avocat."
    assert speaks_as_practice("Une copie de nos dossiers") == "nos"
    assert speaks_as_practice("de nous remettre la liste") == "de nous"
    assert not speaks_as_practice("nous vous remercions, pour notre client, et nous vous prions")


@pytest.mark.parametrize("voice", OTHERS)
def test_only_the_letter_changes(voice: Voice) -> None:
    own = proposal(all_absent())
    found = proposal(all_absent(), courrier=MAILS[voice])
    assert found.summary == own.summary
    assert found.view.practice == own.view.practice
    assert [one.text for one in found.view.requests] == [one.text for one in own.view.requests]
    told = " ".join(markup.plain(one.justification) for one in found.view.requests)
    assert not OURS.search(told.replace("’", "'"))
    assert ("notre client" in told) is (voice is Voice.COUNSEL)
    assert found.view.mark.fingerprint != own.view.mark.fingerprint


def test_a_text_that_only_the_practice_could_write_is_told() -> None:
    formulas = library().formulas
    told = proposal(all_absent(), courrier=MAILS[Voice.COUNSEL]).warnings
    assert not [one for one in told if "comme si le client écrivait" in one]
    plain_text = (
        library()
        .requirements[0]
        .argument.model_copy(update={"negotiation": "Nous vous prions de nous remettre nos codes.", "obligation": ""})
    )
    first = library().requirements[0].model_copy(update={"argument": plain_text})
    house = library().model_copy(update={"requirements": (first, *library().requirements[1:]), "formulas": formulas})
    found = draft(analyse(house, case({first.id: "non"}, courrier=MAILS[Voice.COUNSEL]), DAY))
    assert [one for one in found.warnings if one.startswith(first.number) and "comme si le client écrivait" in one]
    assert "nos codes" in markup.plain(found.view.requests[0].argument)
    assert not draft(analyse(house, case({first.id: "non"}), DAY)).warnings


@pytest.mark.parametrize(
    ("mail", "key", "told"),
    [
        ({"redacteur": "avocat"}, "courrier.redacteur", "« avocat » n'est pas admis"),
        ({"redacteur": "conseil"}, "courrier.conseil.nom", "la lettre est d'un conseil, dont le nom manque"),
        ({"redacteur": "conseil", "conseil": {"qualite": "avocate"}}, "courrier.conseil.nom", "« nom » manque"),
        ({"redacteur": "union", "mandat": MANDATE}, "courrier.union.nom", "d'une union, dont le nom manque"),
        ({"redacteur": "union", "union": UNION}, "courrier.mandat", "le mandat de celui pour qui elle écrit"),
        (
            {"redacteur": "union", "union": UNION, "mandat": " "},
            "courrier.mandat",
            "le mandat de celui pour qui elle écrit",
        ),
    ],
)
def test_nobody_writes_without_a_name_or_a_mandate(mail: dict[str, Any], key: str, told: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        case(courrier=mail)
    (problem,) = caught.value.problems
    assert (problem.file, problem.key) == ("dossier.yaml", key)
    assert told in problem.message
    assert problem.hint


def test_a_voice_says_every_form() -> None:
    formulas = library().formulas
    short = {**formulas.voices, Voice.UNION: {"nous_devons": "le cabinet doit"}}
    lacking = library().model_copy(update={"formulas": formulas.model_copy(update={"voices": short})})
    told = [one.message for one in problems(lacking, Places("x", {}))]
    assert "la voix « union » ne donne pas « nous_remettre », que donne une autre." in told


def letter(tmp_path: Path, voice: Voice, *, signed: bool) -> str:
    """The text of the letter of a dossier with all points absent, its name that of nobody."""
    dossier = tmp_path / "dossier.yaml"
    data = tree(all_absent(), contrat={"etat": "signe" if signed else "non_signe"}, courrier=MAILS[voice])
    dossier.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    assert run(["rediger", str(dossier), "-o", str(tmp_path / "sortie"), "--date", "2026-11-23"]) == 0
    return plain(shown(tmp_path / "sortie" / "lettre.docx"))


@pytest.mark.parametrize("signed", [True, False])
def test_a_counsel_writes_for_its_client(tmp_path: Path, signed: bool) -> None:
    told = letter(tmp_path, Voice.COUNSEL, signed=signed)
    assert told.startswith("Me Exemple avocate au barreau de Modèleville 4, rue du Modèle 86000 Ville ")
    assert "Objet : Cabinet Exemple – " in told
    assert "Nous vous écrivons pour notre client, Cabinet Exemple, au sujet du " in told
    assert "aux coordonnées portées en tête de cette lettre" in told
    assert "par l'intermédiaire de votre propre conseil" in told
    assert "pour notre client, Cabinet Exemple" in told.rpartition("Madame, Monsieur, l'expression")[2]
    assert not WRITTEN_BY_THE_PRACTICE.search(told)


def test_a_union_writes_on_its_mandate(tmp_path: Path) -> None:
    told = letter(tmp_path, Voice.UNION, signed=True)
    assert told.startswith("Union Exemple union@exemple.fr ")
    assert f"Cabinet Exemple nous a donné mandat de vous écrire ({MANDATE}) au sujet du contrat" in told
    assert "Dr Modèle présidente Union Exemple sur mandat : Cabinet Exemple" in told
    assert "votre propre conseil" not in told
    assert not WRITTEN_BY_THE_PRACTICE.search(told)


def test_the_practice_writes_as_itself(tmp_path: Path) -> None:
    told = letter(tmp_path, Voice.PRACTICE, signed=True)
    assert told.startswith("Cabinet Exemple ")
    assert "Nous sommes liés par le contrat" in told
    assert "notre demande" in told
    assert "notre client" not in told
    assert "coordonnées portées en tête" not in told


@pytest.mark.parametrize(
    ("voice", "keeps", "takes"),
    [
        (Voice.PRACTICE, "nous maintenons notre demande (15 jours calendaires)", "nous acceptons votre proposition"),
        (
            Voice.COUNSEL,
            "nous maintenons la demande de notre client (15",
            "notre client accepte votre proposition",
        ),
        (Voice.UNION, "nous maintenons la demande du cabinet (15 jours", "le cabinet accepte votre proposition"),
    ],
)
def test_a_later_letter_says_whose_request_it_is(voice: Voice, keeps: str, takes: str) -> None:
    absent = {PLAIN: "non"}
    found = proposal(absent, courrier=MAILS[voice])
    refused = answer_of(Grade.REFUSED, ReplyItem(choice=Choice.REFUSED))
    assert plain(follow_up(refused, found, Purpose.ROUND, library().formulas.rounds).refused[0].ours).startswith(keeps)
    offered = answer_of(Grade.BELOW, ReplyItem(choice=Choice.AMENDED, value="40 jours"), Stand.VALUE)
    one = offered.standings[PLAIN]
    assert one.decision is not None
    decided = replace(one, decision=one.decision.model_copy(update={"value": "40 jours"}))
    taken = State(offered.register, {PLAIN: decided}, offered.last)
    assert plain(follow_up(taken, found, Purpose.ROUND, library().formulas.rounds).countered[0].ours).startswith(takes)
