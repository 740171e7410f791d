"""Points to confirm: asked in a section of their own, and read back as declarations, never as answers to requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from clausier.documents.assemble import assemble
from clausier.documents.tracker import tracker
from clausier.errors import InvalidInput
from clausier.model.answer import Answer
from clausier.model.negotiation import ReadReply, SentQuestion
from clausier.model.proposal import Proposal, ProviderView, Question
from clausier.model.verdict import Finding
from clausier.negotiation.reply.read import read_reply
from clausier.negotiation.reply.write import reply_form
from tests.builders import ROOT
from tests.documents import sample
from tests.negotiation import replies
from tests.negotiation.replies import Element, cell, edited, fill, type_over
from tests.office.word_files import paragraphs

POINT, NEXT, FACT = "point-5-1", "point-5-2", "situation.services"
ASKED_FACT = Question(id=FACT, number="", title="Services du contrat", question="Quels services comprend-il\u202f?")
Filled = Mapping[tuple[str, str], str]
SAID: Filled = {
    (POINT, "question.constat"): "Oui",
    (POINT, "question.valeur"): "2 par an",
    (POINT, "question.article"): "7.2",
    (POINT, "question.citation"): "Deux tests par an,\nà la demande du client.",
    (POINT, "question.commentaire"): "Depuis 2024.",
}
WHO: Filled = {("repondant", "nom"): "Paul Durand", ("repondant", "le"): "05/10/2026"}


def view(count: int = 1) -> ProviderView:
    """What goes out: some requests, three points and a fact to confirm."""
    outgoing = sample.view([sample.request(rank) for rank in range(count)])
    return outgoing.model_copy(update={"questions": (*outgoing.questions, ASKED_FACT)})


def questions(outgoing: ProviderView) -> dict[str, SentQuestion]:
    return {one.id: SentQuestion(number=one.number, question=one.question) for one in outgoing.questions}


def read(folder: Path, content: bytes, count: int = 1, known: Mapping[str, SentQuestion] | None = None) -> ReadReply:
    path = folder / "retour.docx"
    path.write_bytes(content)
    return read_reply(path, replies.sent(count), questions(view()) if known is None else known)


def filled(answers: Filled, count: int = 1) -> bytes:
    return edited(reply_form(view(count)), lambda root: fill(root, answers))


def test_the_questions_have_their_section_after_the_requests() -> None:
    content = reply_form(view())
    texts = [text for text in paragraphs(content) if text]
    start, end = texts.index("Points à confirmer"), texts.index("Qui répond")
    section = texts[start:end]
    assert "Question 5.1 · À confirmer – Accès WiFi séparés (professionnel / privé / patients)" in section
    for label in ("Réponse", "Valeur", "Article", "Texte exact du contrat", "Commentaire"):
        assert f"Question 5.1 · {label}" in section
    assert "Situation 1 · À confirmer – Services du contrat" in section
    assert [text for text in section if text.startswith("Situation 1 · ")][1:] == ["Situation 1 · Réponse"]
    assert not any(text.startswith("1.1") for text in section)
    assert "Points à confirmer" not in paragraphs(reply_form(sample.view([sample.request(0)], questions=0)))


def test_the_form_is_sound_word(tmp_path: Path) -> None:
    for count in (0, 1):
        (tmp_path / "f.docx").write_bytes(reply_form(view(count)))
        assert OpenXmlValidator().validate(str(tmp_path / "f.docx")).is_valid


def test_without_a_request_the_form_speaks_of_questions_only() -> None:
    texts = "\n".join(paragraphs(reply_form(view(0))))
    assert "aux questions du cabinet" in texts
    assert "Pour chaque point, choisir une réponse dans la liste\u00a0: Oui, En partie ou Non." in texts
    for word in ("demandes du cabinet", "Accepté", "Avenant"):
        assert word not in texts, word


def test_answers_come_back_as_declarations(tmp_path: Path) -> None:
    reply = read(tmp_path, filled({**SAID, **WHO, (NEXT, "question.constat"): "En partie"}))
    assert reply.declarations == {
        POINT: Answer(
            finding=Finding.YES,
            value=("2 par an",),
            article="7.2",
            citation="Deux tests par an,\nà la demande du client.",
            comment="Depuis 2024.",
        ),
        NEXT: Answer(finding=Finding.PARTIAL),
    }
    assert reply.items == {}
    assert not reply.notices


def test_a_reply_to_questions_alone(tmp_path: Path) -> None:
    path = tmp_path / "seul.docx"
    path.write_bytes(filled({**SAID, **WHO}, 0))
    reply = read_reply(path, {}, questions(view(0)))
    assert reply.declarations[POINT].finding is Finding.YES
    assert not reply.notices


@pytest.mark.parametrize("word", ["oui", "OUI ", "Oui"])
def test_the_case_of_an_answer_does_not_count(tmp_path: Path, word: str) -> None:
    assert read(tmp_path, filled({(POINT, "question.constat"): word})).declarations[POINT].finding is Finding.YES


def test_what_is_said_without_an_answer_stays_open(tmp_path: Path) -> None:
    reply = read(tmp_path, filled({(POINT, "question.commentaire"): "Nous revenons vers vous."}))
    assert reply.declarations == {POINT: Answer(finding=Finding.TO_CHECK, comment="Nous revenons vers vous.")}


def test_another_word_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as raised:
        read(tmp_path, filled({(POINT, "question.constat"): "Peut-être"}))
    assert "« Question 5.1 · Réponse » : « Peut-être » n'est pas une réponse de la liste." in str(raised.value)
    assert "Oui, En partie, Non" in str(raised.value)


def test_what_is_said_of_a_fact_is_told(tmp_path: Path) -> None:
    reply = read(tmp_path, filled({(FACT, "question.fait"): "Infogérance et sauvegarde."}))
    assert reply.declarations == {}
    (notice,) = reply.notices
    assert notice.message == "réponse à reporter dans la situation du dossier : « Infogérance et sauvegarde. »."


def without_tags(root: Element) -> None:
    for (point, key), text in SAID.items():
        type_over(cell(root, point, key), text.replace("\n", " "))


def test_the_label_is_enough(tmp_path: Path) -> None:
    """A word processor that loses the controls and their bookmarks leaves the labels."""
    reply = read(tmp_path, edited(reply_form(view()), without_tags))
    assert reply.declarations[POINT].citation == "Deux tests par an, à la demande du client."
    assert reply.declarations[POINT].finding is Finding.YES


def test_a_bookmark_is_enough(tmp_path: Path) -> None:
    def change(root: Element) -> None:
        fill(root, SAID)
        for tag in [*root.iter(replies.w("tag"))]:
            tag.getparent().remove(tag)

    assert read(tmp_path, edited(reply_form(view()), change)).declarations[POINT].article == "7.2"


def test_an_answer_to_a_question_that_was_not_asked_is_told_and_not_kept(tmp_path: Path) -> None:
    reply = read(tmp_path, filled(SAID), known={})
    assert reply.declarations == {}
    assert {notice.key for notice in reply.notices} >= {"« Question 5.1 · Réponse »", "« Question 5.1 · Article »"}
    assert all("n'est pas de cet envoi, non reprise" in notice.message for notice in reply.notices)


def test_a_question_that_is_written_over_is_told(tmp_path: Path) -> None:
    def change(root: Element) -> None:
        asked = next(
            one for one in root.iter(replies.w("p")) if "".join(one.itertext()).startswith("Le contrat prévoit-il des")
        )
        type_over(next(asked.iterancestors(replies.w("tc"))), "Autre question ?")

    (notice,) = read(tmp_path, edited(reply_form(view()), change)).notices
    assert (notice.key, notice.message) == (
        "« Question 5.1 »",
        "la question a été modifiée sur place : « Autre question ? ».",
    )


def test_all_unknown_sends_a_letter_and_a_form_but_nothing_to_sign() -> None:
    outgoing = view(0)
    proposal = Proposal(view=outgoing, summary=sample.summary(outgoing), warnings=())
    assert [*assemble(proposal, (ROOT / "templates",))] == [
        "lettre.docx", "demandes.docx", "synthese.docx", "reponse.docx", "tableau.xlsx",
    ]  # fmt: skip


SHEET = "Points à confirmer"


def tracked(folder: Path, change: Callable[[openpyxl.Workbook], object], name: str = "suivi.xlsx") -> ReadReply:
    path = folder / name
    path.write_bytes(replies.workbook(change, tracker(view())))
    return read_reply(path, replies.sent(1), questions(view()))


def typed(book: openpyxl.Workbook) -> None:
    for column, text in zip("FGHIJ", SAID.values(), strict=True):
        book[SHEET][f"{column}5"] = text


def test_the_tracker_declares_the_same(tmp_path: Path) -> None:
    reply = tracked(tmp_path, typed)
    assert reply.declarations == read(tmp_path, filled(SAID)).declarations
    assert reply.items == {}


def test_without_hidden_keys_the_headings_and_the_number_are_enough(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        typed(book)
        book[SHEET].delete_cols(11)
        book[SHEET].delete_rows(3)

    assert tracked(tmp_path, change).declarations[POINT].article == "7.2"


def test_a_row_moved_without_its_number_is_refused(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        typed(book)
        book[SHEET]["A5"] = "5.2"

    with pytest.raises(InvalidInput, match=r"le n° « 5\.2 » n'est pas celui de la question de cette ligne"):
        tracked(tmp_path, change)


def test_a_row_that_was_not_asked_is_told(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[SHEET]["A9"], book[SHEET]["F9"] = "9.9", "Oui"

    reply = tracked(tmp_path, change)
    assert reply.declarations == {}
    assert [(notice.key, "non reprise" in notice.message) for notice in reply.notices] == [(f"{SHEET}, F9", True)]


def test_a_fact_in_the_tracker_is_told(tmp_path: Path) -> None:
    reply = tracked(tmp_path, lambda book: book[SHEET].__setitem__("J8", "Infogérance."))
    assert reply.declarations == {}
    assert "réponse à reporter dans la situation du dossier : « Infogérance. »" in reply.notices[0].message
