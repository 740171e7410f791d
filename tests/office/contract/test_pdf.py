"""PDFs: paragraphs, columns, tables, headers, scans, and files that are none."""

from __future__ import annotations

import pytest

from clausier.errors import InvalidInput
from clausier.office import limits
from clausier.office.contract import pages
from tests.office.contract.pages import lines, one_page, packed, pdf
from tests.office.contract.reading import read, told

LONG = (
    "Le prestataire sauvegarde chaque nuit les données confiées par le client et garde",
    "ces copies trente jours dans un autre lieu, puis les efface sans que le client le",
    "demande.",
)


def test_lines_make_paragraphs() -> None:
    found = read(pdf(lines(*LONG, "Il en rend compte chaque mois.")), "a.pdf")
    assert told(found) == [f"p {' '.join(LONG)}", "p Il en rend compte chaque mois."]
    assert (found.pages, found.remarks, found.unread, found.blocks[0].page) == (1, (), (), 1)


def test_a_paragraph_goes_on_over_the_page() -> None:
    found = read(pdf(lines(*LONG[:2]), lines(LONG[2], "", "Fin.")), "a.pdf")
    assert told(found) == [f"p {' '.join(LONG)}", "p Fin."]
    assert [block.page for block in found.blocks] == [1, 2]


def test_a_word_cut_by_a_line_end_is_mended() -> None:
    found = read(pdf(lines("Le prestataire assure la sauve-", "garde. Un sous-traitant agit, et le sous-", "traitant",
                           "", "La sauvegarde compte.")), "a.pdf")  # fmt: skip
    assert told(found)[0] == "p Le prestataire assure la sauvegarde. Un sous-traitant agit, et le sous-traitant"


def test_ligatures_and_bullets() -> None:
    found = read(pdf(lines("La conﬁdentialité et le ﬂux :", "• les données ;", "• les accès.", "", "Fin.")), "a.pdf")
    assert told(found) == ["p La confidentialité et le flux :", "i1 - les données ;", "i1 - les accès.", "p Fin."]


def test_headings_are_larger() -> None:
    found = read(pdf([*lines("Article 4 – Durée", size=16), *lines(*LONG, top=730)]), "a.pdf")
    assert told(found) == ["h1 Article 4 – Durée", f"p {' '.join(LONG)}"]


@pytest.mark.parametrize("number", ["7.2 Durée", "Article 7", "ANNEXE 2", "a) les données", "IV. Prix"])
def test_what_is_numbered_begins_a_block(number: str) -> None:
    found = read(pdf(lines(*LONG, number, *LONG)), "a.pdf")
    assert [block.text for block in found.blocks][1].startswith(number)


def test_a_reference_at_the_start_of_a_line_begins_none() -> None:
    first = "Le contrat prend fin aux conditions prévues par les stipulations qui sont à l'article"
    found = read(pdf(lines(first, "7.2 Le préavis est de trois mois.", *LONG)), "a.pdf")
    assert found.blocks[0].text == f"{first} 7.2 Le préavis est de trois mois."


def test_items_that_only_a_letter_tells() -> None:
    found = read(pdf(lines("Le prestataire :", "a) sauvegarde les données ; et", "b) les restaure.",
                           "1. teste les copies ;", "2. en rend compte.")), "a.pdf")  # fmt: skip
    assert told(found) == ["p Le prestataire :", "i1 a) sauvegarde les données ; et", "i1 b) les restaure.",
                           "i1 1. teste les copies ;", "i1 2. en rend compte."]  # fmt: skip


def test_a_ragged_line_before_a_capital_goes_on() -> None:
    third = "demande. Le présent contrat et celle de ses annexes qui est intitulée"
    found = read(pdf(lines(*LONG[:2], third, "Convention de services engagent les parties.")), "a.pdf")
    assert "est intitulée Convention" in found.blocks[0].text


def test_a_narrow_column_made_even_is_no_table() -> None:
    rows = ["Le prestataire assure seul", "sa mission de garde des", "données que le client lui", "confie chaque jour."]
    drawn = "".join(f"({row}) Tj T* " for row in rows)
    found = read(one_page(f"BT /F 9 Tf 12 Tw 14 TL 72 700 Td {drawn}ET".encode("cp1252")), "a.pdf")
    assert told(found) == [f"p {' '.join(rows)}"]


def test_headers_and_footers_are_taken_out_and_told() -> None:
    pages = [
        [
            *lines("Contrat SPECIMEN", top=810),
            *lines(*(f"{sign.upper()} {line}" for line in LONG), f"Clause {sign}."),
            *lines(f"Page {rank} sur 4", top=40),
        ]
        for rank, sign in enumerate("abcd", 1)
    ]
    found = read(pdf(*pages), "a.pdf")
    assert told(found)[1::2] == [f"p Clause {sign}." for sign in "abcd"]
    assert found.remarks == ("En-têtes et pieds de page laissés de côté : « Contrat SPECIMEN » ; « Page 1 sur 4 ».",)


