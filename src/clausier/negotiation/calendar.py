"""Deadlines as an iCalendar file, the same bytes for the same deadlines and moment. The only importer of icalendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from icalendar import Alarm, Calendar, Event

BEFORE = timedelta(days=-7)


class Dated(Protocol):
    """A day to keep; it comes back every so many months, or else days, if these are not 0."""

    @property
    def day(self) -> date: ...
    @property
    def title(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def months(self) -> int: ...
    @property
    def days(self) -> int: ...


def calendar(deadlines: Mapping[str, Iterable[Dated]], made: datetime) -> bytes:
    """The file for the deadlines of each dossier, by its id, made at a moment (with its time zone).

    An agenda takes the later of two files for the newer (RFC 5545, 3.8.7.2): the moment has nothing to do with the
    days of the events, which may move earlier.
    """
    found = Calendar()
    found.add("prodid", "-//clausier//echeances//FR")
    found.add("version", "2.0")
    for case, listed in deadlines.items():
        for one in listed:
            found.add_component(_event(case, one, made))
    return bytes(found.to_ical())


def _event(case: str, one: Dated, made: datetime) -> Event:
    event = Event()
    event.add("uid", f"{one.key}@{case}.clausier")
    event.add("dtstamp", made.astimezone(UTC))
    event.add("dtstart", one.day)
    event.add("summary", one.title)
    event.add("description", f"{one.detail} Dossier {case}.")
    event.add("transp", "TRANSPARENT")
    if one.months:
        event.add("rrule", {"freq": "monthly", "interval": one.months})
    elif one.days:
        event.add("rrule", {"freq": "daily", "interval": one.days})
    event.add_component(_alarm(one.title))
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", BEFORE)
    return alarm
