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

EDITED = "modifié depuis sa rédaction, laissé tel quel (--ecraser le remplace)"


@dataclass(frozen=True)
class Told:
    """A provider's folder, how many contracts it has, and why its documents were not written, if so."""

    folder: Path
    contracts: int
    problem: str = ""


def write_frameworks(root: Path, rows: Iterable[BatchRow], order: Order) -> Iterator[Told]:
    """Writes what each provider of several contracts is asked in common; one at fault stops no other."""
    for name, folders in shared(rows).items():
        folder = root / FRAMEWORKS / name
        try:
            made = documents(framework(root, folders, order), order.library)
            edited = write_kept(folder, made, overwrite=order.overwrite)
            problem = f"{', '.join(edited)} : {EDITED}" if edited else ""
        except (InvalidInput, CannotWrite) as error:
            problem = str(error)
        yield Told(folder, len(folders), problem)
