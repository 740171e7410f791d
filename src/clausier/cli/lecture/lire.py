"""`clausier lire`: the files of a contract → what is proposed on each point, beside a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.afresh import afresh
from clausier.cli.french import command
from clausier.cli.holding import place
from clausier.cli.terminal import echo_data
from clausier.errors import CannotWrite

if TYPE_CHECKING:
    from clausier.cli.lecture.base import Typed
    from clausier.model.contract_text import SourceText
    from clausier.model.library import Library
    from clausier.model.reading import Reading


@dataclass(frozen=True)
class ReadOptions(options.DatedOptions):
    """Which dossier is completed, what a person tells of the contract, and what is written besides."""

    source: Path | None = field(
        metadata=options.option(
            "--dossier", type=click.Path(path_type=Path), metavar="DOSSIER", help="Le dossier à compléter."
        )
    )
    kind: str = field(
        metadata=options.option("--type", metavar="TYPE", default="", help="Le type du contrat, si vous le savez.")
    )
    services: str = field(
        metadata=options.option("--services", metavar="MOTS", default="", help="Ses services, « , » entre eux.")
    )
    report: Path | None = field(
        metadata=options.option(
            "--rapport",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FICHIER",
            help="Écrire aussi le contrat et ses passages, en Word ; ne remplace pas un fichier.",
        )
    )
    as_json: bool = field(metadata=options.option("--json", is_flag=True, help="Écrire la lecture en JSON à l'écran."))
    ocr: bool = field(
        metadata=options.option("--ocr", is_flag=True, help="Lire aussi les pages numérisées (tesseract, français).")
    )

    def typed(self, library: Library) -> Typed:
        """What is told of the contract. UsageError for a word that the library does not know."""
        from clausier.cli.lecture.base import Typed
        from clausier.cli.lecture.typed import kind_typed, services_typed

        return Typed(kind_typed(self.kind, library), services_typed(self.services, library))


@command("lire", holds=place("target"))
@click.argument("contracts", metavar="CONTRAT…", nargs=-1, required=True)
@options.target(
    "DOSSIER.yaml", "Le dossier à côté duquel la lecture est gardée ; créé, ou complété s'il existe.", dir_okay=False
)
@options.group(ReadOptions)
def lire(contracts: tuple[str, ...], target: Path, given: ReadOptions) -> None:
    """Lit un contrat et propose, pour chaque point, des passages et une réponse que vous confirmez ensuite.

    CONTRAT… sont les fichiers d'un même contrat (conditions, annexes, tarif) : .pdf, .docx, .odt, .txt, .md, .html ; ou
    « - » pour un texte sur l'entrée standard. La lecture est gardée à côté du dossier (NOM.lecture.yaml). Rien de ce
    qui est lu n'est une réponse, ni ne va au prestataire, avant que vous l'ayez confirmé.

    \b
    Exemple :
      clausier lire contrat.pdf annexe.docx -o dossier.yaml
      clausier lire contrat-v2.pdf -o dossier.yaml
    """
    from clausier.cli.lecture.contracts import texts_of

    _refuse(target, given)
    library = given.library(target)
    typed, texts = given.typed(library), texts_of(contracts, given.ocr)
    reading = afresh(lambda: _read(texts, target, typed, given, library))
    if given.as_json:
        echo_data(reading.model_dump(mode="json", by_alias=True))


def _refuse(target: Path, given: ReadOptions) -> None:
    """UsageError for a target that is no place for a dossier, CannotWrite for a report that is there."""
    from clausier.files.internal import is_reading

    if is_reading(target.name):
        raise click.UsageError(f"« {target.name} » : -o nomme le dossier ; la lecture va d'elle-même à côté.")
    if given.source and target.exists() and given.source.resolve() != target.resolve():
        raise click.UsageError(f"« {target} » existe déjà : le donner à --dossier, ou écrire sous un autre nom.")
    if given.report and given.report.exists():
        raise CannotWrite(f"« {given.report} » existe déjà : il porte peut-être vos notes. Choisir un autre nom.")


def _read(texts: Sequence[SourceText], target: Path, typed: Typed, given: ReadOptions, library: Library) -> Reading:
    """The reading, in its place with the dossier that it belongs to; what is said of both."""
    from clausier.cli.lecture.base import base_of
    from clausier.cli.lecture.summary import Summary
    from clausier.desk.dossierfile import replacing
    from clausier.dossier.readings import reading_bytes, reading_path
    from clausier.dossier.scope import practice_points
    from clausier.files.journal import recover
    from clausier.files.publish import publish
    from clausier.files.seen import seen
    from clausier.reading import read

    recover(target.parent)
    path = reading_path(target)
    before = seen([target, path])
    base = base_of(target, given.source, typed, library, given.day)
    points = [point.id for point in practice_points(library, base.begun.case)]
    reading = still_declined(read(texts, library, points), base.former)
    files, kept = replacing(base.content, target) if base.content is not None else ({}, None)
    files[path] = reading_bytes(reading, path.name)
    if given.report:
        from clausier.documents.reading_report import reading_report

        publish({given.report.name: reading_report(texts, reading, library, given.day)}, given.report.parent)
    publish({path.name: content for path, content in files.items()}, target.parent, seen=before)
    if not given.as_json:
        written = (target, *([kept] if kept else []), path, *([given.report] if given.report else []))
        Summary(texts, reading, base, library, written, given.told()).say()
    return reading


def still_declined(reading: Reading, former: Reading | None) -> Reading:
    """The reading, in which a suggestion that a person has declined stays declined as long as it says the same."""
    said = {(one.key, one.value) for one in former.suggestions if one.declined} if former else set()
    kept = [
        one.model_copy(update={"declined": True}) if (one.key, one.value) in said else one
        for one in reading.suggestions
    ]
    return reading.model_copy(update={"suggestions": tuple(kept)}) if said else reading
