"""Taking back an event of the register: by adding one. What rests on it is told, or taken back with it."""

from __future__ import annotations

from datetime import date

from clausier.errors import CannotWrite
from clausier.french import counted, long_date
from clausier.model.negotiation import Received
from clausier.model.register import Event, Register, Undo


def last_event(register: Register) -> int:
    """The last event that counts; 0 if there is none."""
    return max((number for number, _ in register.effective), default=0)


def take_back(register: Register, target: int, day: date, reason: str, whole: bool) -> tuple[Event, ...]:
    """What takes back an event, after all that rests on it, last first; CannotWrite if that is not `whole`."""
    if not 1 <= target <= len(register.events):
        known = f"Le registre en a {len(register.events)}." if register.events else "Le registre est vide."
        raise CannotWrite(f"il n'y a pas d'événement {target} à annuler. {known}")
    if by := register.undone.get(target):
        raise CannotWrite(f"l'événement {target} est déjà annulé, par l'événement {by}.")
    restored = register.events[target - 1].undo
    if restored and (base := _missing_base(register, restored.event)):
        raise CannotWrite(
            f"l'événement {restored.event} repose sur l'événement {base}, lui-même annulé. Rétablir d'abord celui-ci : "
            f"clausier annuler DOSSIER --evenement {register.undone[base]}."
        )
    resting = dependents(register, target)
    if resting and not whole:
        listed = "".join(f"\n- {one} : {told(register, one)}" for one in sorted(resting))
        raise CannotWrite(
            f"d'autres événements reposent sur « {told(register, target)} » :{listed}\nLes annuler avec : --avec-suite."
        )
    return tuple(Event(undo=Undo(event=one, day=day, reason=reason)) for one in (*resting, target))


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


def _missing_base(register: Register, number: int) -> int | None:
    """The sending that an event answers, recalls or confirms, where it no longer counts."""
    event = register.events[number - 1]
    base = (
        (event.received and event.received.sending)
        or (event.sending and event.sending.recalls)
        or (event.confirmation and event.confirmation.event)
    )
    return base if base and base in register.undone else None


def _rests(event: Event, register: Register, on: int) -> bool:
    base = register.events[on - 1]
    if event.undo or event.confirmation:
        return on == (event.undo or event.confirmation).event  # type: ignore[union-attr]
    if base.undo:
        return False
    if base.confirmation:
        return _rests(event, register, base.confirmation.event)
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
        return f"réponse lue le {long_date(event.received.day)} ({who}) : {_numbers(register, event.received)}"
    if event.decision:
        stand = event.decision.stand.value.replace("_", " ")
        point = _names(register).get(event.decision.point, event.decision.point)
        return f"décision du {long_date(event.decision.day)} : {stand}, {point}"
    if event.conclusion:
        return f"conclusion du {long_date(event.conclusion.day)}"
    if event.confirmation:
        return f"confirmation de l'événement {event.confirmation.event}"
    return f"annulation de l'événement {event.undo.event if event.undo else 0}"


def _names(register: Register) -> dict[str, str]:
    """The number of each point that was ever sent, by its id."""
    sendings = [event.sending for event in register.events if event.sending]
    return {point: text.number for one in sendings for point, text in one.texts.items()}


def _numbers(register: Register, reply: Received) -> str:
    names = _names(register)
    told = [names.get(point, point) for point in reply.items]
    more = f" et {len(told) - SHOWN} autres" if len(told) > SHOWN else ""
    questions = counted(len(reply.declared), "point confirmé", "points confirmés") if reply.declared else ""
    return " ; ".join(filter(None, (f"{', '.join(told[:SHOWN])}{more}", questions))) or "aucune demande"


SHOWN = 6
"""Numbers of points that a line shows."""
