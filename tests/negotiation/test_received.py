"""Which sending a reply answers, and how it is kept."""

from __future__ import annotations

import pytest

from clausier.errors import InvalidInput
from clausier.model.negotiation import (
    Choice,
    FormKind,
    Grade,
    Mark,
    ReadReply,
    ReplyItem,
    Respondent,
    Sending,
    Touch,
)
from clausier.negotiation.replies import Answered, overtaken, received, sent_to, twice
from clausier.negotiation.standing import State
from tests.builders import case, library
from tests.negotiation.test_grading import HOSTING, WHO
from tests.negotiation.test_standing import DAY, LEGAL, PLAIN, answered, fold
from tests.negotiation.test_standing import sent as sending


def refusal(mark: Mark | None, state: State) -> tuple[str, str, str]:
    with pytest.raises(InvalidInput) as caught:
        sent_to("reponse.docx", mark, state)
    (problem,) = caught.value.problems
    return problem.file, problem.message, problem.hint


def test_a_reply_to_nothing_is_refused() -> None:
    assert refusal(None, fold()) == (
        "reponse.docx",
        "rien n'a été envoyé dans ce dossier : il n'y a rien à quoi répondre.",
        "Lui adresser d'abord nos demandes (clausier rediger), puis l'inscrire : clausier envoyer.",
    )


def printed(number: int, print_: str) -> Sending:
    found = sending(number, plain="B").sending
    assert found is not None
    return found.model_copy(update={"fingerprint": print_})


TWO = fold(*(sending().model_copy(update={"sending": printed(n, p)}) for n, p in ((1, "aaaa"), (2, "bbbb"))))


def test_a_reply_answers_the_sending_that_its_mark_names() -> None:
    first, second = (Answered(number, printed(number, print_)) for number, print_ in ((1, "aaaa"), (2, "bbbb")))
    assert sent_to("f", None, TWO) == second
    assert sent_to("f", Mark(dossier="essai", tour=2, empreinte="bbbb"), TWO) == second
    assert sent_to("f", Mark(dossier="", tour=2, empreinte="bbbb"), TWO) == second
    assert sent_to("f", Mark(dossier="essai", tour=1, empreinte="aaaa"), TWO) == first


def test_only_the_texts_that_stand_are_answered_by_a_late_reply() -> None:
    state = fold(sending(plain="B", legal="A"), sending(2, plain="B", legal="A, revu"))
    first = Answered(1, state.register.sent[1])
    assert (overtaken(first, state), overtaken(Answered(2, state.register.sent[2]), state)) == (("legal",), ())


@pytest.mark.parametrize(
    ("mark", "message", "hint"),
    [
        (
            ("voisin", 2, "bbbb"),
            "cette réponse n'est pas celle du dossier « essai ».",
            "C'est une réponse au dossier « voisin » : la lire avec celui-ci.",
        ),
        (
            ("essai", 2, "cccc"),
            "ce fichier répond à des textes qui ne sont pas au registre (tour 2).",
            "Vérifier que le registre est celui qui accompagnait l'envoi.",
        ),
    ],
)
def test_a_reply_to_something_else_is_refused(mark: tuple[str, int, str], message: str, hint: str) -> None:
    name, number, print_ = mark
    made = Mark(dossier=name, tour=number, empreinte=print_)
    assert refusal(made, TWO) == ("reponse.docx", message, hint)


def test_a_reply_is_kept_with_its_grades() -> None:
    request = sending(plain="B", legal="A").sending
    assert request is not None
    items = {
        PLAIN: ReplyItem(choice=Choice.ACCEPTED),
        LEGAL: ReplyItem(touch=Touch.UNTOUCHED),
        HOSTING: ReplyItem(choice=Choice.REFUSED),
    }
    reply = ReadReply(file="reponse.docx", kind=FormKind.FORM, mark=None, respondent=WHO, items=items)
    found = received(reply, Answered(1, request), case(), library(), DAY)
    assert (found.round, found.day, found.kind, found.respondent) == (1, DAY, FormKind.FORM, WHO)
    assert found.items == {PLAIN: items[PLAIN]}
    assert {point: one.grade for point, one in found.assessments.items()} == {
        PLAIN: Grade.AGREED,
        LEGAL: Grade.SILENT,
    }
    silent = reply.model_copy(update={"items": {PLAIN: ReplyItem()}})
    assert received(silent, Answered(1, request), case(), library(), DAY).assessments == {}


def test_the_same_answer_read_twice_counts_once() -> None:
    request = sending(plain="B", legal="A").sending
    assert request is not None

    def read(file: str = "a", who: Respondent = WHO, **items: ReplyItem) -> str:
        points = {PLAIN if name == "plain" else LEGAL: item for name, item in items.items()}
        reply = ReadReply(file=file, kind=FormKind.FORM, mark=None, respondent=who, items=points)
        return received(reply, Answered(1, request), case(), library(), DAY).fingerprint

    yes, no = ReplyItem(choice=Choice.ACCEPTED), ReplyItem(choice=Choice.REFUSED)
    same = {read(plain=yes, legal=no), read(legal=no, plain=yes), read("b", plain=yes, legal=no)}
    others = {read(plain=no, legal=yes), read(plain=yes), read(who=Respondent(), plain=yes, legal=no), read()}
    assert (len(same), len(same | others)) == (1, 5)
    assert read(plain=yes) == "98fbe3c6c34818c3", "an answer in a register of an earlier version is known again"
    kept = answered(plain=Grade.AGREED)
    assert kept.received is not None
    state = fold(sending(plain="B"), kept)
    assert twice(kept.received, state)
    assert not twice(kept.received.model_copy(update={"fingerprint": "autre"}), state)
    assert not twice(kept.received.model_copy(update={"round": 2}), state)
