"""Where expressions are met: forms of words, distances, values, what is set aside, and what stands above a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausier.model.expression import MAX_GAP
from clausier.reading.contract import contract_of
from tests.reading.contracts import marked, text


def met(source: str, written: str) -> list[str]:
    """The sentences in which an expression is met."""
    contract = contract_of([text(written)], marked())
    return [contract.laid[rank].sentence.text for rank in sorted(contract.everywhere.met(source))]


YES, NO = True, False


@pytest.mark.parametrize(
    ("source", "sentence", "expected"),
    [
        ("sauvegarde", "Les SAUVEGARDES sont faites.", YES),
        ("sauvegardée", "Elle sauvegarde.", YES),
        ("chiffrement", "Les données chiffrées.", YES),
        ("données", "Il donne un avis.", NO),
        ("sauv*", "Il sauvegarde.", YES),
        ("=sauvegarde", "Les sauvegardes.", NO),
        ("=os", "Os et logiciels.", YES),
        ("mise en œuvre", "La mise en oeuvre.", YES),
        ("pare-feu", "Un pare feu.", YES),
        ("sauvegarde quotidienne", "La sauvegarde est quotidienne.", NO),
        ("sauvegarde ~1 quotidienne", "La sauvegarde est quotidienne.", YES),
        ("quotidienne ~1 sauvegarde", "La sauvegarde est quotidienne.", YES),
        ("sauvegarde ~0 quotidienne", "La sauvegarde est quotidienne.", NO),
        ("délai ~2 intervention ~3 {duree}", "Le délai d'intervention est de 4 heures.", YES),
        ("délai ~2 intervention ~3 {montant}", "Le délai d'intervention est de 4 heures.", NO),
        ("sauvegarde / copie", "Une copie.", YES),
        ("test ~9 test", "Un test.", NO),
        ("test ~9 test", "Un test, puis un autre test.", YES),
        ("antivirus + poste", "Poste après poste, on installe partout et toujours le même antivirus.", YES),
        ("antivirus + serveur", "Un antivirus par poste.", NO),
        ("test - charge", "Un test de charge.", NO),
        ("test - charge", "Un test de restauration.", YES),
        ("hébergé ~3 {pays}", "Hébergé en Irlande.", YES),
        ("hébergé ~4 {pays}", "Hébergé dans l'Union européenne.", YES),
        ("trimestre ~3 {pays}", "Chaque trimestre, une réunion.", NO),
    ],
)
def test_an_expression_on_a_sentence(source: str, sentence: str, expected: bool) -> None:
    assert bool(met(source, sentence)) is expected


def test_a_heading_and_a_lead_in_count_and_do_not_suffice() -> None:
    written = """
    # Sauvegarde
    Elle est quotidienne.
    Elle est chiffrée.
    Le prestataire teste :
    - la restauration ;
    - le plan.
    """
    assert met("sauvegarde ~4 quotidienne", written) == ["Elle est quotidienne."]
    assert met("teste ~3 restauration", written) == ["la restauration ;"]
    assert met("sauvegarde", written) == []


def test_the_sentence_before_counts_in_its_own_paragraph_alone() -> None:
    assert met("sauvegarde ~6 quotidienne", "Il fait une sauvegarde. Elle est quotidienne.") == [
        "Elle est quotidienne."
    ]
    assert met("sauvegarde ~6 quotidienne", "Il fait une sauvegarde.\nElle est quotidienne.") == []


def test_a_cell_stands_after_the_header_of_its_column() -> None:
    table = "Priorité | Intervention | Rétablissement\nP1 | 1 heure | 4 heures"
    assert met("intervention ~0 {duree}", table) == ["P1 | 1 heure | 4 heures"]
    assert met("=p1 ~1 {duree}", table) == ["P1 | 1 heure | 4 heures"]


@given(st.lists(st.sampled_from(("sauvegarde", "quotidienne", "test", "poste", "de", "la")), min_size=1, max_size=30))
def test_near_is_what_a_reader_would_count(words: list[str]) -> None:
    places = {word: [rank for rank, one in enumerate(words) if one == word] for word in words}
    for gap in (0, 3, MAX_GAP):
        wanted = any(abs(one - other) - 1 <= gap for one in places.get("test", ()) for other in places.get("poste", ()))
        assert bool(met(f"test ~{gap} poste", " ".join(words))) is wanted
