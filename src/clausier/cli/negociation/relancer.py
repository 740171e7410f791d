"""`clausier relancer`: drafts of the next letter, by state and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.requestoptions import AskingOptions
from clausier.cli.said import warn
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.desk.table import Table
    from clausier.model.library import Library
    from clausier.negotiation.standing import State

ONLY = {"rappels": True, "tours": False}
"""What may be asked alone, and whether it only recalls what was sent."""
KINDS = {"rappel": "rappel", "tour": "nouveau tour", "derniere_demande": "dernière demande"}


@command("relancer", holds=home("dossier"))
@options.chain(
    options.DOSSIER,
    options.TARGET,
    click.option("--seulement", "only", type=click.Choice([*ONLY]), help="Seulement les rappels, ou les tours."),
    options.group(AskingOptions),
)
def relancer(dossier: str, target: Path, only: str | None, given: AskingOptions) -> None:
    """Rédige la lettre suivante et, si une réponse est venue, les documents du tour suivant.

    Sans réponse à la date attendue : un rappel, puis une dernière demande ; aucun tant qu'un fichier reçu de ce
    prestataire n'a pas été lu (« reponse lire » en tient la liste). Après une réponse : un nouveau tour, qui
    note les accords de principe, répond aux contre-propositions et n'aménage une demande que là où « decider » l'a dit.
    Ce sont des brouillons : rien n'est inscrit au registre avant « clausier envoyer ».

    Le répertoire d'un lot donne un sous-dossier par prestataire à relancer ; avec --seulement, les rappels (sans
    réponse à temps) ou les nouveaux tours (après une réponse), et rien d'autre.

    \b
    Exemple :
      clausier relancer dossier.yaml -o tour-2 --date 2026-12-20
      clausier relancer sortie -o rappels --seulement rappels
    """
    from clausier.cli.negociation.several import end, for_each
    from clausier.cli.negociation.table import dossiers_of, worked_on
    from clausier.documents.catalogue import Occasion, due
    from clausier.errors import CannotWrite
    from clausier.negotiation.drafts import is_batch

    library = given.library(dossier)
    templates = given.templates((*due(Occasion.ROUND), *due(Occasion.REMINDER)))
    if not is_batch(Path(dossier)):

        def alone(table: Table) -> None:
            if reason := _held_back(table, library, given.day, only):
                raise CannotWrite(reason)
            _write(table, library, target, templates, given)

        worked_on(dossier, library, alone)
        echo(f"Une fois envoyé : clausier envoyer {dossier} {target}")
        return

    def act(table: Table) -> bool:
        folder = table.path.parent
        if reason := _held_back(table, library, given.day, only):
            echo(f"{table.case.id} : {reason}")
            return False
        _write(table, library, target / folder.name, templates, given)
        return True

    tally = for_each(map(Path, dossiers_of(dossier)), lambda folder: worked_on(str(folder), library, act))
    if tally.done:
        echo(f"Une fois envoyés : clausier lot envoyer {dossier} --depuis {target}")
    end(tally)


def _write(table: Table, library: Library, target: Path, templates: Sequence[Path], given: AskingOptions) -> None:
    """The documents of the next sending, and what they ask, kept beside the dossier."""
    from clausier.cli.rediger import documents_in, say_placed
    from clausier.documents.catalogue import Occasion, due
    from clausier.documents.folder import placing, provider_folder
    from clausier.documents.manifest import Terms
    from clausier.documents.sending import drafted
    from clausier.errors import CannotWrite
    from clausier.files.journal import recover
    from clausier.files.publish import publish
    from clausier.model.extent import Extent
    from clausier.model.requirement import PositionName
    from clausier.negotiation.differences import differences, restated
    from clausier.negotiation.rounds import next_analysis, next_proposal, purpose_of, repeats, still_limited

    recover(target)
    state = table.state
    purpose, again = purpose_of(state), repeats(state)
    if again and (given.points or given.extent):
        raise CannotWrite(f"{table.case.id} : {MORE}")
    found = next_analysis(table.case, library, state, given.day, unknown_as_absent=given.unknown_as_absent)
    analysis = still_limited(
        given.scoped(found, asked=state.standings),
        state,
        Extent(given.extent) if given.extent else None,
        drawn := given.ids(library),
        joined=given.joined,
    )
    proposal = next_proposal(analysis, state, purpose)
    given.let_print(proposal, library)
    changed = restated(state, proposal) if again else differences(state, proposal, drawn, more=given.extent is not None)
    if again and changed:
        listed = "".join(f"\n- {one}" for one in changed)
        raise CannotWrite(f"{table.case.id} : un rappel redirait autre chose que ce qui a été envoyé :{listed}\n{ANEW}")
    documents = due(Occasion.REMINDER if again else Occasion.ROUND)
    terms = Terms(given.day, PositionName.TARGET, given.unknown_as_absent, given.beyond_scope, analysis.asking)
    files = provider_folder(analysis, proposal, terms, templates, documents)
    before = table.seen | documents_in(target)
    placed = placing(target, files, overwrite=given.overwrite, sent=state.register.prints)
    kept = table.keep(drafted(proposal, analysis, state, purpose, PositionName.TARGET, placed.files))
    publish(placed.files, target, kept, placed.gone, seen=before)
    for one in changed:
        warn(f"diffère de ce qui a été envoyé : {one}")
    _report(state, KINDS[purpose.value], [name for name in files if not name.endswith(".json")], target)
    say_placed(placed)


MORE = (
    "un rappel redit ce qui a été envoyé : --points et --ampleur y ajoutent après une réponse. Pour demander davantage "
    "dès maintenant : clausier rediger."
)
ANEW = (
    "Rétablir le dossier ou la bibliothèque, annuler la décision, ou adresser de nouvelles demandes : clausier rediger."
)


def _held_back(table: Table, library: Library, day: date, only: str | None) -> str:
    """Why no letter is written; empty if one is."""
    return _nothing_to_send(table, library, day, only) or _unread(table)


def _nothing_to_send(table: Table, library: Library, day: date, only: str | None) -> str:
    """Why there is nothing to write; empty if there is."""
    from clausier.negotiation.following import nothing_to_send

    state = table.state
    reason = nothing_to_send(table.case, library, state, day)
    if state.last is None and not state.register.unconfirmed and any(_drafts(table)):
        return f"{reason} Un brouillon est prêt : clausier envoyer, une fois envoyé."
    if not reason and only and ONLY[only] is state.answered:
        other = "une réponse est venue : c'est un nouveau tour" if state.answered else "sans réponse : c'est un rappel"
        return f"{other}, que --seulement {only} laisse de côté."
    return reason


def _unread(table: Table) -> str:
    """Why silence cannot be claimed: what came back and was not read; empty if nothing, or if it is not claimed."""
    from clausier.negotiation.inbox import before_reminding, list_path, read_list, waiting
    from clausier.negotiation.rounds import repeats

    if not repeats(table.state):
        return ""
    return before_reminding(waiting(read_list(list_path(table.path)), table.register))


def _drafts(table: Table) -> Iterator[Path]:
    return table.drafts.glob("*.yaml")


def _report(state: State, kind: str, names: list[str], target: Path) -> None:
    from clausier.negotiation.standing import Status

    echo(f"{kind.capitalize()} dans {target} : {', '.join(names)}.")
    undecided = [one for one in state.of(Status.COUNTER, Status.REFUSED) if one.decision is None]
    if undecided:
        numbers = ", ".join(one.sent.number for one in undecided)
        warn(f"sans décision, la demande est maintenue sur {numbers} (clausier decider).")
