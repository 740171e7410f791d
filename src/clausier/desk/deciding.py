"""What the practice decides on points, put in the register of a dossier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from clausier.desk.table import Table
from clausier.model.library import Library
from clausier.model.progress import Next
from clausier.model.register import Event, Stand
from clausier.negotiation.deciding import Decided, decide


@dataclass(frozen=True)
class Taking:
    """What is decided, on which points (numbers or ids), why and when; `despite` a law, `earlier` than the last event.

    The reason is kept, never sent.
    """

    points: tuple[str, ...]
    stand: Stand
    reason: str
    day: date
    despite: bool = False
    earlier: bool = False


def take(table: Table, asked: Taking, library: Library) -> tuple[list[Decided], Table]:
    """Writes the decision, for all its points or none; returns it with the table as it then is.

    Impossible if it cannot be taken; Earlier, CannotWrite.
    """
    taken = asked.stand, asked.reason, asked.day, table.state, library, asked.despite, table.case
    found = [decide(one, *taken) for one in asked.points]
    events = [Event(decision=one.decision) for one in found]
    table.write(*events, earlier=asked.earlier)
    register = table.register.model_copy(update={"events": (*table.register.events, *events)})
    return found, replace(table, register=register)


def following(table: Table) -> Next:
    """What comes after a decision."""
    state = table.state
    if state.last is None:
        return Next.SEND
    settled = state.answered and not any(one.open for one in state.standings.values())
    return Next.CONCLUDE if settled else Next.REMIND
