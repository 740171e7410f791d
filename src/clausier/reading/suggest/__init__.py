"""What a contract says of itself, for the head of a dossier: title, dates, parties, facts. Suggested, never sure."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.model.library import Library
from clausier.model.reading import Suggestion
from clausier.reading.contract import Contract
from clausier.reading.suggest import facts, identity, terms

__all__ = ["suggestions"]


def suggestions(contract: Contract, library: Library) -> Iterator[Suggestion]:
    """At most one for each key of the dossier, in the order of a dossier's head."""
    yield from identity.suggestions(contract, library.legal_forms)
    yield from terms.suggestions(contract)
    yield from facts.suggestions(contract, library)
