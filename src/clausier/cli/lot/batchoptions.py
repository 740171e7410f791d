"""The options of `clausier lot produire`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import click

from clausier.cli import options
from clausier.cli.lot.reading import ReadingOptions
from clausier.documents.catalogue import Document, Occasion, called, due

WORDS = tuple(document.word for document in due(Occasion.FIRST))
GROUPS = ("prestataire",)


class Words(click.ParamType[tuple[str, ...]]):
    """Documents separated by commas: their words, or the names of their files."""

    name = "NOMS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        asked = {word.strip(): called(word.strip()) for word in value.split(",") if word.strip()}
        found = {document.word for document in asked.values() if document}
        unknown = [word for word, document in asked.items() if document is None or document.word not in WORDS]
        if unknown or not asked:
            named = f"« {', '.join(unknown)} » n'est pas un document" if unknown else "aucun document n'est nommé"
            self.fail(f"{named}. Valeurs admises : {', '.join(WORDS)}.", param, ctx)
        return tuple(word for word in WORDS if word in found)


@dataclass(frozen=True)
class BatchOptions(ReadingOptions):
    """What is asked for every provider of a batch, and how the work is done."""

    workers: int = field(
        metadata=options.option(
            "--travailleurs",
            type=click.IntRange(1, 128),
            default=1,
            show_default=True,
            metavar="N",
            help="Processus de travail : autant que de cœurs pour aller au plus vite.",
        )
    )
    resume: bool = field(
        metadata=options.option(
            "--reprendre",
            is_flag=True,
            help="Ne refaire que ce qui n'est pas à jour ; sans --date, à la date du lot.",
        )
    )
    words: tuple[str, ...] = field(
        metadata=options.option(
            "--documents",
            type=Words(),
            default=WORDS,
            show_default="tous",
            help=f"Seulement ceux-ci, séparés par des virgules : {', '.join(WORDS)}.",
        )
    )
    archive: bool = field(
        metadata=options.option("--zip", is_flag=True, help="Ajouter par prestataire une archive à transmettre.")
    )
    named_by: str = field(
        metadata=options.option(
            "--nommer-par",
            metavar="COLONNE",
            default="",
            help="Avec --zip : faire commencer le nom des archives par cette colonne à vous (« 44 tilleuls.zip »).",
        )
    )
    without_names: bool = field(
        metadata=options.option(
            "--anonyme", is_flag=True, help="Écrire aussi suivi-anonyme.xlsx et synthese-anonyme.html, sans aucun nom."
        )
    )
    group: str | None = field(
        metadata=options.option(
            "--grouper",
            type=click.Choice(GROUPS),
            help="Ajouter, pour qui a plusieurs contrats, une lettre-cadre et les demandes qui leur sont communes.",
        )
    )
    put_away: bool = field(
        metadata=options.option(
            "--archiver", is_flag=True, help="Ranger dans DIR/archives les dossiers qui ne sont plus dans la source."
        )
    )
    cluster: str = field(
        metadata=options.option(
            "--executeur",
            metavar="dask://HOST:PORT",
            default="",
            help="Travailler sur une grappe Dask (pip install « clausier[dask] »).",
        )
    )

    def documents(self) -> list[Document]:
        """Those that are asked for."""
        return [document for document in due(Occasion.FIRST) if document.word in self.words]
