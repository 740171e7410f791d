"""Small dossiers for tests: only what a test says differs from a plain infogérance contract."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from clausier.dossier.read import case_of
from clausier.files.strictyaml import read_bytes
from clausier.judging.gaps import analyse
from clausier.library.reading import load_library
from clausier.model.analysis import Analysis, Judgement
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName
from clausier.proposal import draft
from clausier.resources import shipped

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 23)
EXAMPLES = sorted(
    path for path in (ROOT / "examples").glob("*/dossier.yaml") if not (path.parent / "bibliotheque").exists()
)
"""The dossiers of the examples that are read with the shipped library."""
EXAMPLE = ROOT / "examples" / "infogerance-non-signee" / "dossier.yaml"

CERTIFICATE = {
    "nature": "certificat_hds",
    "titulaire": "Prestataire Exemple",
    "numero": "HDS-EX-1",
    "organisme": "Certificateur Exemple",
    "referentiel": "2.0",
    "activites": ["1", "2", "3", "4", "5", "6"],
    "expire_le": "2028-01-01",
}

BASE: dict[str, Any] = {
    "cabinet": {"nom": "Cabinet Exemple", "forme": "SELARL", "representant": "Dr Exemple"},
    "prestataire": {"nom": "Prestataire Exemple", "forme": "SAS"},
    "contrat": {"titre": "Contrat", "date": "2026-03-01", "etat": "signe", "type": "infogerance"},
    "situation": {
        "services": ["infogerance", "sauvegarde", "reseau", "antivirus"],
        "donnees_hebergees_par": "prestataire",
        "sauvegardes_hebergees_par": "prestataire",
        "acces_aux_donnees": "oui",
    },
}


@cache
def library() -> Library:
    return load_library([shipped("clauses")])


@cache
def full_library() -> Library:
    """The shipped library with the complements outside the guide."""
    return load_library([shipped("clauses"), shipped("clauses") / "complements"])


def tree(answers: dict[str, Any] | None = None, **changes: dict[str, Any]) -> dict[str, Any]:
    """The base dossier with answers, and the sections of `changes` merged in."""
    sections = {name: {**BASE.get(name, {}), **change} for name, change in changes.items()}
    return {**BASE, **sections, "reponses": answers or {}}


def yes(**more: Any) -> dict[str, Any]:
    """An answer that says yes, and more."""
    return {"constat": "oui", **more}


def case(answers: dict[str, Any] | None = None, **changes: dict[str, Any]) -> CaseFile:
    return read(tree(answers, **changes))


def read(data: dict[str, Any]) -> CaseFile:
    """Through the file format, so that a test cannot build what a user could not write."""
    return case_of(read_bytes(json.dumps(data, ensure_ascii=False).encode(), "dossier.yaml"), library())


def analysis(answers: dict[str, Any] | None = None, day: date = DAY, **changes: dict[str, Any]) -> Analysis:
    return analyse(library(), case(answers, **changes), day)


def judgement(point: str, answer: Any, day: date = DAY, **changes: dict[str, Any]) -> Judgement:
    answers = {} if answer is None else {point: answer}
    return of(analysis(answers, day, **changes), point)


def of(found: Analysis, point: str) -> Judgement:
    return next(one for one in found.judgements if one.requirement.id == point)


def proposal(answers: dict[str, Any] | None = None, position: str = "cible", **changes: dict[str, Any]) -> Proposal:
    return draft(analysis(answers, **changes), PositionName(position))


def all_absent() -> dict[str, Any]:
    return {requirement.id: "non" for requirement in library().requirements}


def provider_text(found: Proposal) -> str:
    """Everything that may leave the practice, as one text."""
    return found.view.model_dump_json(by_alias=True)


def flat(printed: str) -> str:
    """What was printed, as one line: sentences wrap on a terminal."""
    return " ".join(printed.split())
