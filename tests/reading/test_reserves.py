"""Denials, exclusions, duties of the client, options: sentences that look like a promise, and promises that do not."""

from __future__ import annotations

import pytest

from clausier.model.contract_text import TextBlock
from clausier.model.reading import Reserve
from clausier.reading.headings import Heading
from clausier.reading.parties import parties_of
from clausier.reading.reach import Reach, Reserves
from clausier.reading.structure import Section, Sentence
from tests.builders import library

STATUS = {Reserve.EXCLUSION, Reserve.EXCEPTION, Reserve.CLIENT, Reserve.OPTION}
NOT, BUT, CLIENT, OPTION = Reserve.EXCLUSION, Reserve.EXCEPTION, Reserve.CLIENT, Reserve.OPTION


def reach(sentence: str, lead_in: str = "", heading: str = "", about: str = "") -> Reach:
    """What bears on the words that the sentence is about, or on all of it."""
    section = Section("c.txt", (Heading(10, "", "", heading, 0),) if heading else ())
    one = Sentence(section, TextBlock(sentence, 0), 0, len(sentence), (lead_in,) if lead_in else ())
    start = sentence.index(about)
    place = (start, start + len(about)) if about else (0, len(sentence))
    return Reserves(parties_of([], library())).on(one, [place], None)


@pytest.mark.parametrize(
    ("sentence", "reserves"),
    [
        ("Le prestataire n'assure pas la sauvegarde des postes.", {NOT}),
        ("La sauvegarde n’est pas assurée par le prestataire.", {NOT}),
        ("L'hébergement ne bénéficie d'aucune certification.", {NOT}),
        ("Les disques ne sont pas chiffrés.", {NOT}),
        ("Le contrat n'inclut ni l'antivirus ni le pare-feu.", {NOT}),
        ("Aucun exercice de restauration n'est prévu.", {NOT}),
        ("Antivirus non compris.", {NOT}),
        ("La fourniture du pare-feu est exclue du contrat.", {NOT}),
        ("Cette prestation est hors périmètre.", {NOT}),
        ("L'éditeur ne pourra être tenu responsable d'une perte de données.", {NOT}),
        ("Le titulaire ne peut garantir la restauration.", set()),
        ("Le titulaire ne peut pas garantir la restauration.", {NOT}),
        ("Supervision | non", {NOT}),
        ("Les postes sont sauvegardés, à l'exception des portables.", {BUT}),
        ("Les postes sont sauvegardés hormis les portables.", {BUT}),
        ("La sauvegarde reste à la charge du client.", {CLIENT}),
        ("La sauvegarde relève de la responsabilité de l'abonné.", {CLIENT}),
        ("Il incombe au preneur de tenir ses postes à jour.", {CLIENT}),
        ("L'acheteur doit disposer d'un antivirus.", {CLIENT}),
        ("Les mises à jour sont effectuées par le client.", {CLIENT}),
        ("Le souscripteur demeure seul responsable de ses mots de passe.", {CLIENT}),
        ("Antivirus | Client", {CLIENT}),
        ("Un antivirus peut être fourni en option.", {OPTION}),
        ("Les tests sont facturés au temps passé.", {OPTION}),
        ("La migration fait l'objet d'un devis.", {OPTION}),
        ("La supervision est fournie moyennant un supplément.", {OPTION}),
        ("Chacun peut y mettre fin moyennant un préavis de six mois avant l'échéance.", set()),
        ("Chacun peut y mettre fin, moyennant le respect d'un préavis.", set()),
        ("Chacun peut y mettre fin moyennant un préavis de six mois et une indemnité.", {OPTION}),
        ("Chacun peut y mettre fin moyennant un préavis et un supplément.", {OPTION}),
        # What looks like a reserve and is a promise.
        ("Le délai n'excède pas quatre heures.", set()),
        ("La sauvegarde est comprise, sans supplément.", set()),
        ("Aucun frais n'est facturé pour la restitution.", set()),
        ("L'éditeur ne sous-traite aucune prestation sans accord écrit.", set()),
        ("Le prestataire ne conserve les données que trente jours.", set()),
        ("Les données ne sont pas transférées hors de l'Union européenne.", set()),
        ("Le prestataire s'engage à ne pas divulguer les données.", set()),
        ("La liste n'est pas limitative.", set()),
        ("Le client est responsable de traitement au sens du règlement.", set()),
        ("Le prestataire répond à toute demande signalée par le client.", set()),
        ("Le client peut récupérer ses données à tout moment.", set()),
        ("L'intervention n'est pas facturée.", set()),
        ("La clause est exclusive de toute autre.", set()),
    ],
)
def test_a_sentence_alone(sentence: str, reserves: set[Reserve]) -> None:
    assert reach(sentence).bearing & STATUS == reserves


@pytest.mark.parametrize(
    ("lead_in", "heading", "reserves"),
    [
        ("Ne sont pas compris dans le forfait :", "", {NOT}),
        ("Sont exclus :", "", {NOT}),
        ("Le client s'engage à :", "", {CLIENT}),
        ("Les options suivantes peuvent être souscrites :", "", {OPTION}),
        ("Le forfait comprend :", "", set()),
        ("", "Prestations exclues", {NOT}),
        ("", "Obligations du client", {CLIENT}),
        ("", "Options", {OPTION}),
        ("", "Exclusivité", set()),
        ("", "Obligations du prestataire", set()),
        ("", "Limitation de responsabilité", set()),
    ],
)
def test_what_stands_above_bears_on_the_sentence(lead_in: str, heading: str, reserves: set[Reserve]) -> None:
    assert reach("la mise à jour des systèmes ;", lead_in, heading).bearing & STATUS == reserves


def test_a_reserve_of_another_clause_is_within_reach_and_lowers_nothing() -> None:
    sentence = "Le prestataire sauvegarde les données, le client doit vérifier les postes."
    on_backup, on_posts = reach(sentence, about="sauvegarde"), reach(sentence, about="postes")
    assert CLIENT in on_backup.all
    assert CLIENT not in on_backup.bearing
    assert CLIENT in on_posts.bearing


def test_what_is_excepted_is_excluded_and_the_rest_is_not() -> None:
    sentence = "Tous les postes sont sauvegardés, à l'exception des ordinateurs portables."
    assert reach(sentence, about="sauvegardés").bearing & STATUS == {BUT}
    assert reach(sentence, about="portables").bearing & STATUS == {BUT, NOT}


def test_a_sentence_that_takes_up_the_one_before_bears_on_it() -> None:
    block = TextBlock("La sauvegarde est quotidienne. Cette prestation est en option.", 0)
    first = Sentence(Section("c.txt"), block, 0, 30)
    second = Sentence(Section("c.txt"), block, 31, len(block.text), before=first)
    assert OPTION in Reserves(parties_of([], library())).on(first, [(3, 13)], second).bearing


@pytest.mark.parametrize(
    ("sentence", "reserve"),
    [
        ("Sous réserve d'un accès distant, il intervient.", Reserve.CONDITION),
        ("Si le client le demande, il intervient.", Reserve.CONDITION),
        ("Il pourrait intervenir.", Reserve.CONDITION),
        ("Il intervient dans les meilleurs délais.", Reserve.VAGUE),
        ("Il s'efforce de répondre.", Reserve.VAGUE),
        ("« Incident » désigne toute panne.", Reserve.DEFINITION),
        ("Le délai n'excède pas quatre heures.", Reserve.NEGATION),
    ],
)
def test_what_keeps_a_sentence_from_being_sure(sentence: str, reserve: Reserve) -> None:
    assert reserve in reach(sentence).all
