"""What to write beside a question. To a provider no figure is shown: it would tell the answer that is hoped for."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.forms.scope import Audience
from clausier.model.criterion import Criterion, Measure
from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.quantity import Kind

UNITS = {
    Kind.DURATION: "en minutes, heures ouvrées, jours ouvrés ou calendaires, mois",
    Kind.FREQUENCY: "… par jour, par semaine, par mois, par an",
    Kind.COUNT: "un nombre et ce qu'il compte",
    Kind.AMOUNT: "un montant, HT ou TTC",
    Kind.COUNTRIES: "un pays par ligne",
}


def expected(point: Requirement, library: Library, audience: Audience) -> str:
    """The lines that tell how to answer a point beyond its finding; empty where nothing more is asked."""
    example = _example if audience is Audience.PRACTICE else _units
    return "\n".join((*(example(measure) for measure in point.criterion.measures), *_others(point.criterion, library)))


def _example(measure: Measure) -> str:
    example = "France" if measure.among else measure.bound_text
    return f"Valeur : {measure.label or measure.kind.value}, par exemple « {example} »."


def _units(measure: Measure) -> str:
    return f"Valeur : {measure.label or measure.kind.value}, {UNITS[measure.kind]}."


def _others(criterion: Criterion, library: Library) -> Iterator[str]:
    if criterion.parts:
        told = " ; ".join(f"{name} ({part.title})" for name, part in criterion.parts.items())
        yield f"Volets présents, séparés par « ; », ou « aucun » : {told}."
    if criterion.proof is not None:
        yield f"Preuve : {library.proofs[criterion.proof.kind].title} (page « Preuves »)."
