"""Free fields that a text asked would print, and that the dossier leaves blank."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.french import join
from clausier.library import markup, texts
from clausier.model.analysis import Analysis
from clausier.model.freefield import sendable


def blank_fields(analysis: Analysis) -> Iterator[str]:
    """A sentence for each, with the numbers of the points of which some text names it."""
    asked = [gap.requirement for gap in analysis.gaps()]
    for name, field in sendable(analysis.library.fields).items():
        if analysis.case.fields.get(name, "").strip():
            continue
        users = [
            point.number
            for point in asked
            if any(name in markup.names(text.text) for text in texts.of_point(point) if text.field.takes_names)
        ]
        if users:
            yield f"champ « {field.title} » vide : laissé à compléter là où un texte l'emploie ({join(users)})"
