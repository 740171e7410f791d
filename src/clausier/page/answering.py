"""The answer to a point as the page takes it: a finding, then only what that finding needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from clausier.files.strictyaml import KeyPath
from clausier.model.criterion import Criterion, ProofKind
from clausier.model.library import Library
from clausier.model.proof import PROOF_FIELDS, PROOF_KIND
from clausier.model.requirement import Requirement
from clausier.model.verdict import Finding
from clausier.page.asked import Asked

FINDING, VALUE, PARTS, PROOFS = "constat", "valeur", "volets", "preuves"
ARTICLE, PAGE, CITATION, REASON, COMMENT = "article", "page", "citation", "motif", "commentaire"
TICKED = "volets-coches"
"""The field that tells that some of the boxes were ticked."""
PROOF = "preuve."
"""The fields of a proof begin with it."""
TEXTS = (ARTICLE, PAGE, CITATION, REASON, COMMENT)
ORDER = (VALUE, PARTS, ARTICLE, CITATION, PAGE, PROOFS, COMMENT, REASON)
"""In which order an answer is written in the file."""
SPEAKS = (Finding.YES, Finding.PARTIAL, Finding.CONTRARY)
"""Findings of a contract that says something, whose place is worth a note."""
CHOICES: Mapping[Finding, str] = MappingProxyType(
    {
        Finding.YES: "le contrat le prévoit",
        Finding.PARTIAL: "en partie",
        Finding.NO: "n'en dit rien",
        Finding.CONTRARY: "dit le contraire",
        Finding.TO_CHECK: "je ne sais pas",
        Finding.NOT_APPLICABLE: "sans objet",
    }
)
"""The answers in the order of their keys, in a person's words."""
KEPT_OF: Mapping[Finding, tuple[str, ...]] = MappingProxyType(
    {
        Finding.NO: (COMMENT,),
        Finding.NOT_APPLICABLE: (REASON, COMMENT),
        Finding.CONTRARY: (VALUE, ARTICLE, PAGE, CITATION, COMMENT),
    }
)
"""What of an answer has a sense with a finding; everything, where it is not said here."""


def path_of(point: str) -> KeyPath:
    return "reponses", point


@dataclass(frozen=True)
class Needs:
    """What an answer is to tell beside its finding."""

    value: str = ""
    """What is measured; empty where nothing is."""
    example: str = ""
    several: bool = False
    """Is it a list, one a line?"""
    parts: Mapping[str, str] = field(default_factory=dict)
    proof: ProofKind | None = None
    reason: bool = False
    place: bool = False

    @property
    def more(self) -> bool:
        """Is anything asked for, beside what anybody may add?"""
        return bool(self.value or self.parts or self.proof or self.reason)


def needs(point: Requirement, finding: Finding | None, library: Library) -> Needs:
    """What this finding calls for on this point."""
    criterion, speaks = point.criterion, finding in SPEAKS
    granted = finding in (Finding.YES, Finding.PARTIAL)
    measures = criterion.measures if speaks else ()
    return Needs(
        value=" ou ".join(dict.fromkeys(one.label or one.kind.value for one in measures)),
        example=" ou ".join(f"« {one.bound_text} »" for one in measures),
        several=any(one.among for one in measures),
        parts={name: part.title for name, part in criterion.parts.items()} if granted else {},
        proof=library.proofs[criterion.proof.kind] if criterion.proof and granted else None,
        reason=finding is Finding.NOT_APPLICABLE,
        place=speaks,
    )


def finding_of(text: str) -> Finding | None:
    """The finding that a form tells; None for any other word."""
    return next((one for one in Finding if one.value == text), None)


def typed(asked: Asked, finding: Finding, point: Requirement, before: Mapping[str, Any]) -> dict[str, Any]:
    """The answer that a form tells, in the spelling of the file; `before` is the one that it changes.

    What the form does not show of the former answer is kept, as far as it has a sense with the finding.
    """
    told: dict[str, Any] = {key: item for key, item in before.items() if key != FINDING}
    for key in TEXTS:
        if key in asked.form:
            told[key] = asked.text(key).strip()
    if VALUE in asked.form:
        told[VALUE] = [line.strip() for text in asked.form[VALUE] for line in text.split("\n") if line.strip()]
    _take_parts(asked, told)
    _take_proof(asked, told, point.criterion)
    kept = KEPT_OF.get(finding, tuple(told))
    said = [key for key in ORDER if key in told and key in kept and (told[key] not in ("", []) or key == PARTS)]
    return {FINDING: finding.value, **{key: told[key] for key in said}}


def _take_parts(asked: Asked, told: dict[str, Any]) -> None:
    """Boxes of which none is ticked say nothing, unless some were ticked when they were shown."""
    ticked = [*asked.form.get(PARTS, ())]
    if ticked or asked.text(TICKED):
        told[PARTS] = ticked


def _take_proof(asked: Asked, told: dict[str, Any], criterion: Criterion) -> None:
    """The first proof of the point's kind, the others as they were."""
    fields = {key.removeprefix(PROOF): values for key, values in asked.form.items() if key.startswith(PROOF)}
    if not fields or criterion.proof is None:
        return
    lists = {one.key for one in PROOF_FIELDS if one.is_list}
    texts = {
        key: [one for one in values if one] if key in lists else values[0].strip() for key, values in fields.items()
    }
    given = {key: value for key, value in texts.items() if value}
    kind = criterion.proof.kind
    others = [one for one in told.get(PROOFS, ()) if one.get(PROOF_KIND) != kind]
    mine = [one for one in told.get(PROOFS, ()) if one.get(PROOF_KIND) == kind]
    told[PROOFS] = [*([{PROOF_KIND: kind, **given}] if given else []), *mine[1:], *others]


def loses(finding: Finding, before: Mapping[str, Any]) -> list[str]:
    """What of an answer a new finding would take away."""
    kept = KEPT_OF.get(finding)
    if kept is None:
        return []
    return [key for key, item in before.items() if key not in (*kept, FINDING) and item not in ("", [], None)]


def proof_fields(kind: ProofKind, given: Mapping[str, Any]) -> Iterator[tuple[str, str, str, Any]]:
    """Each field of a proof to ask for: key, label, how it is filled in (ligne, jour, cases, choix), what it holds."""
    for one in PROOF_FIELDS:
        if one.key in kind.fields:
            look = "jour" if one.is_day else "cases" if one.is_list else "ligne"
            yield one.key, kind.fields[one.key], look, given.get(one.key, [] if one.is_list else "")
        elif one.key == "referentiel" and kind.frameworks:
            yield one.key, one.title, "choix", given.get(one.key, "")


def first_proof(told: Mapping[str, Any], criterion: Criterion) -> Mapping[str, Any]:
    """The proof that the form shows."""
    proofs: Sequence[Mapping[str, Any]] = told.get(PROOFS) or ()
    kind = criterion.proof.kind if criterion.proof else ""
    return next((one for one in proofs if one.get(PROOF_KIND) == kind), {})


def parts_shown(told: Mapping[str, Any], finding: Finding, criterion: Criterion) -> list[str]:
    """The boxes that are ticked: a bare « oui » declares all the parts, where the point does not require them told."""
    if told.get(PARTS) is not None:
        return [*told[PARTS]]
    return [*criterion.parts] if finding is Finding.YES and not criterion.parts_required else []
