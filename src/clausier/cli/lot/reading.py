"""How `clausier lot produire` reads its source: the words of people, the faults that are borne, what is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.requestoptions import RequestOptions
from clausier.cli.said import say, warn
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.batch.mistakes import Groups
    from clausier.batch.record import Tolerance
    from clausier.batch.table_file.survey import Survey
    from clausier.model.library import Library

TABLES = (".csv", ".xlsx")
SHOWN = 12
"""Groups of faults that are told; the others are in suivi.xlsx."""


@dataclass(frozen=True)
class ReadingOptions(RequestOptions):
    """How the dossiers of a source are read."""

    equivalences: Path | None = field(
        metadata=options.option(
            "--equivalences",
            type=click.Path(path_type=Path),
            metavar="FICHIER",
            help="Vos façons d'écrire et ce qu'elles veulent dire. Par défaut : equivalences.yaml, à côté de SOURCE.",
        )
    )
    learn: bool = field(
        metadata=options.option(
            "--apprendre",
            is_flag=True,
            help="Ne rien produire : ajouter à equivalences.yaml ce qui ne se lit pas, à compléter.",
        )
    )
    faults: int = field(
        metadata=options.option(
            "--fautes",
            type=click.IntRange(0),
            default=10,
            show_default=True,
            metavar="N",
            help="Refuser un dossier dont plus de N réponses ne se lisent pas.",
        )
    )
    strict: bool = field(
        metadata=options.option(
            "--strict",
            is_flag=True,
            help="Refuser un dossier à la première faute, et ne lire que les mots de la bibliothèque.",
        )
    )

    def tolerance(self, source: Path, library: Library) -> Tolerance:
        """What these options say. InvalidInput for equivalences that cannot be used."""
        from clausier.batch.record import Tolerance
        from clausier.dossier.columns import columns_of
        from clausier.dossier.equivalences import NAME, read_equivalences

        own = self.own_equivalences(source)
        if self.equivalences is not None and not self.learn and not own.exists():
            raise click.UsageError(f"--equivalences : le fichier « {own} » n'existe pas.")
        shared = [folder / NAME for folder in self.folders()]
        words = read_equivalences(shared, own, columns_of(library), library.ids, library.removed)
        return Tolerance(self.strict, self.faults, words)

    def own_equivalences(self, source: Path) -> Path:
        """The user's own file, whether or not it is there."""
        from clausier.dossier.equivalences import NAME

        return self.equivalences or source.parent / NAME


def surveyed(source: Path, library: Library, how: Tolerance) -> Survey | None:
    """What a look at all the cells of a table shows; None for another source."""
    from clausier.batch.table_file.survey import survey

    if source.suffix.lower() not in TABLES or not source.is_file():
        return None
    return survey(source, library, how)


def tell_blank(rows: int) -> None:
    """The rows between dossiers that hold none."""
    if rows:
        told = _counted(rows, "ligne sans dossier, laissée", "lignes sans dossier, laissées")
        warn(f"{told} de côté (vides, ou intitulés répétés).")


def tell_mistakes(found: Groups, library: Library, how: Tolerance) -> None:
    """The most frequent faults of a table, each once."""
    from clausier.batch.learning import unread
    from clausier.dossier.columns import columns_of

    ranked = found.ranked()
    if not ranked:
        return
    warn(f"{_counted(found.count, 'cellule ne se lit pas', 'cellules ne se lisent pas')} :")
    for group in ranked[:SHOWN]:
        echo(f"  - {group}", err=True)
    if len(ranked) > SHOWN:
        echo(f"  … et {len(ranked) - SHOWN} autres fautes : suivi.xlsx, feuille « À corriger ».", err=True)
    columns = columns_of(library)
    if any(unread(group, columns, how.equivalences) for group in ranked):
        echo("  Pour dire à clausier ce qu'elles veulent dire : la même commande, avec --apprendre.", err=True)


def learn(path: Path, found: Survey | None, library: Library, how: Tolerance) -> None:
    """Adds to a file of equivalences what could not be read. CannotWrite if it cannot be written."""
    from clausier.batch.learning import proposed
    from clausier.dossier.columns import columns_of
    from clausier.dossier.equivalences import entries
    from clausier.files.publish import publish
    from clausier.files.seen import seen

    if found is None:
        raise click.UsageError("--apprendre lit un tableau .xlsx ou .csv.")
    before = seen([path])
    known = entries(path) if path.is_file() else []
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    text, added = proposed(text, known, found.mistakes.ranked(), columns_of(library), how.equivalences)
    if not added:
        say(f"Rien à apprendre : « {path} » n'a pas changé.")
        return
    _readable(text, path)
    publish({path.name: text.encode()}, path.parent, seen=before)
    told = _counted(added, "façon d'écrire ajoutée", "façons d'écrire ajoutées")
    say(f"{told} à {path} : compléter « lu », puis relancer.")


def _readable(text: str, path: Path) -> None:
    """What is written is read back before it stands in the place of what somebody wrote."""
    from clausier.dossier.equivalences import entries
    from clausier.files.proof import proven_file

    proven_file(text.encode(), path.name, entries, None)


def _counted(count: int, one: str, many: str) -> str:
    from clausier.french import counted

    return counted(count, one, many)
