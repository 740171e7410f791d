"""The dossiers of a batch, one at a time: from a folder, a JSON Lines file or a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from clausier.batch import jsonlines
from clausier.batch.record import TOLERANT, Record, Tolerance, record_of
from clausier.batch.table_file import read as table
from clausier.characters import legible
from clausier.errors import InvalidInput, Problem
from clausier.files.internal import is_reading
from clausier.files.litter import is_litter
from clausier.files.strictyaml import read_path
from clausier.model.library import Library

__all__ = ["Record", "records"]

READERS = {".jsonl": jsonlines.records, ".ndjson": jsonlines.records, ".csv": table.records, ".xlsx": table.records}
YAML = (".yaml", ".yml")
OTHER_WORKBOOKS = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers")


def records(source: Path, library: Library, how: Tolerance = TOLERANT) -> Iterator[Record]:
    """Every dossier in the source's order, the faulty ones with their problems.

    Nothing is kept once given. InvalidInput, at once, if the source as a whole cannot be used or is empty.
    """
    found = _unique(_until_damage(source.name, _open(source, library, how)))
    first = next(found, None)
    if first is None:
        raise _refused(source, "aucun dossier à lire.", "Vérifier que c'est bien la source du lot.")
    return chain([first], found)


def _open(source: Path, library: Library, how: Tolerance) -> Iterator[Record]:
    if source.is_dir():
        return _folder(source, library, how)
    if not source.exists():
        raise _refused(source, "le fichier n'existe pas.", "Vérifier le chemin.")
    suffix = source.suffix.lower()
    if suffix in READERS:
        return READERS[suffix](source, library, how)
    hint = "Donner un dossier de fichiers .yaml, un fichier .jsonl, ou un tableau .xlsx ou .csv."
    if suffix in OTHER_WORKBOOKS:
        hint = "Dans le tableur : Enregistrer sous, type « Classeur Excel (.xlsx) »."
    raise _refused(source, "ce type de fichier n'est pas une source de dossiers.", hint)


def dossiers_in(folder: Path) -> Iterator[Path]:
    """The files of a folder that are meant to be dossiers: YAML, but for what stands beside a dossier."""
    for path in folder.iterdir():
        if path.suffix.lower() in YAML and not is_litter(path.name) and not is_reading(path.name):
            yield path


def _folder(source: Path, library: Library, how: Tolerance) -> Iterator[Record]:
    for path in sorted(dossiers_in(source), key=lambda path: path.name):
        name = legible(path.name)
        try:
            document = read_path(path, name)
        except InvalidInput as error:
            yield Record(name, "", None, error.problems)
        else:
            yield record_of(name, document, library, how=how)


def _until_damage(name: str, found: Iterator[Record]) -> Iterator[Record]:
    """A source that breaks off after some dossiers gives a last record that says so."""
    read = 0
    try:
        for record in found:
            read += 1
            yield record
    except InvalidInput as error:
        if not read:
            raise
        yield Record(f"{name}, après le dossier n° {read}", "", None, error.problems)


def _unique(found: Iterator[Record]) -> Iterator[Record]:
    """A dossier whose id was already met is refused: two would share a folder."""
    first: dict[str, str] = {}
    for record in found:
        if record.id and record.id in first:
            message = f"l'identifiant « {record.id} » est déjà celui de {first[record.id]}."
            problem = Problem(record.position, "dossier.id", message, "En donner un autre à l'un des deux.")
            yield replace(record, case=None, problems=(*record.problems, problem))
        else:
            first.setdefault(record.id, record.position)
            yield record


def _refused(source: Path, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(source.name, "", message, hint)])
