"""tableau.xlsx read back: sorted, moved, completed by hand, or refused by address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from clausier.errors import InvalidInput
from clausier.model.negotiation import Choice, FormKind, ReadReply
from tests.negotiation import replies
from tests.negotiation.replies import FIRST, SECOND, fill_tracker, tracker_column, tracker_row, workbook
from tests.negotiation.test_reply_form import EXPECTED, WHO, read, refusal

Book = openpyxl.Workbook
FIRST_ROW, LAST_ROW = 5, 4 + replies.COUNT


def filled(*changes: Callable[[Book], object]) -> bytes:
    def all_of(book: Book) -> None:
        fill_tracker(book)
        for change in changes:
            change(book)

    return workbook(all_of)


def rows(book: Book) -> list[list[object]]:
    return [[one.value for one in row] for row in book["Demandes"].iter_rows(min_row=FIRST_ROW, max_row=LAST_ROW)]


def write_rows(book: Book, values: list[list[object]]) -> None:
    for line, row in enumerate(values, start=FIRST_ROW):
        for rank, value in enumerate(row, start=1):
            book["Demandes"].cell(line, rank).value = value


def set_cell(book: Book, point: str, key: str, value: object) -> None:
    book["Demandes"].cell(tracker_row(book, point), tracker_column(book, key)).value = value


def test_an_empty_tracker_answers_nothing(tmp_path: Path) -> None:
    reply = read(tmp_path, replies.produced()["tableau.xlsx"])
    assert (reply.kind, reply.items, reply.notices) == (FormKind.TRACKER, {}, ())


def check(reply: ReadReply) -> None:
    assert reply.items == EXPECTED
    assert reply.respondent == WHO
    assert reply.mark == replies.view().mark


def test_a_filled_tracker_is_read_whatever_its_name(tmp_path: Path) -> None:
    check(read(tmp_path, filled(), "reponse.docx"))


def test_sorted_rows_are_understood(tmp_path: Path) -> None:
    check(read(tmp_path, filled(lambda book: write_rows(book, rows(book)[::-1]))))


def test_moved_columns_are_understood(tmp_path: Path) -> None:
    def swap(book: Book) -> None:
        for row in book["Demandes"].iter_rows(min_row=3, max_row=LAST_ROW):
            values = [one.value for one in row]
            for one, value in zip(row, values[::-1], strict=True):
                one.value = value

    check(read(tmp_path, filled(swap)))


@pytest.mark.parametrize("loss", ["row", "column", "both"])
def test_what_is_hidden_may_be_lost(tmp_path: Path, loss: str) -> None:
    def lose(book: Book) -> None:
        sheet = book["Demandes"]
        if loss in ("column", "both"):
            sheet.delete_cols(tracker_column(book, "point"))
        if loss in ("row", "both"):
            sheet.delete_rows(3)

    check(read(tmp_path, filled(lose)))


def test_deleted_rows_are_silent(tmp_path: Path) -> None:
    reply = read(tmp_path, filled(lambda book: book["Demandes"].delete_rows(tracker_row(book, SECOND))))
    assert reply.items == {point: item for point, item in EXPECTED.items() if point != SECOND}


def test_a_row_added_by_hand_is_understood_by_its_number(tmp_path: Path) -> None:
    def add(book: Book) -> None:
        book["Demandes"].delete_rows(tracker_row(book, SECOND))
        line = book["Demandes"].max_row + 1
        book["Demandes"].cell(line, 1).value = 1.2
        book["Demandes"].cell(line, tracker_column(book, "choix")).value = "Refusé"

    assert read(tmp_path, filled(add)).items[SECOND].choice is Choice.REFUSED


def test_a_row_added_by_hand_without_a_number_is_refused_by_address(tmp_path: Path) -> None:
    message = refusal(tmp_path, filled(lambda book: book["Demandes"].cell(11, 9, "Refusé")))
    assert "Demandes, I11 : cette ligne n'est rattachée à aucune demande." in message


def test_a_partial_sort_is_refused(tmp_path: Path) -> None:
    def sort_only_numbers(book: Book) -> None:
        sheet = book["Demandes"]
        sheet["A5"], sheet["A6"] = sheet["A6"].value, sheet["A5"].value

    message = refusal(tmp_path, filled(sort_only_numbers))
    assert "Demandes, ligne 5 : le n° « 2.2 » n'est pas celui de la demande de cette ligne (1.1)." in message


def test_a_point_that_was_not_sent_is_refused_by_name(tmp_path: Path) -> None:
    message = refusal(tmp_path, filled(), count=3)
    assert "Demandes, ligne 6 : le point « 2.2 » ne figure pas parmi les demandes envoyées." in message


def test_a_choice_that_matches_nothing_is_refused_by_address(tmp_path: Path) -> None:
    message = refusal(tmp_path, filled(lambda book: set_cell(book, FIRST, "choix", "OK")))
    assert "Demandes, I5 : « OK » n'est pas une réponse de la liste. Réponses admises : Accepté" in message


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://exemple.fr")'])
def test_a_formula_is_never_evaluated(tmp_path: Path, formula: str) -> None:
    message = refusal(tmp_path, filled(lambda book: set_cell(book, FIRST, "commentaire", formula)))
    assert "Demandes, O5 : une formule n'est pas admise ici" in message


def test_numbers_and_dates_are_read_as_shown(tmp_path: Path) -> None:
    def type_values(book: Book) -> None:
        for key, value in {"valeur": 15, "cout": 150.5, "delai": datetime(2026, 12, 1)}.items():
            set_cell(book, FIRST, key, value)
            book["Demandes"].cell(tracker_row(book, FIRST), tracker_column(book, key)).number_format = (
                "dd/mm/yyyy" if key == "delai" else "General"
            )
        book["Répondant"]["B7"] = datetime(2026, 10, 5)

    reply = read(tmp_path, filled(type_values))
    item = reply.items[FIRST]
    assert (item.value, item.cost, item.time) == ("15", "150,5", "01/12/2026")
    assert reply.respondent.day == date(2026, 10, 5)


def test_a_number_shown_otherwise_is_refused_by_address(tmp_path: Path) -> None:
    def percent(book: Book) -> None:
        set_cell(book, FIRST, "valeur", 0.5)
        book["Demandes"].cell(tracker_row(book, FIRST), tracker_column(book, "valeur")).number_format = "0%"

    assert "Demandes, K5 : « 0.5 » (nombre mis en forme)" in refusal(tmp_path, filled(percent))


def test_merged_cells_are_refused_by_address(tmp_path: Path) -> None:
    assert "Demandes, I5:I7 : ces cellules sont fusionnées" in refusal(
        tmp_path, filled(lambda book: book["Demandes"].merge_cells("I5:I7"))
    )


def test_answers_on_proofs_are_shown(tmp_path: Path) -> None:
    def answer(book: Book) -> None:
        book["Preuves à remettre"]["G5"] = "Oui, article 4."

    (notice,) = read(tmp_path, filled(answer)).notices
    assert notice.key == "Preuves à remettre, G5"
    assert "« Oui, article 4. »" in notice.message


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    def empty(book: Book) -> None:
        del book["Demandes"], book["Points à confirmer"]

    assert "ce classeur n'est pas « tableau.xlsx »" in refusal(tmp_path, workbook(empty))


def test_refusals_are_all_told_at_once(tmp_path: Path) -> None:
    def spoil(book: Book) -> None:
        set_cell(book, FIRST, "choix", "OK")
        set_cell(book, SECOND, "cout", "=2")
        book["Répondant"]["B7"] = "bientôt"

    with pytest.raises(InvalidInput) as raised:
        read(tmp_path, filled(spoil))
    assert len(raised.value.problems) == 3
