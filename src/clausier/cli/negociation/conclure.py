"""`clausier conclure`: the document for signature, once nothing stands in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.negociation.acts import EARLIER
from clausier.cli.negociation.several import ALL, SOME, end, folders_of, for_each, picked
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.desk.signing import Signing
    from clausier.desk.table import Table
    from clausier.model.library import Library


@dataclass(frozen=True)
class ConclusionOptions(options.DraftOptions):
    """Which legal points are left open, why, and for whom of a batch."""

    despite: tuple[str, ...] = field(
        metadata=options.option(
            "--malgre", metavar="POINT", multiple=True, help="Point légal laissé ouvert (répétable)."
        )
    )
    reason: str = field(
        metadata=options.option(
            "--motif", metavar="TEXTE", default="", help="Pourquoi signer malgré ces points ; gardé au registre."
        )
    )
    earlier: bool = field(metadata=EARLIER)
    ids: tuple[str, ...] = field(metadata=SOME)
    whole: bool = field(metadata=ALL)


@command("conclure", holds=home("dossier"))
@options.chain(
    options.DOSSIER,
    options.TARGET,
    options.group(ConclusionOptions),
)
def conclure(dossier: str, target: Path, given: ConclusionOptions) -> None:
    """Rédige le document à signer, sans « PROJET » ni question, avec son annexe et ses signataires.

    Refusé tant qu'il manque quelque chose : la liste en est donnée. Un point fondé sur la loi ne reste ouvert
    qu'avec --malgre et --motif, gardés au registre et rappelés dans la synthèse.

    Le répertoire d'un lot donne un sous-dossier par prestataire avec qui l'on peut conclure, et dit ce qui empêche les
    autres. Seulement certains : --dossier. Avec --dossier ou --tous, un seul refus donne le code 1.

    \b
    Exemple :
      clausier conclure dossier.yaml -o signature
      clausier conclure dossier.yaml -o signature --malgre 8.1 --motif "Certificat attendu en janvier"
      clausier conclure sortie -o signature
    """
    from clausier.cli.negociation.table import worked_on
    from clausier.desk.signing import Signing
    from clausier.documents.catalogue import Occasion, due

    if bool(given.despite) is not bool(given.reason.strip()):
        raise click.UsageError("--malgre et --motif vont ensemble : dire quel point, et pourquoi.")
    library = given.library(dossier)
    asked = Signing(
        day=given.day,
        templates=given.templates(due(Occasion.CONCLUSION), library),
        despite=given.despite,
        reason=given.reason.strip(),
        unknown_as_absent=given.unknown_as_absent,
        beyond_scope=given.beyond_scope,
        earlier=given.earlier,
        let_print=given.let_print,
    )
    folders = picked(dossier, given.ids, given.whole)
    if folders is None:
        worked_on(dossier, library, lambda table: _conclude(table, library, target, asked))
        echo("Rien n'engage avant la signature des deux parties. Ensuite : clausier echeances.")
    else:
        _conclude_several(folders or folders_of(Path(dossier), ()), library, target, asked, all_asked=bool(folders))


def _conclude_several(
    folders: Sequence[Path], library: Library, target: Path, asked: Signing, *, all_asked: bool
) -> None:
    """A folder for each provider that can be concluded; one that cannot fails the command if it was asked for."""
    from clausier.cli.negociation.table import worked_on
    from clausier.desk.signing import Blocked
    from clausier.french import counted

    blocked: list[str] = []

    def act(table: Table) -> bool:
        name = table.path.parent.name
        if table.state.concluded and not all_asked:
            echo(f"{name} : déjà conclu.")
            return False
        try:
            _conclude(table, library, target / name, asked)
        except Blocked as error:
            blocked.append(name)
            echo(f"{name} : {error}")
            return False
        return True

    tally = for_each(folders, lambda folder: worked_on(str(folder), library, act))
    told = counted(len(tally.done), "document à signer", "documents à signer")
    echo(f"{told}, {counted(len(blocked), 'dossier', 'dossiers')} à terminer.")
    if tally.done:
        echo("Rien n'engage avant la signature des deux parties. Ensuite : clausier echeances.")
    tally.failed += blocked if all_asked else []
    end(tally)


def _conclude(table: Table, library: Library, target: Path, asked: Signing) -> None:
    """The document for signature and its event, and what is to be done of each file; Blocked for what is in the way."""
    from clausier.desk.signing import conclude, sorted_out
    from clausier.negotiation.deciding import Impossible

    try:
        files = conclude(table, library, target, asked)
    except Impossible as error:
        raise click.UsageError(str(error)) from error
    told = ((heading, ", ".join(str(target / name) for name in names)) for heading, names in sorted_out(files).items())
    echo(" ".join(f"{heading} : {names}." for heading, names in told))
