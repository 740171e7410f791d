"""One event of the register: a reply that was read, a sending to confirm, or the taking back of an event."""

from __future__ import annotations

from clausier.desk.dispatch import confirmed
from clausier.desk.table import Table
from clausier.errors import CannotWrite
from clausier.model.register import Event
from clausier.negotiation import undoing
from clausier.negotiation.dating import Earlier
from clausier.page.asked import CONFLICT, UNSOUND, Answer, Asked, NotHere, Sent
from clausier.page.steps.suivi.looks import answers_of, silent_of, way_of
from clausier.page.steps.suivi.overview import page
from clausier.page.steps.suivi.talk import Moved, Talk, odd, of_talk, same_register, worked

WHOLE = "avec_suite"


def _event(asked: Asked, talk: Talk) -> tuple[int, Event]:
    told, events = asked.names["evenement"], talk.register.events
    if not (told.isascii() and told.isdecimal() and len(told) < 7 and 1 <= int(told) <= len(events)):
        raise NotHere
    return int(told), events[int(told) - 1]


@of_talk
def reply(asked: Asked, talk: Talk) -> Answer:
    """What a reply says, graded against what was sent."""
    number, event = _event(asked, talk)
    if event.received is None or number not in talk.register.answers:
        raise NotHere
    answers = answers_of(event.received, talk.state, talk.opened.library)
    told = {
        "reponse_lue": event.received,
        "voie": way_of(event.received),
        "accords": [one for one in answers if one.is_agreed],
        "a_voir": [one for one in answers if not one.is_agreed],
        "silences": silent_of(event.received, talk.state),
    }
    return talk.shown("suivi-lue.html", told)


@of_talk
def confirm(asked: Asked, talk: Talk) -> Answer:
    """Says that a sending of a register of before was really made."""
    number, _ = _event(asked, talk)
    if number not in talk.register.unconfirmed:
        raise NotHere

    def work(table: Table) -> None:
        same_register(asked, table)
        confirmed(table, talk.today, number)

    try:
        worked(talk, work)
    except Moved:
        return Sent(asked.link("dossiers", talk.opened.name, "suivi", dit="avance"))
    except Earlier as error:
        return page(talk, CONFLICT, f"{error.reason} Vérifier la date de cet ordinateur.")
    return Sent(asked.link("dossiers", talk.opened.name, "suivi", dit="confirme"))


@of_talk
def ask(asked: Asked, talk: Talk) -> Answer:
    """What taking an event back would take back."""
    return _ask(asked, talk)


def _ask(asked: Asked, talk: Talk, refused: str = "", status: int = 200) -> Answer:
    number, event = _event(asked, talk)
    register = talk.register
    if number in register.undone:
        raise NotHere
    told = {
        "numero": number,
        "quoi": undoing.told(register, number),
        "retablit": bool(event.undo),
        "suites": [undoing.told(register, one) for one in reversed(undoing.dependents(register, number))],
        "motif": asked.text("motif"),
        "refus": refused,
    }
    return talk.shown("suivi-annuler.html", told, status)


@of_talk
def cancel(asked: Asked, talk: Talk) -> Answer:
    """Takes an event back, with what rests on it, by adding to the register."""
    number, _ = _event(asked, talk)
    reason = asked.text("motif").strip()
    if wrong := odd(reason):
        return _ask(asked, talk, wrong, UNSOUND)

    def work(table: Table) -> None:
        same_register(asked, table)
        table.write(*undoing.take_back(table.register, number, talk.today, reason, whole=True))

    try:
        worked(talk, work)
    except Moved:
        return Sent(asked.link("dossiers", talk.opened.name, "suivi", dit="avance"))
    except CannotWrite as error:
        return _ask(asked, talk, str(error), CONFLICT)
    return Sent(asked.link("dossiers", talk.opened.name, "suivi", dit="annule"))
