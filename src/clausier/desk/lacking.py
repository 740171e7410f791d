"""What the documents of a dossier print of it beside its answers, and what of that is blank when they are due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausier.dossier.tree import at, tree_of
from clausier.model.casefile import CaseFile, State
from clausier.model.proposal import Proposal

IDENTITY = "dossier.id"
LETTER = ("cabinet.adresse", "prestataire.adresse", "courrier.lieu", "courrier.mode_envoi", "courrier.delai_reponse")
SIGNED = ("cabinet.siret", "cabinet.representant", "cabinet.qualite")
SIGNS = ("prestataire.siren", "prestataire.representant", "prestataire.qualite")
ACT = ("avenant.prise_d_effet", "avenant.originaux", "avenant.signature")
NUMBER = "avenant.numero"
"""Of an amendment alone: a contract that is not signed has none."""
PRESUMED = ("courrier.delai_reponse", "avenant.originaux", "avenant.signature", NUMBER)
"""What has a value of its own where the dossier says nothing."""


@dataclass(frozen=True)
class Due:
    """A part of the documents: the keys of the dossier that it prints; those that are `missing` leave a blank line."""

    slug: str
    title: str
    keys: tuple[str, ...]
    missing: frozenset[str]


def due(case: CaseFile, proposal: Proposal) -> tuple[Due, ...]:
    """The letter; the document to sign and its annex where there is anything to sign."""
    return tuple(one for one in _parts(case, proposal) if one.keys)


def _parts(case: CaseFile, proposal: Proposal) -> Iterator[Due]:
    tree = tree_of(case)

    def part(slug: str, title: str, *keys: str) -> Due:
        blank = (key for key in keys if key not in PRESUMED and not at(tree, tuple(key.split("."))))
        return Due(slug, title, keys, frozenset(blank))

    yield part("lettre", "La lettre", *(() if case.id else (IDENTITY,)), *LETTER)
    if not proposal.view.requests:
        return
    number = (NUMBER,) if case.contract.state is State.SIGNED else ()
    yield part("acte", "Le document à signer", *SIGNED, *SIGNS, *number, *ACT)
    rows = {f"annexe.{one.id}": bool(one.value) for one in proposal.view.annex}
    own = tuple(key for key, known in rows.items() if not known or key.partition(".")[2] in case.annex)
    yield Due("annexe", "L'annexe sur les données", own, frozenset(key for key in own if not rows[key]))
