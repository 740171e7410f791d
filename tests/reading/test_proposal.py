"""What is proposed of a point: status, value, certainty, passages, why."""

from __future__ import annotations

import pytest

from clausier.model.reading import MAX_PASSAGES, Status
from tests.reading.contracts import ANTIVIRUS, BACKUP, EXTRAS, NOTICE, PLACES, proposal, reading, text

FOUND, PARTIAL, CHECK, NOTHING, CONTRARY = (
    Status.FOUND,
    Status.PARTIAL,
    Status.TO_CHECK,
    Status.NOT_FOUND,
    Status.CONTRARY,
)


@pytest.mark.parametrize(
    ("point", "written", "status"),
    [
        (BACKUP, "Le prestataire réalise une sauvegarde quotidienne des données.", FOUND),
        (BACKUP, "Les données font l'objet d'une sauvegarde chaque nuit.", FOUND),
        (BACKUP, "Le prestataire assure la sauvegarde des données.", NOTHING),
        (BACKUP, "Le contrat porte sur les imprimantes.", NOTHING),
        (BACKUP, "Le client conserve une copie de sauvegarde quotidienne du logiciel.", NOTHING),
        (BACKUP, "La sauvegarde quotidienne est à la charge du client.", CONTRARY),
        (BACKUP, "La sauvegarde n'est pas quotidienne.", CONTRARY),
        (BACKUP, "# Options\nUne sauvegarde quotidienne est proposée.", PARTIAL),
        (BACKUP, "La sauvegarde quotidienne est réalisée sur devis.", PARTIAL),
        (BACKUP, "Une sauvegarde quotidienne est faite, à l'exception des postes portables.", PARTIAL),
        (BACKUP, "Il s'efforce de faire une sauvegarde quotidienne.", PARTIAL),
        (BACKUP, "« Sauvegarde » désigne la copie quotidienne des données.", PARTIAL),
        (ANTIVIRUS, "« Antivirus » désigne le logiciel installé sur les postes.", CHECK),
        (ANTIVIRUS, "# Définitions\nAntivirus : logiciel installé sur les postes.", CHECK),
        (ANTIVIRUS, "L'antivirus fourni est décrit en annexe 3.", CHECK),
        (ANTIVIRUS, "Un antivirus est fourni (voir annexe 3) pour chaque poste.", FOUND),
        (BACKUP, "La sauvegarde est quotidienne. Cette prestation est facturée en sus.", PARTIAL),
        (BACKUP, "Ne sont pas compris :\n- la sauvegarde quotidienne ;\n- le reste.", CONTRARY),
        (ANTIVIRUS, "Un antivirus est installé sur chaque poste.", FOUND),
        (ANTIVIRUS, "L'antivirus n'est pas fourni.", CONTRARY),
        (ANTIVIRUS, "Le prestataire laisse un antivirus périmé.", CONTRARY),
        (ANTIVIRUS, "Le prestataire n'accepte aucun antivirus périmé.", CONTRARY),
        (ANTIVIRUS, "Un antivirus est installé sur chaque poste.\nUn antivirus périmé est laissé en place.", PARTIAL),
        (ANTIVIRUS, "Il assure la sauvegarde, à l'exception de l'antivirus des postes.", CONTRARY),
        (NOTICE, "Le contrat est résilié avec un préavis de trois mois.", FOUND),
        (NOTICE, "Le contrat est résilié à tout moment.", NOTHING),
        (EXTRAS, "Les déplacements ne sont pas compris et font l'objet d'un devis.", FOUND),
        (PLACES, "Les données sont hébergées en France.", FOUND),
        (PLACES, "Les données sont hébergées dans un datacenter.", NOTHING),
    ],
)
def test_the_status_of_a_sentence(point: str, written: str, status: Status) -> None:
    found = proposal(point, written)
    assert found.status is status, found.why


def test_the_most_favourable_passage_is_rested_on_and_comes_first() -> None:
    found = proposal(
        BACKUP,
        "La sauvegarde quotidienne est à la charge du client.\nLe prestataire réalise une sauvegarde chaque nuit.",
    )
    assert found.status is FOUND
    assert found.passage is not None
    assert found.passage.quote == "Le prestataire réalise une sauvegarde chaque nuit."
    assert {"sauvegarde", "nuit"} <= set(found.passage.found)


def test_a_plain_promise_that_its_heading_bears_out_is_certain() -> None:
    assert proposal(BACKUP, "# Sauvegarde\nLe prestataire réalise une sauvegarde quotidienne.").certain


@pytest.mark.parametrize(
    "sentence",
    [
        "Si le client le demande, le prestataire réalise une sauvegarde quotidienne.",
        "Le prestataire ne cesse la sauvegarde quotidienne qu'à la fin du contrat.",
        "Le prestataire réalise une sauvegarde quotidienne, sauf les jours fériés.",
        "Le prestataire réalise une sauvegarde quotidienne, le client doit la vérifier.",
        "Le prestataire réalise une sauvegarde quotidienne. Cette prestation est facturée.",
    ],
)
def test_nothing_is_certain_with_a_reserve_within_reach(sentence: str) -> None:
    found = proposal(BACKUP, f"# Sauvegarde\n{sentence}")
    assert found.passages[0].reserves
    assert not found.certain


