"""How long people work: what an « heure ouvrée » and a « jour ouvré » are worth in other units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Working hours of a day, and working days of a week, Monday first or not; seven days are never all worked."""

    hours: int = 8
    days: int = 5

    @property
    def closed(self) -> int:
        """Days of a week on which nobody works."""
        return 7 - self.days


USUAL = WorkingTime()
"""Eight hours, from Monday to Friday."""
