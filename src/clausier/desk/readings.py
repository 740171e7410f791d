"""A reading put in its place beside its dossier, with the texts that it is of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from clausier.desk.contracts import texts_to_keep
from clausier.desk.holding import holding
from clausier.dossier.readings import reading_beside, reading_bytes, reading_path
from clausier.errors import InvalidInput
from clausier.files.publish import publish
from clausier.files.seen import again, seen
from clausier.model.reading import Reading, Status, Suggestion
from clausier.negotiation.drafts import home_of

if TYPE_CHECKING:
    from clausier.model.contract_text import SourceText

COUNTED: Mapping[Status, tuple[str, str]] = MappingProxyType(
    {
        Status.FOUND: ("trouvé", "trouvés"),
        Status.PARTIAL: ("en partie", "en partie"),
        Status.CONTRARY: ("contraire", "contraires"),
        Status.TO_CHECK: ("à vérifier", "à vérifier"),
        Status.NOT_FOUND: ("non repéré", "non repérés"),
    }
)
"""In the order in which they are told."""


def counts(reading: Reading) -> Iterator[tuple[int, str]]:
    """How many of its points were found, and so on: a number, and the word for as many."""
    found = Counter(point.status for point in reading.points.values())
    yield from ((found[one], COUNTED[one][found[one] > 1]) for one in COUNTED if found[one])


def still_declined(reading: Reading, former: Reading | None) -> Reading:
    """The reading, in which a suggestion that a person has declined stays declined as long as it says the same."""
    said = {(one.key, one.value) for one in former.suggestions if one.declined} if former else set()
    kept = [
        one.model_copy(update={"declined": True}) if (one.key, one.value) in said else one
        for one in reading.suggestions
    ]
    return reading.model_copy(update={"suggestions": tuple(kept)}) if said else reading


def with_declined(reading: Reading, suggestion: Suggestion) -> Reading:
    """The reading in which a suggestion is not to be made again."""
    declined = suggestion.model_copy(update={"declined": True})
    return reading.model_copy(
        update={"suggestions": tuple(declined if one is suggestion else one for one in reading.suggestions)}
    )


def reading_files(
    dossier: Path, reading: Reading, texts: Sequence[SourceText]
) -> tuple[dict[str, bytes], dict[Path, bytes]]:
    """What is to be written of a reading: beside the dossier by name, and elsewhere by path."""
    path = reading_path(dossier)
    return {path.name: reading_bytes(reading, path.name)}, texts_to_keep(dossier, texts)


def put_reading(dossier: Path, reading: Reading, texts: Sequence[SourceText]) -> tuple[Reading, Reading | None]:
    """Puts a reading beside its dossier, which is held meanwhile; returns it, and that of before if it can be read.

    CannotWrite if it cannot be written, or if the dossier is held too long.
    """

    def work() -> tuple[Reading, Reading | None]:
        before = seen([reading_path(dossier)])
        former = _former(dossier)
        fresh = still_declined(reading, former)
        files, beside = reading_files(dossier, fresh, texts)
        publish(files, dossier.parent, beside, seen=before)
        return fresh, former

    with holding(lambda: home_of(dossier)):
        return again(work)


def decline(dossier: Path, key: str, value: Sequence[str]) -> None:
    """Writes that a suggestion is not to be made again; nothing where the reading does not make it any more."""

    def work() -> None:
        path = reading_path(dossier)
        before = seen([path])
        reading = reading_beside(dossier)
        found = [one for one in reading.suggestions if (one.key, one.value) == (key, tuple(value))] if reading else []
        if reading is not None and found:
            fresh = with_declined(reading, found[0])
            publish({path.name: reading_bytes(fresh, path.name)}, path.parent, seen=before)

    with holding(lambda: home_of(dossier)):
        again(work)


def _former(dossier: Path) -> Reading | None:
    try:
        return reading_beside(dossier)
    except InvalidInput:
        return None
