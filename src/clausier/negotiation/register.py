"""`negociation.yaml`: the register of a negotiation, beside its dossier. Events are added at its end only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clausier.errors import CannotWrite, InvalidInput, Problem, Unsound
from clausier.files import limits
from clausier.files.bounded import Absent, read_bounded
from clausier.files.strictyaml import Document, read_bytes, require_mapping
from clausier.files.validation import build
from clausier.files.yamltext import FORM, document, entries
from clausier.model.register import Event, Register
from clausier.negotiation.chain import END, EVENTS, MEND, SEAL, end_fault, first_fault, last_seal, seal
from clausier.negotiation.once import Seen, whole

NAME = "negociation.yaml"
FORMATS = ("1", "2", "3")
CURRENT = int(FORMATS[-1])
HEAD = """\
# Registre de la négociation, tenu par clausier : chaque étape s'ajoute à la fin, rien n'est réécrit.
# Interne : ne pas transmettre au prestataire.
"""
FEW = 10
"""More than the values around the events."""
LAST_LINE = re.compile(rf"(?m)^{END}:.*\n?")
FULL = (
    "Rien n'a été inscrit. Le garder tel quel, avec son dossier, et continuer dans un autre répertoire, avec une copie "
    "du dossier sous un autre identifiant (dossier.id)."
)


def register_path(dossier: Path) -> Path:
    """The register beside a dossier: `negociation.yaml`, or `NOM.negociation.yaml` for a dossier of another name."""
    return dossier.with_name(NAME if dossier.stem == "dossier" else f"{dossier.stem}.{NAME}")


def read_register(path: Path, case: str) -> Register:
    """The register of a dossier, empty if there is no file; InvalidInput if it is another's or cannot be read."""
    content = register_bytes(path)
    return Register(case=case) if content is None else register_of(content, str(path), case)


def register_bytes(path: Path) -> bytes | None:
    """The content of a register, None if there is no file; InvalidInput if it cannot be read."""
    try:
        return read_bounded(path, limits.DOCUMENT)
    except Absent:
        return None


def register_of(content: bytes, name: str, case: str) -> Register:
    """The same from the bytes of the file, which `name` tells."""
    if not content.strip():
        raise InvalidInput([Problem(name, "", "le registre est vide.", MEND)])
    document = read_bytes(content, name, limits.KEPT)
    register = sound_part(document, case)
    if fault := end_fault(register):
        raise InvalidInput([document.places.problem(*fault, MEND)])
    return register


def with_events(content: str, case: str, *events: Event) -> str:
    """The text of a register with more events; an empty text begins one. One of an older format goes on in this one.

    It is read back as it was meant before anybody writes it: Unsound if it is not, CannotWrite where it has grown too
    large.
    """
    start = content or HEAD + document({"schema": CURRENT, "dossier": case, EVENTS: None}, FORM)
    if not events:
        return start
    start = LAST_LINE.sub("", re.sub("(?m)^schema:.*$", f"schema: {CURRENT}", start, count=1)).rstrip("\n")
    written = _events(require_mapping(read_bytes(start.encode(), NAME, limits.KEPT)))
    seen, print_, trees = Seen(_whole(written)), last_seal(written), []
    for number, event in enumerate(events, start=len(written) + 1):
        told = _as_read(_told(event))
        tree = {"numero": str(number), **seen.shortened(told)}
        print_ = seal(print_, tree)
        trees.append({**tree, SEAL: print_})
        seen.add(told, number)
    text = f"{start}\n{entries(trees)}{END}: {len(written) + len(events)}\n"
    _refuse_large(text, _count(written) + _count(trees))
    _prove(text, case, events, len(written) + len(trees))
    return text


def _told(event: Event) -> dict[str, Any]:
    return event.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)


def _as_read(tree: Mapping[str, Any]) -> dict[str, Any]:
    """An event as it is read back: every scalar a text."""
    found: dict[str, Any] = read_bytes(entries([tree]).encode(), NAME, limits.KEPT).data[0]
    return found


def _count(tree: Any) -> int:
    """Values of a tree, itself included."""
    inside = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return 1 + sum(map(_count, inside))


def _refuse_large(text: str, values: int) -> None:
    """A register that could not be read again is not written."""
    if len(text.encode()) > limits.DOCUMENT:
        raise CannotWrite(f"le registre dépasserait {limits.megabytes(limits.DOCUMENT)}. {FULL}")
    if values + FEW > limits.NODES:
        raise CannotWrite(f"le registre dépasserait {limits.spaced(limits.NODES)} valeurs. {FULL}")


def _prove(text: str, case: str, events: tuple[Event, ...], count: int) -> None:
    """The very bytes, read by the reader that will have to."""
    try:
        register = register_of(text.encode(), NAME, case)
    except InvalidInput as error:
        raise Unsound(NAME, error) from None
    bare = [one.model_copy(update={"number": None, "seal": ""}) for one in register.events[-len(events) :]]
    if len(register.events) != count or [*map(_told, bare)] != [*map(_told, events)]:
        raise Unsound(NAME, "les événements relus ne sont pas ceux qu'il fallait inscrire")


def _events(data: Mapping[str, Any]) -> list[Any]:
    found = data.get(EVENTS)
    return found if isinstance(found, list) else []


def _whole(trees: list[Any]) -> list[Any]:
    """The events with all that they say; LookupError holds the rank of the one that tells of a place that is not."""
    found: list[Any] = []
    for rank, tree in enumerate(trees):
        try:
            found.append(whole(tree, found))
        except LookupError:
            raise LookupError(rank) from None
    return found


def sound_part(document: Document, case: str) -> Register:
    """The register of a document that may not be ended; InvalidInput for the first of its faults, at its place."""
    places, data = document.places, require_mapping(document)
    written = data.get("schema")
    if not isinstance(written, str) or written not in FORMATS:
        hint = f"Cette version de clausier lit les registres jusqu'à {CURRENT}."
        raise InvalidInput([places.problem(("schema",), f"le format « {written} » est inconnu.", hint)])
    trees = _events(data)
    try:
        said = {**data, EVENTS: _whole(trees)} if data.get(EVENTS) is None or trees else data
    except LookupError as error:
        message = "cet événement reprend un texte que le registre n'a plus."
        raise InvalidInput([places.problem((EVENTS, *error.args), message, MEND)]) from None
    register = build(Register, said, places)
    if register.case != case:
        message = f"ce registre est celui du dossier « {register.case} », et non « {case} »."
        hint = "Un dossier par répertoire : déplacer l'un des deux."
        raise InvalidInput([places.problem(("dossier",), message, hint)])
    if fault := first_fault(register, trees):
        raise InvalidInput([places.problem(*fault, MEND)])
    supposed = sum(event.number is None for event in register.events)
    return register.model_copy(update={"supposed": supposed, "print_": last_seal(trees)})
