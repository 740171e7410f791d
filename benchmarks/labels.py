"""Labels of a contract: for each point what a person found in it, and the words that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from clausier.model.library import Library

STATUSES = ("oui", "partiel", "contraire", "non")
SUFFIXES = (".pdf", ".docx", ".odt", ".md", ".txt", ".html")


@dataclass(frozen=True, slots=True)
class Label:
    """`quotes` begin the passages that show it, the best first; `value` is as the contract writes it."""

    status: str
    quotes: tuple[str, ...] = ()
    value: str = ""

    @property
    def mentioned(self) -> bool:
        return self.status != "non"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A contract with its labels, by point; `tuned`: was it looked at while the landmarks were written?

    `apart`: does the reader tell what is contrary from what is silent? An older list, of `items`, says « non » of both.
    """

    name: str
    files: tuple[Path, ...]
    labels: Mapping[str, Label]
    tuned: bool
    apart: bool
    source: str


def labelled(folder: Path, library: Library) -> Iterator[Labelled]:
    """The contracts of a folder that have labels; those whose text is not there have no files."""
    for path in sorted(folder.rglob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        points = told.get("points") or told.get("items")
        if points:
            name = str(told.get("contrat") or told.get("document") or path.stem)
            files = tuple(_files(folder, told, name, path.stem))
            labels = {
                id_: _label(label)
                for key, label in points.items()
                if (id_ := _point(str(key), library)) and label.get("statut") != "sans_objet"
            }
            yield Labelled(
                name, files, labels, told.get("reglage", "oui") != "non", "points" in told, str(told.get("source", ""))
            )


def _files(folder: Path, told: Mapping[str, Any], *names: str) -> Iterator[Path]:
    """The files that it names, or those of its name, whatever their kind."""
    given = told.get("fichiers") or ([told["fichier"]] if "fichier" in told else [])
    wanted = [Path(str(one)).stem for one in given] or [*dict.fromkeys(names)]
    for stem in wanted:
        found = [path for suffix in SUFFIXES for path in sorted(folder.rglob(f"{stem}{suffix}"))]
        yield from found[:1]


def _point(key: str, library: Library) -> str:
    """The id of a point that is told by its id, its number, or as « 01-02 »."""
    if key in library.by_id:
        return key
    category, _, rank = key.replace("-", ".").partition(".")
    number = f"{category.lstrip('0')}.{rank.lstrip('0')}"
    return next((point.id for point in library.requirements if point.number == number), "")


def _label(told: Mapping[str, Any]) -> Label:
    quotes = told.get("citations") or [told.get("citation")]
    quotes = [quotes] if isinstance(quotes, str) else quotes
    return Label(str(told["statut"]), tuple(str(quote) for quote in quotes if quote), str(told.get("valeur") or ""))