def test_a_line_that_repeats_inside_pages_stays() -> None:
    pages = [lines(*(f"Ligne {rank} {sign}." for rank in "klmnopq"), "Le client signe.", *"klmnopq") for sign in "abcd"]
    assert sum("Le client signe." in line for line in told(read(pdf(*pages), "a.pdf"))) == 4


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"Le prestataire assure la tâche {sign}." for sign in "abcdefghijklmnop"]
    right = [f"Le client assure la tâche {sign}." for sign in "abcdefghijklmnop"]
    found = read(pdf([*lines(*left, size=9), *lines(*right, left=320, size=9)]), "a.pdf")
    assert " ".join(block.text for block in found.blocks) == " ".join((*left, *right))


def test_two_columns_drawn_line_by_line_too() -> None:
    left = [f"Le prestataire assure la tâche {sign}." for sign in "abcdefghijklmnop"]
    right = [f"Le client assure la tâche {sign}." for sign in "abcdefghijklmnop"]
    drawn = zip(lines(*left, size=9), lines(*right, left=320, size=9), strict=True)
    found = read(pdf([word for pair in drawn for word in pair]), "a.pdf")
    assert " ".join(block.text for block in found.blocks) == " ".join((*left, *right))


def test_tables_are_rows_under_their_header() -> None:
    places = (72, 180, 330)
    rows = [("Priorité", "Prise en charge", "Résolution"), ("P1", "30 min", "4 h"), ("P2", "2 h", "1 jour")]
    words = [word for rank, row in enumerate(rows) for place, text in zip(places, row, strict=True)
             for word in lines(text, left=place, top=700 - 25 * rank)]  # fmt: skip
    found = read(pdf([*lines("Les délais sont :"), *words, *lines("Fin.", top=600)]), "a.pdf")
    assert told(found) == ["p Les délais sont :", "r Priorité | Prise en charge | Résolution",
                           "r P1 | 30 min | 4 h", "r P2 | 2 h | 1 jour", "p Fin."]  # fmt: skip
    assert found.blocks[3].header == found.blocks[1].cells == ("Priorité", "Prise en charge", "Résolution")


def test_cells_of_several_lines() -> None:
    words = [
        *lines("Type", "d'incident", top=700), *lines("Délai de", "résolution", left=250, top=700),
        *lines("Incident bloquant", "en production", top=660), *lines("4 heures", left=250, top=653),
        *lines("Autre incident", top=620), *lines("Le jour ouvré", "suivant", left=250, top=620),
    ]  # fmt: skip
    assert told(read(pdf(words), "a.pdf")) == ["r Type d'incident | Délai de résolution",
                                               "r Incident bloquant en production | 4 heures",
                                               "r Autre incident | Le jour ouvré suivant"]  # fmt: skip


def test_a_table_goes_on_over_the_page() -> None:
    def page(*rows: tuple[str, str]) -> list[tuple[float, float, float, str]]:
        return [word for rank, row in enumerate(rows) for left, text in zip((72, 300), row, strict=True)
                for word in lines(text, left=left, top=700 - 25 * rank)]  # fmt: skip

    found = read(pdf(page(("Niveau", "Délai"), ("P1", "1 h")), page(("P2", "2 h"), ("P3", "3 h"))), "a.pdf")
    assert [block.header for block in found.blocks] == [(), *[("Niveau", "Délai")] * 3]


def test_bold_printed_twice_is_read_once() -> None:
    assert told(read(pdf(lines("11..LLee pprroojjeett", "", *LONG)), "a.pdf"))[0] == "p 1.Le projet"


def test_what_stands_beyond_the_page_is_not_read() -> None:
    assert told(read(pdf([*lines("Visible."), *lines("Invisible.", left=900)]), "a.pdf")) == ["p Visible."]


def test_a_page_that_is_a_picture_is_told() -> None:
    found = read(pdf(lines(*LONG), [], []), "a.pdf")
    assert found.unread == (2, 3)
    assert "les pages 2, 3" in found.remarks[0]


REFUSED = {
    "another": (b"bonjour", "ce n'est pas un PDF."),
    "empty": (b"", "ce n'est pas un PDF."),
    "cut": (pdf(lines(*LONG))[:300], "est abîmé"),
    "no page": (packed([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]), "est abîmé"),
    "locked": (
        pdf(lines(*LONG)).replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R /ID [(a) (a)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >>"
            % (b"o" * 32, b"u" * 32),
        ),
        "est protégé par un mot de passe",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(name: str) -> None:
    content, why = REFUSED[name]
    with pytest.raises(InvalidInput, match=why) as caught:
        read(content, "contrat.pdf")
    assert caught.value.problems[0].file == "contrat.pdf"
    assert caught.value.problems[0].hint


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PATIENCE", 0.01)
    with pytest.raises(InvalidInput, match="trop volumineux une fois ouvert"):
        read(pdf(lines(*LONG)), "a.pdf")


def test_both_sides_of_the_process_use_the_same_words() -> None:
    from clausier.office import pdfium

    assert (pages.READ, pages.SHOW) == (pdfium.READ, pdfium.SHOW)
    assert (pages.LOCKED, pages.TOO_MUCH) == (pdfium.LOCKED, pdfium.TOO_MUCH)
    assert pdfium.__name__ == pages.MODULE
