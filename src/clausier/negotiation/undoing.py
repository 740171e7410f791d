"""Taking back an event of the register: by adding one. What rests on it is told, or taken back with it."""

from __future__ import annotations

from clausier.french import long_date
from clausier.model.register import Event, Register


def last_event(register: Register) -> int:
    """The last event that counts; 0 if there is none."""
    return max((number for number, _ in register.effective), default=0)


def dependents(register: Register, target: int) -> tuple[int, ...]:
    """The later events that count and rest on one, last first.

    An answer rests on its sending; a decision on the sendings and answers that it followed for its point; a later
    letter on everything said before it; a conclusion on everything; a confirmation or an undo on its event.
    """
    resting: set[int] = {target}
    for number, event in register.effective:
        if number > target and any(_rests(event, register, one) for one in resting):
            resting.add(number)
    return tuple(sorted(resting - {target}, reverse=True))


def _rests(event: Event, register: Register, on: int) -> bool:
    base = register.events[on - 1]
    if event.undo or event.confirmation:
        return on == (event.undo or event.confirmation).event  # type: ignore[union-attr]
    if base.undo or base.confirmation:
        return False
    if event.conclusion:
        return True
    if event.sending:
        return event.sending.recalls == on or bool(event.sending.round > 1 and not event.sending.recalls)
    if event.received:
        answered = event.received.sending
        return answered == on if answered else bool(base.sending and base.sending.round == event.received.round)
    return event.decision is not None and event.decision.point in _points(base)


def _points(event: Event) -> frozenset[str]:
    """The points that an event speaks of."""
    if event.sending:
        return frozenset(event.sending.texts)
    if event.received:
        return frozenset(event.received.items)
    return frozenset()


def told(register: Register, number: int) -> str:
    """An event in a few words: « envoi du 23 novembre 2026, tour 1 »."""
    event = register.events[number - 1]
    if event.sending:
        return f"envoi du {long_date(event.sending.day)}, tour {event.sending.round}"
    if event.received:
        who = event.received.respondent.name or "répondant inconnu"
        return f"réponse lue le {long_date(event.received.day)} ({who})"
    if event.decision:
        stand = event.decision.stand.value.replace("_", " ")
        return f"décision du {long_date(event.decision.day)} : {stand}, {event.decision.point}"
    if event.conclusion:
        return f"conclusion du {long_date(event.conclusion.day)}"
    if event.confirmation:
        return f"confirmation de l'événement {event.confirmation.event}"
    return f"annulation de l'événement {event.undo.event if event.undo else 0}"
