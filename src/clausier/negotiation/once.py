"""Texts are written once in a register: what an earlier event already says is told by where it stands.

`repris_de: 3 reponse reponses point-a redaction` is the number of an event, then the keys that lead to it. What is
sent again from one round to the next, and the provider's words that a decision takes over, are not copied.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

AGAIN = "repris_de"
SHORT = 120
"""Characters below which a text is written again: telling where it stands would be no shorter."""


class Seen:
    """What the events of a register say, and where first."""

    def __init__(self, events: Sequence[Any] = ()) -> None:
        self.places: dict[str, str] = {}
        for number, event in enumerate(events, start=1):
            self.add(event, number)

    def add(self, event: Any, number: int) -> None:
        """What an event says is seen from now on."""
        for place, value in _said(event, str(number)):
            self.places.setdefault(_spelled(value), place)

    def shortened(self, value: Any) -> Any:
        """An event, or a part of one, where what earlier ones say is told by its place."""
        if _may_repeat(value) and (place := self.places.get(_spelled(value))):
            return {AGAIN: place}
        return {key: self.shortened(one) for key, one in value.items()} if isinstance(value, dict) else value


def whole(event: Any, before: Sequence[Any]) -> Any:
    """An event with all that it says, given those before it, whole; LookupError where nothing stands at a place."""
    if not isinstance(event, dict):
        return event
    if [*event] == [AGAIN]:
        return _at(event[AGAIN], before)
    return {key: whole(one, before) for key, one in event.items()}


def _at(place: object, before: Sequence[Any]) -> Any:
    number, *keys = str(place).split(" ")
    if not (number.isascii() and number.isdigit()) or len(number) > len(str(len(before))) or int(number) < 1:
        raise LookupError(place)
    found = before[int(number) - 1]
    for key in keys:
        if not isinstance(found, dict):
            raise LookupError(place)
        found = found[key]
    return found


def _said(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """The parts of an event that may come again, each with its place."""
    if _may_repeat(value):
        yield place, value
    if isinstance(value, dict):
        for key, one in value.items():
            if " " not in key:
                yield from _said(one, f"{place} {key}")


def _may_repeat(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) > SHORT
    return isinstance(value, dict) and AGAIN not in value and len(_spelled(value)) > SHORT


def _spelled(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
