"""What a person types of a contract: its type, its services, in the library's words or their labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from clausier.model.library import Library


def kind_typed(text: str, library: Library) -> str:
    """The word of a type of contract, empty if nothing is typed; UsageError if there is no such type."""
    return word_of(text, library.contract_types, "--type") if text else ""


def services_typed(text: str, library: Library) -> Mapping[str, tuple[str, ...]]:
    """The fact of the services and its words; UsageError if the library has no such fact or word."""
    words = [word.strip() for word in text.split(",") if word.strip()]
    fact = library.facts.get(library.types_by)
    if not words:
        return {}
    if fact is None:
        raise click.UsageError("--services : ce guide ne demande pas les services d'un contrat.")
    return {library.types_by: tuple(dict.fromkeys(word_of(word, fact.values, "--services") for word in words))}


def word_of(text: str, labels: Mapping[str, str], option: str) -> str:
    """The word that a text spells, itself or by its label; UsageError if it spells none."""
    from clausier.dossier.spelling import word
    from clausier.errors import nearest

    found = word(text, labels)
    if found not in labels:
        raise click.UsageError(f"{option} : « {text} » n'est pas une valeur admise. {nearest(text, labels)}")
    return found
