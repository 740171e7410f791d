"""What a person writes on tableau.xlsx beside, around or over the answers: read, or told with its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from clausier.model.negotiation import Choice, ReadReply
from tests.negotiation import replies
from tests.negotiation.replies import FIRST, SECOND, produced, sent, tracker_column, tracker_row, workbook
from tests.negotiation.test_reply_form import read, refusal
from tests.office import excel_edits

Book = openpyxl.Workbook
SAID = "Hors de notre offre de base."
OUTSIDE = f"écrit hors des cases de réponse : « {SAID} »."
ASKED, LEGAL, STATUS, DUE = 4, 6, 7, 8
"""Columns of ours, from 1."""
ROW = 5
"""Of the first request."""


def changed(*changes: Callable[[Book], object]) -> bytes:
    """The tracker with the first request accepted, and changes."""

    def all_of(book: Book) -> None:
        cell(book, "choix").value = "Accepté"
        for change in changes:
            change(book)

    return workbook(all_of)


def cell(book: Book, key: str, point: str = FIRST) -> openpyxl.cell.Cell:
    return book["Demandes"].cell(tracker_row(book, point), tracker_column(book, key))


def told(reply: ReadReply) -> list[tuple[str, str]]:
    return [(one.key, one.message) for one in reply.notices]


@pytest.mark.parametrize("key", ["choix", "commentaire", "numero"])
def test_a_note_on_a_row_is_told_with_its_request(tmp_path: Path, key: str) -> None:
    def note(book: Book) -> None:
        cell(book, key).comment = Comment(SAID, "P. Durand")

    reply = read(tmp_path, changed(note))
    assert (reply.items[FIRST].choice, reply.items[FIRST].beside) == (Choice.ACCEPTED, SAID)
    ((place, message),) = told(reply)
    assert place.startswith("Demandes, ")
    assert place.endswith(str(ROW))
    assert message == f"note de P. Durand : {SAID}"


def test_a_note_elsewhere_is_told_with_its_place(tmp_path: Path) -> None:
    def note(book: Book) -> None:
        book["Répondant"]["B5"].comment = Comment(SAID, "")
        book["Demandes"]["A1"].comment = Comment("Voir annexe.", "")

    reply = read(tmp_path, changed(note))
    assert not reply.items[FIRST].beside
    assert told(reply) == [("Demandes, A1", "note : Voir annexe."), ("Répondant, B5", f"note : {SAID}")]


def test_a_thread_of_comments_is_told_once_with_who_wrote_it(tmp_path: Path) -> None:
    """For programs that know no threads, a spreadsheet repeats them as a note."""

    def note(book: Book) -> None:
        cell(book, "choix").comment = Comment(f"[Threaded comment]\n\nComment:\n    {SAID}", "tc={1}")

    reply = read(tmp_path, excel_edits.threaded(changed(note), "I5", SAID, "Sur devis."))
    assert told(reply) == [
        ("Demandes, I5", f"commentaire de P. Durand : {SAID}"),
        ("Demandes, I5", "commentaire de P. Durand : Sur devis."),
    ]
    assert reply.items[FIRST].beside == f"{SAID}\nSur devis."


def test_text_boxes_and_pictures_are_told_with_the_cell_over_which_they_stand(tmp_path: Path) -> None:
    shapes = (excel_edits.box("Hors de notre", "offre de base."), "<xdr:pic/>", "<xdr:cxnSp/>")
    reply = read(tmp_path, excel_edits.drawn(changed(), ROW - 1, 8, *shapes))
    names = ["une zone de texte : Hors de notre\noffre de base.", "une image", "un trait"]
    assert told(reply) == [("Demandes, I5", name) for name in names]
    assert reply.items[FIRST].beside == "Hors de notre\noffre de base.\nune image\nun trait"


def test_a_column_of_ones_own_is_told_with_its_request(tmp_path: Path) -> None:
    def add(book: Book) -> None:
        book["Demandes"]["R4"] = "Remarques"
        book["Demandes"]["R5"] = SAID

    reply = read(tmp_path, changed(add))
    assert reply.items[FIRST].beside == SAID
    assert told(reply) == [
        ("Demandes, R4", "écrit hors des cases de réponse : « Remarques »."),
        ("Demandes, R5", OUTSIDE),
    ]


def test_a_formula_outside_of_the_answers_is_told_and_never_computed(tmp_path: Path) -> None:
    def add(book: Book) -> None:
        book["Demandes"]["R5"] = '="Sur"&" option"'

    reply = read(tmp_path, changed(add))
    assert reply.items[FIRST].beside == "une formule"
    assert told(reply) == [("Demandes, R5", "écrit hors des cases de réponse : « une formule ».")]


@pytest.mark.parametrize(("sheet", "address"), [
    ("Demandes", "C14"), ("Demandes", "A14"), ("Demandes", "E1"), ("Preuves à remettre", "C30"),
    ("Points à confirmer", "A30"), ("Répondant", "A9"), ("Répondant", "D2"),
])  # fmt: skip
def test_what_stands_outside_of_every_table_is_told(tmp_path: Path, sheet: str, address: str) -> None:
    def add(book: Book) -> None:
        book[sheet][address] = SAID

    reply = read(tmp_path, changed(add))
    assert told(reply) == [(f"{sheet}, {address}", OUTSIDE)]
    assert not reply.items[FIRST].beside


def test_a_sheet_of_ones_own_is_told_as_far_as_it_is_short(tmp_path: Path) -> None:
    def add(book: Book) -> None:
        book.create_sheet("Conditions")["B2"] = SAID
        for number in range(1, 61):
            book.create_sheet("Tarif") if number == 1 else None
            book["Tarif"].cell(number, 1).value = number

    found = told(read(tmp_path, changed(add)))
    assert found[0] == ("Conditions, B2", OUTSIDE)
    assert found[-1] == ("Tarif", "20 autres cellules sont écrites hors des réponses.")
    assert len(found) == 42


@pytest.mark.parametrize(("column", "text", "message"), [
    (STATUS, "Accepté avec réserve", "« Statut » changé : « Accepté avec réserve »."),
    (LEGAL, "sans objet", "« Légal » changé : « sans objet »."),
    (DUE, "31/12/2030", "échéance changée : 31/12/2030."),
])  # fmt: skip
def test_a_column_of_ours_that_is_written_over_is_told(tmp_path: Path, column: int, text: str, message: str) -> None:
    def change(book: Book) -> None:
        book["Demandes"].cell(ROW, column).value = text

    reply = read(tmp_path, changed(change))
    assert [message for _, message in told(reply)] == [message]
    assert text in reply.items[FIRST].beside


def test_a_status_that_says_what_the_answer_says_is_nothing_more(tmp_path: Path) -> None:
    def change(book: Book) -> None:
        book["Demandes"].cell(ROW, STATUS).value = "Accepté"

    reply = read(tmp_path, changed(change))
    assert (reply.items[FIRST].beside, told(reply)) == ("", [])


def test_the_status_of_a_question_is_told(tmp_path: Path) -> None:
    def change(book: Book) -> None:
        book["Preuves à remettre"]["E5"] = "Sans suite"
        book["Preuves à remettre"]["G5"] = "Oui, article 4."

    found = told(read(tmp_path, changed(change)))
    assert [place for place, _ in found] == ["Preuves à remettre, E5", "Preuves à remettre, G5"]


def test_the_wording_asked_changed_in_place_is_a_wording_proposed(tmp_path: Path) -> None:
    def change(book: Book) -> None:
        one = book["Demandes"].cell(ROW, ASKED)
        one.value = one.value.replace("deux (2) fois", "une (1) fois")

    reply = read(tmp_path, changed(change))
    assert reply.items[FIRST].wording == sent()[FIRST].text.replace("deux (2) fois", "une (1) fois")
    assert [place for place, _ in told(reply)] == ["Demandes, D5"]


def test_the_wording_asked_that_is_gone_is_told_with_its_request(tmp_path: Path) -> None:
    def change(book: Book) -> None:
        book["Demandes"].cell(ROW, ASKED).value = None

    reply = read(tmp_path, changed(change))
    assert reply.items[FIRST].beside == "la rédaction demandée n'y figure plus."


@pytest.mark.parametrize("column", [ASKED, 9])
def test_a_struck_cell_is_no_longer_said(tmp_path: Path, column: int) -> None:
    def strike(book: Book) -> None:
        book["Demandes"].cell(ROW, column).font = Font(strike=True)

    reply = read(tmp_path, changed(strike))
    if column == ASKED:
        assert reply.items[FIRST].beside == "la rédaction demandée n'y figure plus."
    else:
        assert reply.items == {}
        assert told(reply) == [("Demandes, I5", "texte barré : Accepté : il n'est plus dit.")]


def test_words_struck_within_a_cell_are_no_longer_said(tmp_path: Path) -> None:
    """The wording asked, as Excel keeps it once two of its words are struck."""
    start, end = f"{sent()[FIRST].title}\n{sent()[FIRST].text}".split("deux (2) fois")
    runs = (f"<r><t>{start}</t></r>", "<r><rPr><strike/></rPr><t>deux (2) fois</t></r>", f"<r><t>{end}</t></r>")
    tracker = produced()["tableau.xlsx"]
    content = excel_edits.respelled(
        tracker, f"<si><t>{start}deux (2) fois{end}</t></si>", f"<si>{''.join(runs)}</si>", "xl/sharedStrings.xml"
    )
    reply = read(tmp_path, content)
    assert reply.items[FIRST].wording == sent()[FIRST].text.replace("deux (2) fois", "")
    assert told(reply)[1] == ("Demandes, D5", "texte barré : deux (2) fois : il n'est plus dit.")


@pytest.mark.parametrize("key", ["valeur", "cout", "commentaire", "redaction"])
def test_a_date_where_none_is_expected_is_refused_by_address(tmp_path: Path, key: str) -> None:
    def change(book: Book) -> None:
        cell(book, key).value = datetime(2027, 3, 2)

    message = refusal(tmp_path, changed(change))
    assert "5 : le tableur a fait une date (02/03/2027) de ce qui était écrit : rien n'est deviné. L'écrire" in message


@pytest.mark.parametrize(("shown", "refused"), [("d-mmm", True), ("dd/mm/yyyy", False), ("mmm-yy", False)])
def test_a_day_that_is_shown_without_its_year_was_something_else(tmp_path: Path, shown: str, refused: bool) -> None:
    def change(book: Book) -> None:
        cell(book, "delai").value = date(2027, 3, 2)
        cell(book, "delai").number_format = shown

    content = changed(change)
    if refused:
        assert "Demandes, N5 : le tableur a fait une date (02/03/2027)" in refusal(tmp_path, content)
    else:
        assert read(tmp_path, content).items[FIRST].time == "02/03/2027"


@pytest.mark.parametrize("side", ["left", "center", "right"])
@pytest.mark.parametrize(("margin", "story"), [("oddHeader", "en-tête"), ("oddFooter", "pied de page")])
def test_what_is_written_in_a_header_or_a_footer_is_told(tmp_path: Path, side: str, margin: str, story: str) -> None:
    def write(book: Book) -> None:
        where = getattr(getattr(book["Demandes"], margin), side)
        where.text = f"{where.text or ''} {SAID}"

    ((place, message),) = told(read(tmp_path, changed(write)))
    assert place == f"Demandes, {story}"
    assert message.startswith("ce texte n'est pas celui qui a été envoyé : «")
    assert SAID in message


def test_a_remark_on_a_request_without_an_answer_is_kept_and_agrees_to_nothing(tmp_path: Path) -> None:
    def note(book: Book) -> None:
        cell(book, "choix", SECOND).comment = Comment(SAID, "")

    item = read(tmp_path, changed(note)).items[SECOND]
    assert (item.choice, item.beside) == (None, SAID)


def test_a_wording_too_long_for_a_cell_is_compared_as_far_as_it_is_shown(tmp_path: Path) -> None:
    whole = sent()[FIRST]
    shown = f"{whole.title}\n{whole.text}"[:200]

    def cut(book: Book) -> None:
        book["Demandes"].cell(ROW, ASKED).value = f"{shown} […] La suite figure dans demandes.docx."

    assert told(read(tmp_path, changed(cut))) == []


@pytest.mark.libreoffice
def test_what_libreoffice_does_to_a_tracker_is_no_remark(tmp_path: Path) -> None:
    saved = replies.resaved(tmp_path, {"tableau.xlsx": produced()["tableau.xlsx"]}, "xlsx")
    reply = read(tmp_path, saved["tableau"])
    assert (reply.items, reply.notices) == ({}, ())
