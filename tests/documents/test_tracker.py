"""tableau.xlsx: typed, ready to filter and print, and unable to hold a formula that somebody typed."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import clausier.documents.tracker as module
from clausier.documents.tracker import STATUSES, tracker
from clausier.documents.tracker.content import head_of, tables_of
from clausier.documents.tracker.drawing import drawn
from clausier.model.proposal import Block, ProviderView, Run
from clausier.negotiation.reply.fields import CHOICES, FIELDS, QUESTION_FIELDS
from clausier.office.mark import read_keywords
from tests.documents import sample
from tests.office.word_files import members

VIEW = sample.view([sample.request(rank) for rank in range(12)])


def opened(view: ProviderView) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(tracker(view)))


@cache
def book() -> openpyxl.Workbook:
    return opened(VIEW)


def row_of(sheet: Worksheet, line: int) -> list[object]:
    return [cell.value for cell in sheet[line]]


def test_every_request_has_a_row_the_first_that_matters_most() -> None:
    sheet = book()["Demandes"]
    assert row_of(sheet, 4) == [
        "Réf.",
        "Point",
        "Demande et source",
        "Rédaction demandée",
        "Article visé",
        "Légal",
        "Statut",
        "Échéance",
        *(field.label for field in FIELDS),
        "Point (identifiant)",
    ]
    first = [one.number for one in VIEW.requests if one.legal]
    assert [cell.value for cell in sheet["A"][4:]] == first + [one.number for one in VIEW.requests if not one.legal]


def test_a_row_says_what_is_asked() -> None:
    request = VIEW.requests[1]
    rank = [cell.value for cell in book()["Demandes"]["A"]].index(request.number)
    values = row_of(book()["Demandes"], rank + 1)
    clause = [request.title, "".join(run.text for run in request.introduction), *(block.text for block in request.body)]
    asked = f"{sample.ARGUMENT}\nart. 32 RGPD (loi)\nANSSI, mesure 37 (recommandation)"
    assert values[:3] == [request.number, request.requirement, asked]
    assert values[3] == "\n".join(clause)
    assert values[4:] == ["article 7.2", "non", "À traiter", datetime(2026, 10, 15), *[None] * 7, request.id]


def test_what_a_reader_needs_is_hidden_in_a_row_and_a_column() -> None:
    sheet = book()["Demandes"]
    assert [value for value in row_of(sheet, 3) if value] == ["numero", *(field.key for field in FIELDS), "point"]
    assert sheet.row_dimensions[3].hidden
    assert sheet.column_dimensions["P"].hidden
    assert sheet.auto_filter.ref == "A4:P16", "the ids are sorted with their rows"


def test_who_answers_has_a_sheet_of_its_own() -> None:
    sheet = book()["Répondant"]
    assert [sheet[f"A{line}"].value for line in (5, 6, 7)] == ["Nom", "Qualité", "Date"]
    assert sheet["C5"].value == "repondant:nom"
    assert "Répondant" in opened(sample.view([])).sheetnames
    assert "Répondant" not in opened(sample.view([], questions=0)).sheetnames


def test_the_file_bears_its_mark() -> None:
    assert read_keywords(book().properties.keywords) == VIEW.mark


def test_points_to_confirm_have_their_sheet() -> None:
    sheet = book()["Points à confirmer"]
    assert [cell.value for cell in sheet["A"][4:]] == ["5.1", "5.2", "5.3"]
    answers = [field.key for field in QUESTION_FIELDS]
    assert [value for value in row_of(sheet, 3) if value] == ["numero", *answers, "question"]
    assert list(row_of(sheet, 4))[5:10] == [
        "Réponse", "Valeur", "Article", "Texte exact du contrat", "Commentaire",
    ]  # fmt: skip
    assert sheet.column_dimensions["K"].hidden
    assert [cell.value for cell in sheet["K"][4:]] == ["point-5-1", "point-5-2", "point-5-3"]
    _, choices = sheet.data_validations.dataValidation
    assert choices.formula1 == '"Oui,En partie,Non"'
    assert str(choices.sqref) == "F5:F7"


def test_proofs_have_their_sheet() -> None:
    assert [cell.value for cell in book()["Preuves à remettre"]["B"][4:]] == ["8.1"]


@pytest.mark.parametrize("name", ["Demandes", "Points à confirmer", "Preuves à remettre"])
def test_ready_to_filter_and_print(name: str) -> None:
    sheet = book()[name]
    assert sheet.freeze_panes == "C5"
    assert sheet.auto_filter.ref is not None
    assert sheet.auto_filter.ref.startswith("A4:")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToWidth in (None, 1), "1 is the default"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$4:$4"
    assert all(cell.alignment.wrap_text for cell in sheet[5])


def test_statuses_are_chosen_from_a_list() -> None:
    statuses, choices = book()["Demandes"].data_validations.dataValidation
    assert statuses.formula1 == f'"{",".join(STATUSES)}"'
    assert str(statuses.sqref) == "G5:G16"
    assert choices.formula1 == f'"{",".join(CHOICES)}"'
    assert str(choices.sqref) == "I5:I16"


def test_deadlines_are_dates() -> None:
    cell = book()["Demandes"]["H5"]
    assert cell.is_date
    assert cell.number_format == "dd/mm/yyyy"


@pytest.mark.parametrize(
    "value", ["=1+1", "+1", "-1", "@SUM(A1)", "http://exemple.fr", "{=1}", "0012", "a\tb\r\nc", "x" * 10_000, "👩‍⚕️ é"]
)
def test_no_text_becomes_anything_else(value: str) -> None:
    changes = {"requirement": value, "argument": (Run(text=value),), "sources": ()}
    request = VIEW.requests[0].model_copy(update=changes)
    sheet = opened(sample.view([request]))["Demandes"]
    assert [sheet["B5"].value, sheet["C5"].value] == [value.replace("\r\n", "\n")] * 2
    assert sheet["B5"].data_type == "s"
    assert sheet["B5"].hyperlink is None


def test_a_text_longer_than_a_cell_says_where_the_rest_is() -> None:
    request = sample.request(0).model_copy(update={"body": (Block(kind="paragraphe", runs=(Run(text="x" * 40_000),)),)})
    value = str(opened(sample.view([request]))["Demandes"]["D5"].value)
    assert len(value) == 32_767
    assert value.endswith("[…] La suite figure dans demandes.docx.")


def test_a_reference_with_an_ampersand_is_printed_in_the_footer() -> None:
    footer = opened(VIEW.model_copy(update={"reference": "A & B &D"}))["Demandes"].oddFooter.left.text
    assert footer == "A && B &&D"


def test_an_empty_proposal_still_opens() -> None:
    sheet = opened(sample.view([], questions=0))["Demandes"]
    assert sheet.max_row == 4


def test_no_formula_and_no_comment_in_any_part() -> None:
    parts = members(tracker(VIEW))
    assert not [name for name in parts if "comment" in name.lower() or "calcChain" in name]
    assert not any(b"<f>" in data for name, data in parts.items() if "worksheets" in name)


LONG = "mot " * 6000
ODD = "_x0041_ et\rautre"


def asking(*changes: dict[str, str], reference: str = "essai", questions: int = 3) -> ProviderView:
    """A request for each of the changes of its fields."""
    requests = [sample.request(rank).model_copy(update=change) for rank, change in enumerate(changes)]
    return sample.view(requests, questions=questions).model_copy(update={"reference": reference})


EDGES = {
    "rien": asking(questions=0),
    "questions": asking(),
    "une demande": asking({}, questions=1),
    "bords et signes": asking({"title": " bord ", "article": "<b> & « c »"}),
    "dense d'abord": asking({"article": LONG}, {}),
    "dense ensuite": asking({}, {}, {"requirement": LONG}, questions=0),
    "signe de commande": asking({"article": ODD}),
    "texte trop long": asking({"article": "😀" * 20_000}),
    "pied de page": asking({}, reference="[Picture] & co"),
    "usuel": VIEW,
}


@pytest.mark.parametrize("view", EDGES.values(), ids=EDGES)
def test_the_quick_way_gives_the_bytes_of_xlsxwriter(view: ProviderView) -> None:
    assert tracker(view) == drawn(head_of(view), tables_of(view))


def test_what_xlsxwriter_drew_is_kept_for_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path)
    module._frame.cache_clear()
    first = tracker(VIEW)
    module._frame.cache_clear()
    monkeypatch.delattr(module, "_drawn")
    assert tracker(VIEW) == first
    for path in tmp_path.iterdir():
        path.unlink()
    module._frame.cache_clear()
    with pytest.raises(NameError):
        tracker(VIEW)
