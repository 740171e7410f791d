"""`prestataires/<name>/` of a batch: the letter and the requests of each provider that has several contracts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clausier.batch.framework.gather import framework, shared
from clausier.batch.framework.write import documents
from clausier.batch.kept import write_kept
from clausier.batch.naming import FRAMEWORKS
from clausier.batch.provider import Order
from clausier.errors import CannotWrite, InvalidInput
from clausier.model.batch import BatchRow
from clausier.model.messages import FrameworkTexts


@dataclass(frozen=True)
class Told:
    """A provider's folder, how many contracts it has, which documents were left to whoever edited them, and why none
    was written, if so."""

    folder: Path
    contracts: int
    edited: tuple[str, ...] = ()
    problem: str = ""


def write_frameworks(root: Path, rows: Iterable[BatchRow], order: Order, texts: FrameworkTexts) -> Iterator[Told]:
    """Writes what each provider of several contracts is asked in common; one at fault stops no other."""
    for name, folders in shared(rows).items():
        folder = root / FRAMEWORKS / name
        try:
            made = documents(framework(root, folders, order), order.library, texts)
            yield Told(folder, len(folders), tuple(write_kept(folder, made, overwrite=order.overwrite)))
        except (InvalidInput, CannotWrite) as error:
            yield Told(folder, len(folders), problem=str(error))
