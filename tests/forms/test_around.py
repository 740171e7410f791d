"""What a person writes in a questionnaire beside, around or over the answers: refused, or told with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from clausier.dossier.read import read_case
from clausier.model.casefile import CaseFile
from tests.builders import EXAMPLES, library
from tests.forms import edits, files
from tests.forms.edits import W
from tests.office import excel_edits
from tests.office.word_edits import fragment, with_comment

POINT, OTHER = "sauvegardes-copie-isolee", "perimetre-services"
CODE = "p__4_B__constat"
SAID = "Hors de notre offre de base."
OWN = (
    f"texte hors des cases du questionnaire : « {SAID} ». Il n'est pas repris. L'écrire dans une case du questionnaire."
)
UNREAD = f"(à lire, ce n'est pas repris) : « {SAID} »."
WHO = {"declaration_prestataire.par": "Mme Exemple", "declaration_prestataire.le": "2026-10-01"}
QUESTION = "Le contrat prévoit-il une copie sur le même serveur ?"


@pytest.fixture(scope="module")
def case() -> CaseFile:
    return read_case(str(next(path for path in EXAMPLES if "logiciel-en-ligne-signe" in str(path))), library())


@pytest.fixture
def book(tmp_path: Path, case: CaseFile) -> Path:
    """A provider's questionnaire with one answer, by somebody."""
    path = files.provider(tmp_path, case, "xlsx")
    edits.typed(path, "Points", POINT, constat="oui")
    for key, text in WHO.items():
        edits.typed(path, "Contrat", key, r=text)
    return path


@pytest.fixture
def paper(tmp_path: Path, case: CaseFile) -> Path:
    path = files.provider(tmp_path, case, "docx")
    name, _, day = tags_of(path)[:3]
    return edits.filled(path, **{CODE: "oui", name: "Mme Exemple", day: "2026-10-01"})


def tags_of(path: Path) -> list[str]:
    root = etree.fromstring(edits.members(path)["word/document.xml"])
    return [str(one.get(f"{W}val")) for one in root.iter(f"{W}tag")]


def told(path: Path, case: CaseFile) -> list[str]:
    """What is said of the file itself."""
    return [str(one) for one in files.read(path, into=case).notices if one.file.startswith(path.name)]


@pytest.mark.parametrize("kind", files.FORMATS)
@pytest.mark.parametrize("source", EXAMPLES, ids=lambda path: path.parent.name)
def test_all_that_we_write_ourselves_is_ours(tmp_path: Path, source: Path, kind: str) -> None:
    one = read_case(str(source), library())
    for path in (files.practice(tmp_path, one, kind), files.provider(tmp_path, one, kind)):
        assert told(path, one) == []


def test_an_answer_alone_is_read_without_a_word(book: Path, paper: Path, case: CaseFile) -> None:
    assert told(book, case) == told(paper, case) == []


@pytest.mark.parametrize(("sheet", "address"), [
    ("Points", "C90"), ("Points", "D3"), ("Contrat", "B90"), ("Mode d'emploi", "A40"), ("Preuves", "E2"),
])  # fmt: skip
def test_what_stands_outside_of_the_answers_is_told(book: Path, case: CaseFile, sheet: str, address: str) -> None:
    def add(workbook: Workbook) -> None:
        workbook[sheet][address] = SAID

    assert told(edits.workbook(book, add), case) == [f"p.xlsx, feuille {sheet}, cellule {address} : {OWN}"]


def test_a_sheet_of_ones_own_is_told_as_far_as_it_is_short(book: Path, case: CaseFile) -> None:
    def add(workbook: Workbook) -> None:
        sheet = workbook.create_sheet("Remarques")
        for number in range(1, 51):
            sheet.cell(number, 1).value = SAID

    found = told(edits.workbook(book, add), case)
    assert found[0] == f"p.xlsx, feuille Remarques, cellule A1 : {OWN}"
    assert found[-1] == "p.xlsx : 10 autres textes hors des cases du questionnaire ne sont pas repris."
    assert len(found) == 41


def rewritten(workbook: Workbook) -> None:
    edits.cell(workbook["Points"], POINT, "question").value = QUESTION


def test_a_question_that_the_provider_rewrote_and_answered_is_refused(book: Path, case: CaseFile) -> None:
    message = files.refusal(edits.workbook(book, rewritten), into=case)
    assert f"la question a été réécrite : « {QUESTION} ». Une réponse vaut pour la question posée" in message
    assert "feuille Points, cellule C" in message


def test_without_an_answer_it_is_told(tmp_path: Path, case: CaseFile) -> None:
    path = edits.workbook(files.provider(tmp_path, case, "xlsx"), rewritten)
    (message,) = told(path, case)
    assert "la question a été réécrite" in message


def test_by_the_practice_or_of_another_version_of_the_library_it_is_told(
    tmp_path: Path, book: Path, case: CaseFile
) -> None:
    own = edits.workbook(files.practice(tmp_path, case, "xlsx"), rewritten)
    assert ["la question a été réécrite" in one for one in told(own, case)] == [True]

    def age(workbook: Workbook) -> None:
        rewritten(workbook)
        for row in workbook["Contrat"].iter_rows():
            if row[0].value == "clausier-bibliotheque":
                row[2].value = "Dix points à vérifier 0.9"

    assert ["la question a été réécrite" in one for one in told(edits.workbook(book, age), case)] == [True]


def test_two_questions_exchanged_are_refused(book: Path, case: CaseFile) -> None:
    def swap(workbook: Workbook) -> None:
        one, other = (edits.cell(workbook["Points"], point, "question") for point in (POINT, OTHER))
        one.value, other.value = other.value, one.value

    assert "la question a été réécrite" in files.refusal(edits.workbook(book, swap), into=case)


