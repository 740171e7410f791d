"""`clausier conclure`: the document for signature, once nothing stands in its way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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
from clausier.errors import CannotWrite

if TYPE_CHECKING:
    from clausier.desk.table import Table
    from clausier.model.library import Library
    from clausier.negotiation.standing import State


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
    from clausier.documents.catalogue import Occasion, due

    if bool(given.despite) is not bool(given.reason.strip()):
        raise click.UsageError("--malgre et --motif vont ensemble : dire quel point, et pourquoi.")
    library = given.library(dossier)
    asked = Asked(library, given.templates(due(Occasion.CONCLUSION)), given)
    folders = picked(dossier, given.ids, given.whole)
    if folders is None:
        worked_on(dossier, library, lambda table: _conclude(table, target, asked))
        echo("Rien n'engage avant la signature des deux parties. Ensuite : clausier echeances.")
    else:
        _conclude_several(folders or folders_of(Path(dossier), ()), target, asked, all_asked=bool(folders))


@dataclass(frozen=True)
class Asked:
    """How documents for signature are made."""

    library: Library
    templates: Sequence[Path]
    given: ConclusionOptions


class Blocked(CannotWrite):
    """What stands in the way of a signature."""


def _conclude_several(folders: Sequence[Path], target: Path, asked: Asked, *, all_asked: bool) -> None:
    """A folder for each provider that can be concluded; one that cannot fails the command if it was asked for."""
    from clausier.cli.negociation.table import worked_on
    from clausier.french import counted

    blocked: list[str] = []

    def act(table: Table) -> bool:
        name = table.path.parent.name
        if table.state.concluded and not all_asked:
            echo(f"{name} : déjà conclu.")
            return False
        try:
            _conclude(table, target / name, asked)
        except Blocked as error:
            blocked.append(name)
            echo(f"{name} : {error}")
            return False
        return True

    tally = for_each(folders, lambda folder: worked_on(str(folder), asked.library, act))
    told = counted(len(tally.done), "document à signer", "documents à signer")
    echo(f"{told}, {counted(len(blocked), 'dossier', 'dossiers')} à terminer.")
    if tally.done:
        echo("Rien n'engage avant la signature des deux parties. Ensuite : clausier echeances.")
    tally.failed += blocked if all_asked else []
    end(tally)


def _conclude(table: Table, target: Path, asked: Asked) -> None:
    """The document for signature and its event; Blocked lists what stands in its way."""
    from clausier.documents.assemble import assemble
    from clausier.documents.catalogue import Occasion, due
    from clausier.files.publish import publish
    from clausier.model.register import Conclusion, Event
    from clausier.negotiation.concluding import blockers, final_analysis, final_proposal, missing
    from clausier.negotiation.rounds import still_limited

    state, library, given = table.state, asked.library, asked.given
    left = {_legal(point, state): given.reason.strip() for point in given.despite}
    agreed = final_analysis(table.case, library, state, given.day, left, unknown_as_absent=given.unknown_as_absent)
    analysis = still_limited(given.scoped(agreed, asked=state.standings), state)
    proposal = final_proposal(analysis, state, left)
    given.let_print(proposal, library)
    lacking = missing(table.case, proposal, state) if state.last else ()
    found = [one.message for one in (*blockers(state, library, left), *lacking)]
    if found or not proposal.view.requests:
        listed = "".join(f"\n- {one}" for one in found or ["aucune demande n'a d'accord : il n'y a rien à signer"])
        raise Blocked(f"le document ne peut pas encore être signé :{listed}")
    files = assemble(proposal, asked.templates, due(Occasion.CONCLUSION))
    conclusion = Conclusion(day=given.day, fingerprint=proposal.view.mark.fingerprint, despite=left)
    again = state.concluded and state.register.conclusions[-1].fingerprint == conclusion.fingerprint
    told = {} if again else table.with_events(Event(conclusion=conclusion), earlier=given.earlier)
    publish(files, target, told, seen=table.seen)
    echo(" ".join(_told(files, target)))


def _told(files: Collection[str], target: Path) -> Iterator[str]:
    """What was written, by what is to be done of it."""
    from clausier.documents.catalogue import DOCUMENTS, Document

    def what(document: Document) -> str:
        return "Interne" if document.internal else "Document à signer" if document.to_sign else "À joindre"

    for heading in ("Document à signer", "À joindre", "Interne"):
        made = [name for one in DOCUMENTS if what(one) == heading for name in one.files if name in files]
        if made:
            yield f"{heading} : {', '.join(str(target / name) for name in made)}."


def _legal(given: str, state: State) -> str:
    """The id of a legal point that is open; UsageError otherwise."""
    legal = {one.sent.number: one.point for one in state.standings.values() if one.sent.legal and not one.agreed}
    known = {**legal, **{point: point for point in legal.values()}}
    if given not in known:
        from clausier.errors import nearest

        hint = nearest(given, known) or "Il n'y en a aucun."
        raise click.UsageError(f"« {given} » n'est pas un point légal resté ouvert. {hint}")
    return known[given]
