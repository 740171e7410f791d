"""What makes a « oui » good enough, in a line."""

from __future__ import annotations

from clausier.model.criterion import Criterion, Measure


def criterion_text(criterion: Criterion) -> str:
    """The criterion in one French line, with the origin of each figure; empty for a bare yes."""
    measures = " ou ".join(_measure_text(measure) for measure in criterion.measures)
    parts = ", ".join(part.title for part in criterion.parts.values() if not part.optional)
    proof = f"preuve : {criterion.proof.kind}" if criterion.proof else ""
    return " ; ".join(text for text in (measures, f"volets : {parts}" if parts else "", proof) if text)


def _measure_text(measure: Measure) -> str:
    bound = "au moins" if measure.at_least else "au plus" if measure.at_most else "dans"
    return f"{bound} {measure.bound_text} ({measure.origin.value})"
