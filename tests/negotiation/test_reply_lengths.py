"""A reply is bounded at the door, with its place; nothing of it is kept twice; a register of many replies is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from clausier.cli import run
from clausier.errors import CannotWrite, InvalidInput
from clausier.files import limits
from clausier.model.negotiation import (
    Assessment,
    FormKind,
    Grade,
    Received,
    ReplyItem,
    Respondent,
    Sending,
    SentText,
)
from clausier.model.register import Decision, Event, Stand
from clausier.model.requirement import PositionName
from clausier.negotiation.register import NAME, register_of, with_events
from clausier.negotiation.reply.read import read_reply
from tests.negotiation import replies

DAY = date(2026, 11, 23)
LONG = "Le Prestataire remet les Données sous trente jours. "


def refusal(content: bytes, tmp_path: Path) -> list[tuple[str, str]]:
    """Place and message of every fault."""
    path = tmp_path / "retour"
    path.write_bytes(content)
    with pytest.raises(InvalidInput) as caught:
        read_reply(path, replies.sent())
    assert {problem.file for problem in caught.value.problems} == {"retour"}
    return [(problem.key, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(("key", "shown"), [("redaction", "Rédaction proposée"), ("commentaire", "Commentaire")])
@pytest.mark.parametrize("size", [limits.TEXT + 1, 1_000_000])
def test_a_text_that_is_too_long_is_a_fault_of_the_form(key: str, shown: str, size: int, tmp_path: Path) -> None:
    answers = {**replies.ANSWERS, (replies.SECOND, key): "x" * size}
    ((place, message), *_) = refusal(replies.filled(answers), tmp_path)
    assert place == f"« 1.2 · {shown} »"
    assert message.endswith(f"{limits.spaced(size)} caractères : {limits.spaced(limits.TEXT)} au plus.")


def test_a_text_as_long_as_a_cell_is_admitted(tmp_path: Path) -> None:
    path = tmp_path / "retour"
    path.write_bytes(replies.filled({**replies.ANSWERS, (replies.SECOND, "redaction"): "x" * limits.TEXT}))
    assert len(read_reply(path, replies.sent()).items[replies.SECOND].wording) == limits.TEXT


def test_a_figure_and_a_name_are_short(tmp_path: Path) -> None:
    long = "9" * (limits.FIGURE + 1)
    answers = {**replies.ANSWERS, (replies.SECOND, "valeur"): long, ("repondant", "nom"): long}
    assert [place for place, _ in refusal(replies.filled(answers), tmp_path)] == [
        "« 1.2 · Valeur proposée »",
        "« Répondant · Nom »",
    ]


def test_so_is_a_clause_of_the_document_to_sign(tmp_path: Path) -> None:
    title = replies.sent()[replies.FIRST].text.split("\n")[0][:20]
    content = replies.edited(
        replies.produced()["acte"],
        lambda root: replies.tracked_insertion(replies.paragraph(root, title), LONG * 20_000),
    )
    ((place, message),) = refusal(content, tmp_path)[:1]
    assert replies.sent()[replies.FIRST].title[:20] in place
    assert "caractères : 32 767 au plus." in message


def test_a_reply_has_a_length_in_all(tmp_path: Path) -> None:
    answers = {(point, "commentaire"): "x" * limits.TEXT for point in replies.sent()}
    answers |= {(point, "redaction"): "y" * limits.TEXT for point in replies.sent()}
    answers |= {(point, "preuve"): "z" * limits.TEXT for point in replies.sent()}
    ((place, message),) = refusal(replies.filled(answers), tmp_path)
    assert (place, message.startswith("la réponse a 589 806 caractères en tout : 400 000 au plus.")) == ("", True)


def test_ten_thousand_comments_are_a_fault(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        replies.fill_tracker(book)
        row = replies.tracker_row(book, replies.FIRST)
        for rank in range(10_000):
            book["Demandes"].cell(row + 50 + rank, 1).comment = openpyxl.comments.Comment("non", "P")

    found = refusal(replies.workbook(change), tmp_path)
    assert any("textes sont écrits autour des réponses : 1 000 au plus." in message for _, message in found)


def test_a_long_comment_beside_an_answer_is_a_fault(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        replies.fill_tracker(book)
        row, column = replies.tracker_row(book, replies.FIRST), replies.tracker_column(book, "choix")
        book["Demandes"].cell(row, column).comment = openpyxl.comments.Comment(LONG * 40_000, "P")

    assert "caractères : 32 767 au plus." in refusal(replies.workbook(change), tmp_path)[0][1]


def test_a_text_that_is_typed_is_bounded_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decider", "absent.yaml", "1.1", "--repli", "--motif", "x" * (limits.TEXT + 1)]) == 2
    assert "--motif : le texte a 32 768 caractères" in capsys.readouterr().err


def texts(count: int) -> Mapping[str, SentText]:
    return {
        f"point-{rank}": SentText(
            number=f"1.{rank}",
            title=f"Titre {rank}",
            position=PositionName.TARGET,
            fingerprint=f"{rank:016x}",
            text=f"{rank} {LONG * 30}",
        )
        for rank in range(count)
    }


def answer(turn: int, count: int) -> Received:
    who = Respondent(name="Claude Spécimen", capacity="directrice générale", day=DAY)
    items = {f"point-{rank}": ReplyItem(wording=f"{turn} {rank} {LONG * 4}", comment=LONG) for rank in range(count)}
    graded = {
        point: Assessment(grade=Grade.TO_READ, quoted=f"commentaire : « {item.comment} »", changes=item.wording)
        for point, item in items.items()
    }
    return Received(
        round=1,
        day=DAY + timedelta(turn),
        sending=1,
        kind=FormKind.FORM,
        fingerprint=f"{turn:016x}",
        respondent=who,
        items=items,
        assessments=graded,
    )


def sending(turn: int, count: int) -> Sending:
    day = DAY + timedelta(turn)
    return Sending(round=turn, day=day, reply_by=day, fingerprint=f"e{turn:015x}", texts=dict(texts(count)))


def test_nothing_is_kept_twice() -> None:
    """Neither what is sent again, nor what the provider wrote, whatever the events that need it."""
    reply = answer(1, 2)
    taken = reply.items["point-1"].wording
    decision = Decision(point="point-1", day=DAY, stand=Stand.WORDING, reason="Leur texte", wording=taken)
    again = sending(2, 2).model_copy(
        update={"texts": {**texts(2), "point-1": texts(2)["point-1"].model_copy(update={"text": taken})}}
    )
    events = [Event(sending=sending(1, 2)), Event(received=reply), Event(decision=decision), Event(sending=again)]
    text = ""
    for event in events:
        text = with_events(text, "essai", event)
    flat = " ".join(text.split())
    for said in (*(one.text for one in texts(2).values()), *(item.wording for item in reply.items.values())):
        assert flat.count(said.strip()) == 1
    found = register_of(text.encode(), NAME, "essai")
    assert found.decisions == (decision,)
    assert [*found.sent.values()] == [sending(1, 2), again]
    assert found.replies[0].items == reply.items


def test_a_register_of_two_hundred_rounds_is_read() -> None:
    events = [Event(sending=sending(1, 14))]
    for turn in range(1, 201):
        events += [Event(received=answer(turn, 14)), Event(sending=sending(turn + 1, 14))]
    text = with_events("", "essai", *events)
    assert len(text) < limits.DOCUMENT // 2
    assert len(register_of(text.encode(), NAME, "essai").replies) == 200


@pytest.mark.parametrize("what", ["Mo", "valeurs"])
def test_a_register_that_would_grow_too_large_is_not_written(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = with_events("", "essai", Event(sending=sending(1, 14)))
    if what == "Mo":
        monkeypatch.setattr(limits, "DOCUMENT", len(text.encode()) + 20)
    else:
        monkeypatch.setattr(limits, "NODES", 150)
    with pytest.raises(CannotWrite, match=rf"le registre dépasserait [\d ]+ {what}\. Rien n'a été inscrit\.") as caught:
        with_events(text, "essai", Event(received=answer(1, 14)))
    assert "sous un autre identifiant (dossier.id)" in str(caught.value)
