"""Free fields that a text asked would print, and that the dossier leaves blank."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.french import join
from clausier.library import markup, texts
from clausier.model.analysis import Analysis
from clausier.model.freefield import sendable
from clausier.model.library import Library


def blank_fields(analysis: Analysis) -> Iterator[str]:
    """A sentence for each, with the points of which some text names it, the terms and the general rules."""
    asked = [gap.requirement for gap in analysis.gaps()]
    for name, field in sendable(analysis.library.fields).items():
        if analysis.case.fields.get(name, "").strip():
            continue
        users = [
            point.number
            for point in asked
            if any(name in markup.names(text.text) for text in texts.of_point(point) if text.field.takes_names)
        ]
        if asked:
            users += _shared(name, analysis.library)
        if users:
            yield f"champ « {field.title} » vide : laissé à compléter là où un texte l'emploie ({join(users)})"


def _shared(name: str, library: Library) -> Iterator[str]:
    """What else may print it beside the clauses: defined terms, and the rules common to all."""
    yield from (f"« {one.term} »" for one in library.definitions.values() if name in markup.names(one.text))
    if any(name in markup.names(rule.text) for rule in library.formulas.rules):
        yield "règles communes"
