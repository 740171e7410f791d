"""The day of an act that the register is told: one before the last event's is asked about, since it is often a slip."""

from __future__ import annotations

from datetime import date

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
    """Earlier, for the first of these events whose day comes before that of the last one that counts.

    What was taken back, and taking it back, do not count, nor are they asked about: that is how a wrong date is mended.
    """
    days = {number: event.day for number, event in register.effective if event.day and not event.undo}
    number, last = max(days.items(), default=(0, date.min))
    for event in events:
        if event.day and event.day < last and not event.undo:
            raise Earlier(
                f"le dernier événement du registre (n° {number}) est du {long_date(last)} : "
                f"celui-ci, du {long_date(event.day)}, viendrait avant."
            )
