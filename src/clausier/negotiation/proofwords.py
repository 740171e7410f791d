"""A proof described in a cell of a reply: « titulaire : … ; numéro : … », read by its labels, never guessed."""

from __future__ import annotations

import re
from datetime import date

from pydantic import ValidationError

from clausier.french import fold, join
from clausier.judging import proofs
from clausier.model.casefile import CaseFile
from clausier.model.criterion import ProofKind, ProofRule
from clausier.model.library import Library
from clausier.model.proof import PROOF_FIELDS, PROOF_KIND, Proof

MORE = {"délivré le": "delivre_le"}
"""Other labels, for a certificate rather than a proof."""
LISTS = tuple(field.key for field in PROOF_FIELDS if field.is_list)
FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def expected(kind: ProofKind) -> str:
    """How to describe a proof, for a form: each label that it must show."""
    return " ; ".join(f"{label} : …" for label in kind.fields.values())


def faults(text: str, rule: ProofRule, case: CaseFile, library: Library, day: date) -> tuple[str, ...]:
    """Why the proof that is described is not good, in French; empty if it is."""
    kind = library.proofs[rule.kind]
    fields = _fields(text, kind)
    if not fields:
        return (f"preuve décrite sans ses mentions : écrire « {expected(kind)} »",)
    try:
        proof = Proof.model_validate({"nature": rule.kind, **fields})
    except ValidationError as error:
        names = join([str(fault["loc"][0]) for fault in error.errors()])
        return (f"mention illisible : {names}",)
    return proofs.faults(rule, (proof,), case, library, day)


def _fields(text: str, kind: ProofKind) -> dict[str, object]:
    """Key → value for each « label : value »; what has no known label is left aside."""
    titles = {field.key: field.title for field in PROOF_FIELDS if field.key != PROOF_KIND}
    known = {title: key for names in (titles, kind.fields) for key, title in names.items()} | MORE
    labels = {fold(name): key for label, key in known.items() for name in (label, key)}
    found: dict[str, object] = {}
    for piece in re.split(r"[;\n]", text):
        label, colon, value = piece.partition(":")
        key = labels.get(fold(" ".join(label.split())))
        if colon and key and value.strip():
            found[key] = _value(key, value.strip())
    return found


def _value(key: str, text: str) -> object:
    if key in LISTS:
        return [word for word in re.split(r"[\s,et]+", text) if word]
    french = FRENCH_DAY.fullmatch(text)
    return f"{french[3]}-{int(french[2]):02d}-{int(french[1]):02d}" if french else text
