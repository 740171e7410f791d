"""A contract's text to a proposal for each point, with its passages: pure, whoever reads the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clausier.model.contract_text import SourceText
from clausier.model.library import Library
from clausier.model.reading import ReadFile, Reading
from clausier.quantity import Kind
from clausier.reading.contract import contract_of
from clausier.reading.proposal import Proposer
from clausier.reading.references import missing
from clausier.reading.suggest import suggestions

__all__ = ["read"]


def read(texts: Sequence[SourceText], library: Library, points: Iterable[str] | None = None) -> Reading:
    """What the files of a contract propose on these points (ids; all that have landmarks if None).

    Pure: the same texts and library give the same reading, whatever the order of the files but for that of `files`.
    """
    wanted = None if points is None else frozenset(points)
    chosen = [point for point in library.requirements if point.landmarks and (wanted is None or point.id in wanted)]
    with_countries = any(
        Kind.COUNTRIES in point.landmarks.values
        or any(measure.kind is Kind.COUNTRIES for measure in point.criterion.measures)
        or any("{pays}" in source for source in point.landmarks.strong)
        for point in chosen
    )
    contract = contract_of(texts, library, with_countries)
    proposer = Proposer(contract, library)
    return Reading(
        files=tuple(
            ReadFile(name=text.name, digest=text.digest, pages=text.pages, unread=text.unread, remarks=text.remarks)
            for text in texts
        ),
        points={point.id: proposer.propose(point) for point in chosen},
        suggestions=tuple(suggestions(contract, library)),
        missing=tuple(missing(contract.sentences, texts)),
    )
