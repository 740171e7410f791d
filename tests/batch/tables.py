"""The same dossiers in each of the forms that a batch reads."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml

from clausier.batch.record import TOLERANT, Tolerance
from clausier.batch.sources import Record, records
from clausier.errors import InvalidInput
from clausier.files.strictyaml import read_path
from tests.builders import library

Tree = Mapping[str, Any]

KEYS = ["dossier.id", "cabinet.nom", "prestataire.nom", "contrat.titre", "contrat.etat"]
ROW: list[Any] = ["a", "Cabinet", "Prestataire", "Contrat", "signe"]
"""The columns that every table has, and a dossier."""


STRICT = Tolerance(strict=True)


def read(source: Path, how: Tolerance = TOLERANT) -> list[Record]:
    return list(records(source, library(), how))


def messages(source: Path, how: Tolerance = STRICT) -> str:
    """All that is wrong, where a single fault refuses its dossier."""
    return "\n".join(str(problem) for record in read(source, how) for problem in record.problems)


def refusal(source: Path) -> str:
    """Why the source as a whole is refused."""
    with pytest.raises(InvalidInput) as caught:
        read(source)
    return str(caught.value)


def tree_of(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = read_path(path).data
    return data


def cells_of(tree: Tree) -> dict[str, str]:
    """Keys of columns → texts of the cells of a dossier's row."""
    cells: dict[str, str] = {}
    for section in ("dossier", "cabinet", "prestataire", "contrat", "situation", "courrier", "avenant"):
        for name, value in (tree.get(section) or {}).items():
            joint = "\n" if name == "membres" else " ; "
            cells[f"{section}.{name}"] = joint.join(value) if isinstance(value, list) else value
    for point, answer in (tree.get("reponses") or {}).items():
        cells.update({f"{point}{part}": text for part, text in _answer(answer)})
    cells.update({f"{point}:position": name for point, name in (tree.get("positions") or {}).items()})
    for point, parameters in (tree.get("parametres") or {}).items():
        cells.update({f"{point}:parametre.{name}": text for name, text in parameters.items()})
    return {key: text for key, text in cells.items() if text is not None}


def _answer(answer: Any) -> Iterable[tuple[str, str]]:
    if isinstance(answer, str):
        yield "", answer
        return
    for name, value in (answer or {}).items():
        if name == "constat":
            yield "", value
        elif name == "valeur":
            yield ":valeur", "\n".join(value) if isinstance(value, list) else value
        elif name == "volets":
            present = [part for part, word in value.items() if word == "oui"] if isinstance(value, dict) else value
            yield ":volets", " ; ".join(present) or "aucun"
        elif name in ("preuve", "preuves"):
            yield from _proofs(value if isinstance(value, list) else [value])
        else:
            yield f":{name}", value


def _proofs(proofs: Sequence[Tree]) -> Iterable[tuple[str, str]]:
    for rank, proof in enumerate(proofs, start=1):
        root = ":preuve" if rank == 1 else f":preuve{rank}"
        for name, value in proof.items():
            part = root if name == "nature" else f"{root}.{name}"
            yield part, " ; ".join(value) if isinstance(value, list) else value


def grid(trees: Sequence[Tree], order: Any = lambda keys: keys) -> list[list[str]]:
    """A row of keys, then a row per dossier."""
    rows = [cells_of(tree) for tree in trees]
    keys = order(list(dict.fromkeys(key for row in rows for key in row)))
    return [keys, *([row.get(key, "") for key in keys] for row in rows)]


def yaml_folder(folder: Path, trees: Sequence[Tree]) -> Path:
    folder.mkdir()
    for rank, tree in enumerate(trees):
        text = yaml.safe_dump(dict(tree), allow_unicode=True, default_style='"', sort_keys=False)
        (folder / f"{rank:04d}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return folder


def json_lines(path: Path, trees: Sequence[Tree]) -> Path:
    path.write_text("".join(json.dumps(tree) + "\n" for tree in trees), encoding="utf-8")
    return path


def csv_file(path: Path, rows: Sequence[Sequence[str]], separator: str = ";", encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def xlsx_file(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Dossiers") -> Path:
    """Texts are written as texts; other values as themselves."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        target = book.add_worksheet(sheet)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, str):
                    target.write_string(row, column, value)
                elif value is not None:
                    target.write(row, column, value)
    return path


def rewritten(source: Path, old: bytes, new: bytes) -> Path:
    """The workbook with bytes replaced in all its parts."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content.replace(old, new))
    return source