def test_what_two_passages_contradict_is_told_and_not_certain() -> None:
    found = proposal(
        NOTICE,
        "# Résiliation\nLe préavis est de trois mois.\n# Divers\nLe préavis est de six mois.",
    )
    assert found.status is FOUND
    assert found.value == "trois mois"
    assert "« six mois »" in found.why
    assert not found.certain


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Le préavis est de trois mois et la restitution intervient sous trente jours.", "trois mois"),
        ("La restitution intervient sous trente jours et le préavis est de trois mois.", "trois mois"),
        ("Moyennant trois (3) mois de préavis, il est résilié.", "trois (3) mois"),
    ],
)
def test_a_value_is_that_of_the_words_that_matched(sentence: str, value: str) -> None:
    assert proposal(NOTICE, sentence).value == value


def test_a_value_of_a_table_is_that_of_its_column() -> None:
    assert proposal(NOTICE, "Cas | Paiement | Préavis\nRésiliation | 30 jours | 2 mois").value == "2 mois"


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Les données sont hébergées en France et en Irlande.", "France et Irlande"),
        ("Les données sont stockées dans l'Union européenne.", "Union européenne"),
        ("Les données sont stockées en France, jamais hors de l'Union européenne.", "France"),
    ],
)
def test_countries_are_told_together(sentence: str, value: str) -> None:
    assert proposal(PLACES, sentence).value == value


@pytest.mark.parametrize(
    ("table", "status"),
    [
        ("Prestation | Inclus | En option\nAntivirus des postes | X | ", FOUND),
        ("Prestation | Inclus | En option\nAntivirus des postes |  | X", PARTIAL),
        ("Prestation | Inclus | Non compris\nAntivirus des postes |  | X", CONTRARY),
        ("Prestation | Prestataire | Client\nAntivirus des postes | X | X", FOUND),
        ("Prestation | Prestataire | Client\nAntivirus des postes |  | X", CONTRARY),
        ("Prestation | Prestataire | Client\nAntivirus des postes | R | I", FOUND),
        ("Prestation | Qui\nAntivirus des postes | Client", CONTRARY),
        ("Prestation | Inclus\nAntivirus des postes | non", CONTRARY),
        ("Prestation | Inclus\nAntivirus des postes | oui", FOUND),
    ],
)
def test_the_columns_of_a_table_say_who_and_whether(table: str, status: Status) -> None:
    assert proposal(ANTIVIRUS, table).status is status


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("Prestation antivirus | Postes", "Accueil | 6"),
        ("Antivirus des postes | inclus", "Antivirus des postes | inclus"),
        ("Prestation antivirus | 12 postes", "Prestation antivirus | 12 postes"),
        ("Prestation antivirus fournie | oui", "Prestation antivirus fournie | oui"),
    ],
)
def test_what_but_names_the_columns_is_told_by_the_row_below(header: str, shown: str) -> None:
    found = proposal(ANTIVIRUS, f"{header}\nAccueil | 6\nTablettes | 2")
    assert found.status is FOUND
    assert found.passages[0].quote == shown
    assert all(one.quote != header for one in found.passages[1:])


def test_the_same_sentence_is_shown_once() -> None:
    found = proposal(BACKUP, "# A\nLa sauvegarde est quotidienne.\n# B\nLa sauvegarde est quotidienne.")
    assert [one.quote for one in found.passages] == ["La sauvegarde est quotidienne."]


def test_what_is_not_found_says_where_it_was_looked_for() -> None:
    found = proposal(BACKUP, "# Sauvegarde\nRien à ce titre.\n# Données\nLes données du client sont conservées un an.")
    assert found.status is NOTHING
    assert found.passage is None
    assert found.passages
    assert "Sauvegarde" in found.searched


def test_what_is_near_and_set_aside_shows_the_words_that_were_looked_for() -> None:
    found = proposal(BACKUP, "Le client conserve une copie de sauvegarde quotidienne du logiciel.")
    assert found.status is NOTHING
    assert {"sauvegarde", "quotidienne"} <= set(found.passages[0].found)
    assert proposal(BACKUP, "La sauvegarde du contrat importe.").passages[0].found == ()


def test_five_passages_at_most_each_verbatim_and_in_its_place() -> None:
    lines = "\n".join(f"Le prestataire réalise la sauvegarde quotidienne numéro {rank}." for rank in range(9))
    written = f"# 4. Sauvegarde\n{lines}"
    source = text(written, "fichier-1.txt")
    found = proposal(BACKUP, written)
    assert len(found.passages) == MAX_PASSAGES
    for passage in found.passages:
        assert source.text[passage.start :].startswith(passage.quote)
        assert (passage.file, passage.article, passage.heading) == ("fichier-1.txt", "4", "Sauvegarde")


def test_only_the_points_that_are_asked_for_and_have_landmarks() -> None:
    assert set(reading("Rien.").points) == {BACKUP, ANTIVIRUS, NOTICE, EXTRAS, PLACES}
