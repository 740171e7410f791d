"""A foreign contract that is to be marked: past the gate, and of a kind in which changes can be tracked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from clausier.errors import InvalidInput, Problem
from clausier.office import safe
from clausier.office.kinds import WORD, Fault
from clausier.office.mark import mark_of
from clausier.office.marking.package import Package
from clausier.office.package import body_of, read_members
from clausier.office.word.opening import open_parts
from clausier.office.word.xml import Element, w

ENDING = ".docx"
ANOTHER = (
    "seul un contrat au format Word (.docx) peut être annoté.",
    "Le demander au prestataire en Word ; sans lui, l'acte et le tableau des demandes disent tout.",
)
OURS = (
    "ce document est déjà de clausier : il porte le repère d'un envoi.",
    "Donner le contrat du prestataire, tel qu'il l'a remis.",
)
SEALED = (
    "ce document porte une signature électronique, que toute marque ferait tomber.",
    "En demander une copie non signée, au format Word.",
)
PROTECTED = (
    "ce document est protégé : ses modifications ne pourraient être ni suivies, ni acceptées.",
    "En demander une version sans protection (dans Word : Révision, Restreindre la modification).",
)
EMPTY = ("ce document n'a pas de texte.", "Vérifier que c'est bien le contrat.")
ENFORCED = frozenset(("readOnly", "comments", "forms"))
"""Protections that forbid to type; under that of tracked changes one may."""


def read_original(path: Path) -> bytes:
    """The bytes of the contract; InvalidInput if it is no Word file, or cannot be read."""
    if path.suffix.lower() != ENDING:
        raise safe.refused(path.name, ANOTHER)
    return safe.read_file(path, WORD)


def opened(content: bytes, name: str) -> Package:
    """The contract, past the gate; InvalidInput says why it cannot be marked."""
    parts = open_parts(content, name)
    with safe.damage(name, WORD):
        members = read_members(content)
        package = Package(members, body_of(members))
        faults = [*_faults(package, content)]
        body, blocks = parts.document.find(w("body")), (w("p"), w("tbl"), w("sdt"), w("customXml"))
        if next(parts.document.iter(w("t")), None) is None or not any(one.tag in blocks for one in body):
            faults.append(EMPTY)
    if faults:
        raise InvalidInput([Problem(name, "", *fault) for fault in faults])
    return package


def _faults(package: Package, content: bytes) -> Iterator[Fault]:
    if mark_of(content) is not None:
        yield OURS
    if any(name.lower().startswith("_xmlsignatures/") for name in package.members):
        yield SEALED
    settings = package.tree(package.linked("settings"))
    protection = settings.find(w("documentProtection")) if settings is not None else None
    if protection is not None and protection.get(w("edit")) in ENFORCED and _is_enforced(protection):
        yield PROTECTED


def _is_enforced(protection: Element) -> bool:
    return protection.get(w("enforcement"), "0") not in ("0", "false", "off")
