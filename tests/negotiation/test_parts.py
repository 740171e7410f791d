"""A clause that carries parts for other points: printed once, answered together, recorded point by point."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from clausier.documents.articles import articles
from clausier.documents.assemble import assemble
from clausier.model.negotiation import Assessment, Choice, Grade, ReadReply, ReplyItem, Respondent, SentText, Touch
from clausier.model.proposal import CarrierView, Proposal, ProviderView, Request
from clausier.negotiation.reply.read import read_reply
from clausier.negotiation.together import still_open
from tests.builders import ROOT
from tests.documents import sample
from tests.negotiation import replies
from tests.negotiation.replies import FIRST, SECOND, THIRD, Element, edited, fill, paragraph, type_over
from tests.office.word_files import paragraphs

OTHER = "point-2-1"
CARRIED = (SECOND, OTHER)
"""Parts of the clause of FIRST; one is of another category."""


@cache
def view() -> ProviderView:
    requests = [sample.request(rank) for rank in range(replies.COUNT)]
    first = next(one for one in requests if one.id == FIRST)
    carrier = CarrierView(id=FIRST, title=first.title, article="Article porteur")
    carried = [one.model_copy(update={"carrier": carrier}) if one.id in CARRIED else one for one in requests]
    return sample.view(carried)


@cache
def produced() -> Mapping[str, bytes]:
    outgoing = view()
    return assemble(Proposal(view=outgoing, summary=sample.summary(outgoing), warnings=()), (ROOT / "templates",))


@cache
def sent() -> Mapping[str, SentText]:
    texts = replies.sent()
    return {id_: text.model_copy(update={"carrier": FIRST if id_ in CARRIED else ""}) for id_, text in texts.items()}


def request(point: str) -> Request:
    return next(one for one in view().requests if one.id == point)


def read(folder: Path, content: bytes) -> ReadReply:
    path = folder / "retour.docx"
    path.write_bytes(content)
    return read_reply(path, sent())


def answered(folder: Path, answers: Mapping[tuple[str, str], str]) -> ReadReply:
    return read(folder, edited(produced()["reponse.docx"], lambda root: fill(root, answers)))


def test_the_act_prints_a_clause_and_its_parts_once() -> None:
    text = [line for line in paragraphs(produced()["avenant.docx"]) if line]
    assert text.count(request(FIRST).title) == 1
    at = text.index(request(FIRST).title)
    parts = [text.index(request(one).title, at) for one in CARRIED]
    assert at < parts[0] < parts[1] < text.index(request(THIRD).title)
    for one in CARRIED:
        wanted = request(one).body[0].text
        assert text.count(wanted) == sum(block.text == wanted for other in view().requests for block in other.body)


def test_a_category_whose_points_are_all_carried_has_no_article() -> None:
    carrier = CarrierView(id=FIRST, title="Titre", article="Article")
    requests = [sample.request(rank) for rank in range(replies.COUNT)]
    moved = [one.model_copy(update={"carrier": carrier}) if one.category == 2 else one for one in requests]
    assert 2 not in [category.number for category in articles(sample.view(moved))]


def test_the_requests_say_in_which_clause_a_part_stands() -> None:
    text = " ".join(paragraphs(produced()["demandes.docx"]))
    assert "Article «\u00a0Article porteur\u00a0», clause «\u00a0" in text
    assert f"partie «\u00a0{request(SECOND).title}\u00a0»." in text


def test_the_form_has_a_row_a_clause_with_its_parts() -> None:
    text = paragraphs(produced()["reponse.docx"])
    assert f"Partie «\u00a0{request(SECOND).title}\u00a0» de la même clause." in text
    assert f"Clause «\u00a0{request(SECOND).title}\u00a0» du projet joint." not in text
    shown = " ".join(text)
    assert f"{request(SECOND).number} · Réponse" in shown
    assert f"{request(SECOND).number} · Preuve" not in shown
    assert any("vaut pour toutes" in line for line in text)


def test_an_empty_form_answers_nothing(tmp_path: Path) -> None:
    reply = read(tmp_path, produced()["reponse.docx"])
    assert (reply.items, reply.notices) == ({}, ())


def test_accepted_covers_the_parts_printed(tmp_path: Path) -> None:
    reply = answered(tmp_path, {(FIRST, "choix"): "Accepté"})
    assert reply.items == dict.fromkeys((FIRST, *CARRIED), ReplyItem(choice=Choice.ACCEPTED))


def test_a_reservation_on_the_clause_is_one_on_its_parts(tmp_path: Path) -> None:
    reply = answered(tmp_path, {(FIRST, "choix"): "Accepté", (FIRST, "commentaire"): "sous réserve du devis"})
    assert reply.items[SECOND].beside == "sous réserve du devis"


def test_a_part_has_its_own_answer(tmp_path: Path) -> None:
    said = {(FIRST, "choix"): "Accepté", (SECOND, "choix"): "Refusé", (OTHER, "valeur"): "30 jours"}
    reply = answered(tmp_path, said)
    assert reply.items[SECOND] == ReplyItem(choice=Choice.REFUSED)
    assert reply.items[OTHER] == ReplyItem(value="30 jours"), "another value is not accepted with the clause"


def test_an_answer_to_a_part_alone_says_nothing_of_the_clause(tmp_path: Path) -> None:
    assert answered(tmp_path, {(SECOND, "choix"): "Accepté"}).items == {SECOND: ReplyItem(choice=Choice.ACCEPTED)}


def graded(**grades: Grade) -> dict[str, Grade]:
    points = {"first": FIRST, "second": SECOND, "third": THIRD, "other": OTHER}
    found = {points[name]: Assessment(grade=grade) for name, grade in grades.items()}
    return {point: one.grade for point, one in still_open(found, sent()).items()}


@pytest.mark.parametrize("apart", [Grade.REFUSED, Grade.BELOW, Grade.TARGET, Grade.TO_READ, Grade.DISCUSS])
def test_one_part_refused_or_changed_leaves_the_others_to_read(apart: Grade) -> None:
    found = graded(first=Grade.AGREED, second=apart, other=Grade.UNSIGNED, third=Grade.AGREED)
    assert found == {FIRST: Grade.TO_READ, SECOND: apart, OTHER: Grade.TO_READ, THIRD: Grade.AGREED}


def test_a_clause_refused_leaves_its_parts_to_read() -> None:
    assert graded(first=Grade.REFUSED, second=Grade.AGREED)[SECOND] is Grade.TO_READ


def test_what_is_agreed_as_a_whole_stays_agreed() -> None:
    grades = {"first": Grade.AGREED, "second": Grade.AGREED, "other": Grade.SILENT}
    assert graded(**grades) == {FIRST: Grade.AGREED, SECOND: Grade.AGREED, OTHER: Grade.SILENT}


def test_the_reason_names_the_part(tmp_path: Path) -> None:
    found = {FIRST: Assessment(grade=Grade.AGREED), SECOND: Assessment(grade=Grade.REFUSED)}
    reason = still_open(found, sent())[FIRST].reason
    assert reason == f"la même clause règle le point {sent()[SECOND].number}, qui n'est pas accepté : à relire ensemble"


# The document to sign that comes back


def touched(folder: Path, change: object) -> dict[str, Touch | None]:
    def apply(root: Element) -> None:
        if callable(change):
            change(root)

    found = read(folder, edited(produced()["avenant.docx"], apply))
    return {point: item.touch for point, item in found.items.items() if item.touch is not Touch.UNTOUCHED}


def test_an_act_sent_back_as_it_was_touches_nothing(tmp_path: Path) -> None:
    reply = read(tmp_path, produced()["avenant.docx"])
    assert set(reply.items) == set(sent())
    assert {item.touch for item in reply.items.values()} == {Touch.UNTOUCHED}


def test_a_part_reworded_is_that_of_its_point(tmp_path: Path) -> None:
    start = request(SECOND).body[0].text[:40]
    assert touched(tmp_path, lambda root: type_over(paragraph(root, start), "Le Prestataire fait au mieux.")) == {
        SECOND: Touch.REWORDED
    }


def test_a_part_deleted_with_its_title(tmp_path: Path) -> None:
    gone = [request(SECOND).title, *request(SECOND).text.split("\n")]

    def delete(root: Element) -> None:
        for text in gone:
            one = paragraph(root, text.removeprefix("– ")[:60])
            one.getparent().remove(one)

    assert touched(tmp_path, delete) == {SECOND: Touch.DELETED}


def test_a_part_whose_title_went_is_known_by_its_text(tmp_path: Path) -> None:
    def untitle(root: Element) -> None:
        one = paragraph(root, request(OTHER).title)
        one.getparent().remove(one)

    assert touched(tmp_path, untitle) == {}


def test_who_answers_signs_for_all(tmp_path: Path) -> None:
    who = {
        ("repondant", "nom"): "Paul Durand",
        ("repondant", "qualite"): "président",
        ("repondant", "le"): "05/10/2026",
    }
    reply = answered(tmp_path, {(FIRST, "choix"): "Accepté", **who})
    assert reply.respondent == Respondent(name="Paul Durand", capacity="président", day=date(2026, 10, 5))
