"""What ties the events of a register together, so that what was changed, dropped, moved or cut off shows.

Since format 3 each event ends with its seal, the fingerprint of itself and of all those before; the last line of the
file counts the events. In format 2 an event begins with the seal of the one before; format 1 had neither.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from clausier.files.strictyaml import KeyPath
from clausier.model.register import Event, Register

EVENTS, END, SEAL = "evenements", "fin", "sceau"
SEALED = 3
"""The first format whose events are sealed."""
MEND = (
    "Rétablir le registre tel qu'il était (une copie, ou git), ou n'en garder que la partie saine : "
    "clausier suivre DOSSIER --reparer."
)
UNSEALED = f"l'événement {{}} n'est pas entier : sa fin (« {SEAL} ») manque."
MODIFIED = " : le registre a été modifié."
Fault = tuple[KeyPath, str]
"""Where, and what is wrong."""


def seal(previous: str, tree: Mapping[str, Any]) -> str:
    """The fingerprint of an event after one of this seal; sixteen hexadecimal digits."""
    told = json.dumps({key: one for key, one in tree.items() if key != SEAL}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{previous}\0{told}".encode()).hexdigest()[:16]


def last_seal(trees: Sequence[Any]) -> str:
    """The seal of the last event, empty if there is none."""
    found = ""
    for tree in trees:
        found = seal(found, tree)
    return found


def first_fault(register: Register, trees: Sequence[Any]) -> Fault | None:
    """What is wrong with the first event that is not as it was written, after those that it followed."""
    previous = Event()
    print_ = ""
    for rank, (event, tree) in enumerate(zip(register.events, trees, strict=True)):
        found = seal(print_, tree)
        if message := _fault(event, previous, rank + 1, (print_, found)):
            return (EVENTS, rank), message
        previous, print_ = event, found
    return None


def _fault(event: Event, previous: Event, rank: int, prints: tuple[str, str]) -> str:
    if event.number is None and not previous.number and not event.seal:
        return ""
    if event.number is None:
        return f"l'événement {rank} n'a pas de numéro{MODIFIED}"
    if event.number < rank:
        return f"l'événement {event.number} figure une seconde fois, ou n'est pas à sa place{MODIFIED}"
    if event.number > rank:
        return f"l'événement {event.number} ne suit pas celui qui le précède, le {rank} manque{MODIFIED}"
    if previous.seal and not event.seal:
        return UNSEALED.format(rank)
    if event.seal and event.seal != prints[1]:
        return f"l'événement {rank} n'est plus celui qui a été inscrit{MODIFIED}"
    if not event.seal and event.previous != prints[0]:
        return f"l'événement {rank} ne suit pas celui qui le précède{MODIFIED}"
    return ""


def end_fault(register: Register) -> Fault | None:
    """Why the file does not end where it was ended."""
    count = len(register.events)
    if register.schema_ < SEALED:
        return None
    if count and not register.events[-1].seal:
        return (EVENTS, count - 1), UNSEALED.format(count)
    if register.end == count:
        return None
    if register.end is None:
        return (EVENTS,), f"le registre s'arrête avant sa fin : sa dernière ligne, « {END}: … », manque."
    return (END,), f"le registre a {count} événements, et sa dernière ligne en compte {register.end}."
