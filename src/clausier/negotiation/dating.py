"""The day of an act that the register is told: one before the last event's is asked about, since it is often a slip."""

from __future__ import annotations

from clausier.errors import CannotWrite
from clausier.french import long_date
from clausier.model.register import Event, Register

CONFIRM = "Vérifier la date ; si c'est bien elle, la confirmer : --anterieur."


class Earlier(CannotWrite):
    """An act that would bear an earlier day than the last event; `reason` says so, `remedy` what to do."""

    def __init__(self, reason: str) -> None:
        self.reason, self.remedy = reason, CONFIRM
        super().__init__(f"{reason} {CONFIRM}")


def check_days(register: Register, *events: Event) -> None:
    """Earlier, for the first of these events whose day comes before that of the last one.

    An event taken back counts as any other. Taking one back is never asked about: that is how a wrong date is mended.
    """
    last = register.events[-1].day if register.events else None
    for event in events:
        if last and event.day and event.day < last and event.undo is None:
            number = len(register.events)
            raise Earlier(
                f"le dernier événement du registre (n° {number}) est du {long_date(last)} : "
                f"celui-ci, du {long_date(event.day)}, viendrait avant."
            )
