"""`clausier conclure`: the document for signature, once nothing stands in its way."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command

if TYPE_CHECKING:
    from clausier.negotiation.standing import State


@command("conclure")
@options.chain(
    options.DOSSIER,
    options.TARGET,
    click.option("--malgre", "despite", metavar="POINT", multiple=True, help="Point légal laissé ouvert (répétable)."),
    click.option(
        "--motif", "reason", metavar="TEXTE", default="", help="Pourquoi signer malgré ces points ; gardé au registre."
    ),
    options.group(options.DraftOptions),
)
def conclure(dossier: str, target: Path, despite: tuple[str, ...], reason: str, given: options.DraftOptions) -> None:
    """Rédige le document à signer, sans « PROJET » ni question, avec son annexe et ses signataires.

    Refusé tant qu'il manque quelque chose : la liste en est donnée. Un point fondé sur la loi ne reste ouvert
    qu'avec --malgre et --motif, gardés au registre et rappelés dans la synthèse.

    \b
    Exemple :
      clausier conclure dossier.yaml -o signature
      clausier conclure dossier.yaml -o signature --malgre 8.1 --motif "Certificat attendu en janvier"
    """
    from clausier.cli.negociation.table import laid
    from clausier.documents.assemble import assemble
    from clausier.documents.catalogue import Occasion, due
    from clausier.errors import CannotWrite
    from clausier.files.publish import publish
    from clausier.model.register import Conclusion, Event
    from clausier.negotiation.concluding import blockers, final_analysis, final_proposal, missing

    if bool(despite) is not bool(reason.strip()):
        raise click.UsageError("--malgre et --motif vont ensemble : dire quel point, et pourquoi.")
    library = given.library()
    table = laid(dossier, library)
    state = table.state
    left = {_legal(point, state): reason.strip() for point in despite}
    agreed = final_analysis(table.case, library, state, given.day, left, unknown_as_absent=given.unknown_as_absent)
    analysis = given.scoped(agreed, asked=state.standings)
    proposal = final_proposal(analysis, state, left)
    asked = missing(table.case, proposal, state) if state.last else ()
    found = [one.message for one in (*blockers(state, library, left), *asked)]
    if found or not proposal.view.requests:
        listed = "".join(f"\n- {one}" for one in found or ["aucune demande n'a d'accord : il n'y a rien à signer"])
        raise CannotWrite(f"le document ne peut pas encore être signé :{listed}")
    documents = due(Occasion.CONCLUSION)
    files = assemble(proposal, given.templates(documents), documents)
    conclusion = Conclusion(day=given.day, fingerprint=proposal.view.mark.fingerprint, despite=left)
    publish(files, target, table.with_events(Event(conclusion=conclusion)))
    click.echo(" ".join(_told(files, target)))
    click.echo("Rien n'engage avant la signature des deux parties. Ensuite : clausier echeances.")


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
