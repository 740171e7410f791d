"""What stands above a sentence: articles of all shapes, lists with their lead-in, tables, contents set aside."""

from __future__ import annotations

import pytest

from clausier.model.contract_text import BlockKind, SourceText, TextBlock
from clausier.reading.sentences import sentences
from clausier.reading.structure import Sentence, structure
from tests.reading.contracts import text


def sentences_of(written: str) -> list[Sentence]:
    return [*structure(text(written))]


def found(written: str, words: str) -> Sentence:
    return next(one for one in sentences_of(written) if words in one.text)


@pytest.mark.parametrize(
    ("written", "split"),
    [
        ("Il sauvegarde. Il vérifie.", ["Il sauvegarde.", "Il vérifie."]),
        ("IL SAUVEGARDE. il vérifie.", ["IL SAUVEGARDE.", "il vérifie."]),
        ("Voir art. 3 et M. Dupont, n° 4.", ["Voir art. 3 et M. Dupont, n° 4."]),
        ("Le prix est de 1.200,50 € H.T. par an.", ["Le prix est de 1.200,50 € H.T. par an."]),
        ("la sauvegarde ; l'antivirus ;", ["la sauvegarde ;", "l'antivirus ;"]),
        ("L'article 7.2. s'applique.", ["L'article 7.2. s'applique."]),
        ("Est-ce compris ? Oui !", ["Est-ce compris ?", "Oui !"]),
    ],
)
def test_sentences_end_whatever_their_case(written: str, split: list[str]) -> None:
    assert [written[start:end] for start, end in sentences(written)] == split


@pytest.mark.parametrize(
    ("line", "article", "title"),
    [
        ("Article 7 – Sauvegardes", "7", "Sauvegardes"),
        ("ARTICLE 7.2 : SAUVEGARDES", "7.2", "SAUVEGARDES"),
        ("Art. 3. Durée", "3", "Durée"),
        ("Article premier : Objet", "1er", "Objet"),
        ("Article 1er - Objet", "1er", "Objet"),
        ("Article IV – Prix", "IV", "Prix"),
        ("7.2 Sauvegardes", "7.2", "Sauvegardes"),
        ("7.2-b Tests", "7.2-b", "Tests"),
        ("12. Réversibilité", "12", "Réversibilité"),
        ("IV. Réversibilité", "IV", "Réversibilité"),
        ("Annexe 2 : Niveaux de service", "annexe 2", "Niveaux de service"),
        ("Chapitre II – Prix", "chapitre II", "Prix"),
        ("# 4. Prix", "4", "Prix"),
        ("Sauvegarde des données", "", "Sauvegarde des données"),
    ],
)
def test_a_heading_names_the_article(line: str, article: str, title: str) -> None:
    body = "Le prestataire sauvegarde chaque nuit l'ensemble des données du client sur un site distant."
    sentence = found(f"{line}\n{body}", "chaque nuit")
    assert (sentence.section.article, sentence.section.title) == (article, title)


@pytest.mark.parametrize(
    ("line", "article", "sentence"),
    [
        ("Article 9. Le préavis est de trois mois.", "9", "Le préavis est de trois mois."),
        ("Article 9 – Résiliation. Le préavis est de trois mois.", "9", "Le préavis est de trois mois."),
        ("7.2 Le préavis est de trois mois.", "7.2", "Le préavis est de trois mois."),
    ],
)
def test_an_article_may_begin_on_the_line_of_its_number(line: str, article: str, sentence: str) -> None:
    [one] = sentences_of(line)
    assert (one.section.article, one.text) == (article, sentence)


@pytest.mark.parametrize(
    "line", ["L'annexe 3 précise les prix.", "15 jours après la demande, il répond.", "2 % par mois."]
)
def test_a_sentence_is_no_heading(line: str) -> None:
    [one] = sentences_of(line)
    assert one.text == line
    assert not one.section.headings


def test_numbers_that_restart_are_told_apart() -> None:
    written = """
    Annexe 1 : Prix
    Article 1 – Objet
    Le prix est de dix euros.
    Annexe 2 : Sauvegarde
    Article 1 – Objet
    La sauvegarde est quotidienne.
    """
    assert found(written, "dix euros").section.article == "1 de l'annexe 1"
    assert found(written, "quotidienne").section.article == "1 de l'annexe 2"


def test_the_same_number_under_another_part_says_which() -> None:
    written = """
    # Conditions particulières
    ## 1. Objet
    Premier texte.
    # Conditions générales
    ## 1. Objet
    Second texte.
    """
    assert found(written, "Premier").section.article == "1"
    assert found(written, "Second").section.article == "1 (Conditions générales)"


def test_items_inherit_their_lead_in_and_what_follows_the_list_does_not() -> None:
    written = """
    Ne sont pas compris dans le forfait :
    - la fourniture du matériel ;
    - l'antivirus.
    Le prestataire sauvegarde les données.
    """
    assert found(written, "antivirus").lead_ins == ("Ne sont pas compris dans le forfait :",)
    assert found(written, "sauvegarde").lead_ins == ()


def test_lists_inside_lists_inherit_both() -> None:
    source = SourceText(
        "c.txt",
        "0" * 64,
        (
            TextBlock("Le forfait comprend :", 0),
            TextBlock("la maintenance, sauf :", 22, BlockKind.ITEM, 1),
            TextBlock("les imprimantes ;", 45, BlockKind.ITEM, 2),
            TextBlock("la sauvegarde.", 63, BlockKind.ITEM, 1),
        ),
    )
    told = {one.text: one.lead_ins for one in structure(source)}
    assert told["les imprimantes ;"] == ("Le forfait comprend :", "la maintenance, sauf :")
    assert told["la sauvegarde."] == ("Le forfait comprend :",)


def test_a_list_on_one_line_inherits_what_stands_before_its_colon() -> None:
    sentence = found("Sont exclus : le matériel ; l'antivirus ; les licences.", "antivirus")
    assert sentence.opening == "Sont exclus :"


def test_numbered_items_are_no_articles_and_the_next_article_is() -> None:
    written = """
    7. Exclusions
    Le forfait ne couvre pas :
    1. les imprimantes,
    2. les téléphones.
    8. Prix
    Le prix est de dix euros par mois et par poste.
    """
    assert found(written, "téléphones").lead_ins == ("Le forfait ne couvre pas :",)
    assert found(written, "dix euros").section.article == "8"


def test_a_table_of_contents_is_set_aside() -> None:
    written = """
    Sommaire
    Article 1 – Objet
    Article 2 – Sauvegarde
    Article 1 – Objet
    Le contrat porte sur la maintenance.
    Article 2 – Sauvegarde
    La sauvegarde est quotidienne.
    Article 3 – Prix ........................ 12
    """
    assert [(one.section.article, one.text) for one in sentences_of(written)] == [
        ("1", "Le contrat porte sur la maintenance."),
        ("2", "La sauvegarde est quotidienne."),
    ]


def test_a_sentence_is_verbatim_where_its_block_has_it() -> None:
    source = text("# 7. Sauvegarde\n- Chaque nuit. Puis « tout » ; enfin rien.")
    for one in structure(source):
        assert one.block.text[one.start : one.end] == one.text
        assert source.text[one.block.start + one.start :].startswith(one.text)
