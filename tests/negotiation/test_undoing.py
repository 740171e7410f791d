"""Taking back an event: by adding one, with all that rests on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.errors import CannotWrite
from clausier.model.negotiation import Grade, Purpose
from clausier.model.register import Conclusion, Confirmation, Event, Register, Stand, Undo
from clausier.negotiation.standing import Status, state_of
from clausier.negotiation.undoing import dependents, last_event, take_back, told
from tests.builders import flat
from tests.negotiation.play import call, events, register_text
from tests.negotiation.test_standing import DAY, LEGAL, PLAIN, answered, decided
from tests.negotiation.test_standing import sent as sending


def register(*entries: Event) -> Register:
    return Register(case="essai", events=entries)


def to(number: int, event: Event) -> Event:
    """A reply to a sending, or a reminder of it, that says which."""
    if event.received:
        return Event(received=event.received.model_copy(update={"sending": number}))
    assert event.sending
    return Event(sending=event.sending.model_copy(update={"recalls": number}))


def undo(number: int) -> Event:
    return Event(undo=Undo(event=number, day=DAY))


ASKED, YES, NO = sending(plain="B", legal="A"), answered(plain=Grade.AGREED), answered(plain=Grade.REFUSED)
SECOND = sending(2, plain="B")
REMINDER = sending(1, Purpose.REMINDER)
CONCLUDED = Event(conclusion=Conclusion(day=DAY, fingerprint=""))


@pytest.mark.parametrize(
    ("entries", "target", "resting"),
    [
        ((ASKED, to(1, YES)), 1, (2,)),
        ((ASKED, to(1, YES)), 2, ()),
        ((ASKED, YES), 1, (2,)),
        ((ASKED, decided(PLAIN, Stand.FLOOR)), 1, (2,)),
        ((decided(PLAIN, Stand.FLOOR), ASKED), 1, ()),
        ((ASKED, to(1, YES), decided(PLAIN, Stand.KEEP), decided(LEGAL, Stand.KEEP)), 2, (3,)),
        ((ASKED, to(1, YES), SECOND), 2, (3,)),
        ((ASKED, to(1, REMINDER), to(2, YES)), 1, (3, 2)),
        ((ASKED, to(1, REMINDER), to(1, YES)), 2, ()),
        ((ASKED, decided(PLAIN, Stand.FLOOR), CONCLUDED), 2, (3,)),
        ((ASKED, undo(1), SECOND), 2, ()),
        ((ASKED, Event(confirmation=Confirmation(event=1, day=DAY)), to(1, YES)), 2, (3,)),
        ((ASKED, Event(confirmation=Confirmation(event=1, day=DAY)), CONCLUDED), 2, (3,)),
        ((ASKED, to(1, YES), undo(2)), 1, ()),
    ],
)
def test_what_rests_on_an_event(entries: tuple[Event, ...], target: int, resting: tuple[int, ...]) -> None:
    assert dependents(register(*entries), target) == resting


def grown(before: Register, target: int, whole: bool = False) -> Register:
    return register(*before.events, *take_back(before, target, DAY, "erreur", whole))


def test_what_rests_on_it_is_named_then_taken_back_with_it() -> None:
    before = register(ASKED, to(1, YES), decided(PLAIN, Stand.KEEP))
    with pytest.raises(CannotWrite) as caught:
        take_back(before, 1, DAY, "", whole=False)
    assert str(caught.value).splitlines()[1:] == [
        "- 2 : réponse lue le 23 novembre 2026 (répondant inconnu) : plain",
        "- 3 : décision du 23 novembre 2026 : maintenir, plain",
        "Les annuler avec : --avec-suite.",
    ]
    after = grown(before, 1, whole=True)
    assert [one.undo.event for one in after.events[3:] if one.undo] == [3, 2, 1]
    assert state_of(after).standings == {}
    assert state_of(after).last is None


def test_an_undo_is_undone() -> None:
    before = register(ASKED, to(1, YES))
    without = grown(before, 2)
    assert state_of(without).standings == state_of(register(ASKED)).standings
    again = grown(without, last_event(without))
    assert state_of(again).standings == state_of(before).standings
    assert again.undone == {3: 4}


def test_a_reply_is_not_restored_before_its_sending() -> None:
    gone = grown(register(ASKED, to(1, YES)), 1, whole=True)
    with pytest.raises(CannotWrite, match=r"l'événement 2 repose sur l'événement 1, .* --evenement 4\."):
        take_back(gone, 3, DAY, "", whole=False)
    back = grown(grown(gone, 4), 3)
    assert state_of(back).standings[PLAIN].status is Status.AGREED


def test_what_answers_or_recalls_nothing_counts_for_nothing() -> None:
    """A register in which only the second of two undoings was taken back, before that was refused."""
    state = state_of(register(ASKED, to(1, YES), to(1, REMINDER), undo(2), undo(3), undo(1), undo(4), undo(5)))
    assert (state.standings, state.last, state.replies, state.register.sent) == ({}, None, (), {})


@pytest.mark.parametrize(
    ("target", "message"),
    [
        (0, "il n'y a pas d'événement 0 à annuler. Le registre en a 3."),
        (4, "il n'y a pas d'événement 4 à annuler. Le registre en a 3."),
        (2, "l'événement 2 est déjà annulé, par l'événement 3."),
    ],
)
def test_what_cannot_be_taken_back(target: int, message: str) -> None:
    with pytest.raises(CannotWrite) as caught:
        take_back(register(ASKED, to(1, NO), undo(2)), target, DAY, "", whole=True)
    assert str(caught.value) == message


def test_an_empty_register_has_nothing_to_take_back() -> None:
    with pytest.raises(CannotWrite, match="Le registre est vide"):
        take_back(register(), last_event(register()), DAY, "", whole=False)


def test_each_event_in_a_few_words() -> None:
    assert [told(register(ASKED, CONCLUDED, undo(1), Event(confirmation=Confirmation(event=1, day=DAY))), n + 1)
            for n in range(4)] == [
        "envoi du 23 décembre 2026, tour 1",
        "conclusion du 23 novembre 2026",
        "annulation de l'événement 1",
        "confirmation de l'événement 1",
    ]  # fmt: skip


def test_the_command_adds_and_erases_nothing(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("decider", sent, "3.3", "--repli", "--motif", "Essai", "--date", "2026-11-24")
    before = register_text(sent)
    capsys.readouterr()
    call("annuler", sent, "--motif", " Trop tôt ", "--le", "2026-11-25")
    assert capsys.readouterr().out.startswith("Annulé : 2, décision du 24 novembre 2026 : repli, 3.3.")
    assert register_text(sent).startswith(re.sub(r"fin: \d+\n\Z", "", before))
    assert events(sent)[-1]["annulation"] == {"evenement": "2", "le": "2026-11-25", "motif": "Trop tôt"}
    call("annuler", sent)
    assert [one["annulation"]["evenement"] for one in events(sent)[2:]] == ["2", "3"]


def test_the_command_refuses_in_words(sent: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("decider", sent, "3.3", "--repli", "--motif", "Essai", "--date", "2026-11-24")
    before = register_text(sent)
    assert run(["annuler", str(sent), "--evenement", "1"]) == 1
    assert "d'autres événements reposent sur « envoi du 23 novembre 2026, tour 1 »" in flat(capsys.readouterr().err)
    assert run(["annuler", str(sent), "--evenement", "9"]) == 1
    assert register_text(sent) == before