def test_notes_threads_and_text_boxes_are_told(book: Path, case: CaseFile) -> None:
    def note(workbook: Workbook) -> None:
        edits.cell(workbook["Points"], POINT, "constat").comment = Comment(SAID, "P. Durand")

    edits.workbook(book, note)
    content = excel_edits.threaded(book.read_bytes(), "B5", SAID)
    book.write_bytes(excel_edits.drawn(content, 4, 1, excel_edits.box(SAID), "<xdr:pic/>"))
    found = told(book, case)
    assert [one.partition(" : ")[2] for one in found] == [
        f"commentaire de P. Durand {UNREAD}",
        f"une zone de texte {UNREAD}",
        "une image (à lire, ce n'est pas repris) : « … ».",
        f"note de P. Durand {UNREAD}",
    ]
    assert found[0].startswith("p.xlsx, feuille Contrat, cellule B5 : ")
    assert "feuille Points, cellule " in found[3]


def test_a_struck_answer_is_none(book: Path, case: CaseFile) -> None:
    def strike(workbook: Workbook) -> None:
        edits.cell(workbook["Points"], POINT, "constat").font = Font(strike=True)

    path = edits.workbook(book, strike)
    done = files.read(path, into=case)
    assert not any(POINT in one.answers for one in done.case.declarations)
    (message,) = told(path, case)
    assert message.endswith("texte barré (à lire, ce n'est pas repris) : « oui ».")


def test_headers_and_footers_of_a_workbook_are_told(book: Path, case: CaseFile) -> None:
    def write(workbook: Workbook) -> None:
        workbook["Points"].oddHeader.left.text = SAID
        workbook["Contrat"].oddFooter.center.text += f" {SAID}"

    found = told(edits.workbook(book, write), case)
    assert [one.partition(" : ")[0] for one in found] == [
        "p.xlsx, feuille Contrat, pied de page",
        "p.xlsx, feuille Points, en-tête",
    ]
    assert all(SAID[:-1] in one or "…" in one for one in found)


COMMENT = "<w:commentRangeStart w:id='0'/><w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>"
CARD = "p.docx, « 4.B – Le contrat prévoit-il"


def in_card(markup: str) -> Callable[[etree._Element], None]:
    return lambda root: edits.control(root, CODE).getparent().extend(fragment(markup))


def test_a_comment_on_an_answer_is_told_with_its_card(paper: Path, case: CaseFile) -> None:
    edits.word(paper, in_card(COMMENT))
    paper.write_bytes(with_comment(paper.read_bytes(), SAID))
    (message,) = told(paper, case)
    assert message.startswith(CARD)
    assert message.endswith(f"case « Réponse » : commentaire de Me Exemple {UNREAD}")


def test_an_image_in_an_answer_is_told(paper: Path, case: CaseFile) -> None:
    (message,) = told(edits.word(paper, in_card("<w:r><w:drawing><a:blip/></w:drawing></w:r>")), case)
    assert message.endswith("case « Réponse » : une image (à lire, ce n'est pas repris) : « … ».")


def test_a_struck_answer_on_paper_is_none(paper: Path, case: CaseFile) -> None:
    def strike(root: etree._Element) -> None:
        for run in edits.control(root, CODE).iter(f"{W}r"):
            run.insert(0, fragment("<w:rPr><w:strike/></w:rPr>")[0])

    edits.word(paper, strike)
    assert not any(POINT in one.answers for one in files.read(paper, into=case).case.declarations)
    (message,) = told(paper, case)
    assert message.endswith("texte barré (à lire, ce n'est pas repris) : « oui ».")


def heading(root: etree._Element) -> etree._Element:
    return next(one for one in root.iter(f"{W}p") if "".join(one.itertext()).startswith("4.B – "))


@pytest.mark.parametrize("change", [
    lambda one: one.extend(fragment(f"<w:r><w:t> {SAID}</w:t></w:r>")),
    lambda one: next(one.iter(f"{W}t")).__setattr__("text", f"4.B – {QUESTION}"),
], ids=["added", "rewritten"])  # fmt: skip
def test_a_question_that_is_rewritten_on_paper_is_refused(
    paper: Path, case: CaseFile, change: Callable[[etree._Element], object]
) -> None:
    edits.word(paper, lambda root: change(heading(root)))
    assert "la question a été réécrite : « 4.B – " in files.refusal(paper, into=case)


def test_what_is_typed_in_our_own_style_is_told(paper: Path, case: CaseFile) -> None:
    def add(root: etree._Element) -> None:
        guidance = next(one for one in root.iter(f"{W}p") if "".join(one.itertext()).startswith("Chaque réponse"))
        guidance.extend(fragment(f"<w:r><w:t> {SAID}</w:t></w:r>"))

    (message,) = told(edits.word(paper, add), case)
    assert message.startswith("p.docx : texte hors des cases du questionnaire : « Chaque réponse")


@pytest.mark.parametrize(("part", "story"), [("header1", "en-tête"), ("footer1", "pied de page")])
def test_headers_and_footers_on_paper_are_told(paper: Path, case: CaseFile, part: str, story: str) -> None:
    parts = edits.members(paper)
    root = etree.fromstring(parts[f"word/{part}.xml"])
    next(root.iter(f"{W}p")).extend(fragment(f"<w:r><w:t xml:space='preserve'> {SAID}</w:t></w:r>"))
    edits.packed(paper, {**parts, f"word/{part}.xml": etree.tostring(root)})
    (message,) = told(paper, case)
    assert message.startswith(f"p.docx, {story} : texte hors des cases du questionnaire : « ")
    assert SAID in message
