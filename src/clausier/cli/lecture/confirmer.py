"""`clausier confirmer`: what was read in a contract, decided by a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from clausier.cli import options
from clausier.cli.afresh import afresh
from clausier.cli.french import command
from clausier.cli.holding import home
from clausier.cli.requestoptions import Points
from clausier.cli.said import say
from clausier.cli.terminal import echo

if TYPE_CHECKING:
    from clausier.cli.lecture.desk import Desk
    from clausier.model.library import Library
    from clausier.model.requirement import Requirement

SURE, SILENT = "sures", "non-reperes"
NONE = "aucun"
MODES = {
    SURE: "Accepter d'un coup ce que la lecture dit sûr ; jamais un « oui » indispensable, ou que la loi impose.",
    SILENT: "Lister les points dont rien n'a été trouvé, et répondre « non » à ceux que vous ne retirez pas.",
}


@dataclass(frozen=True)
class ConfirmOptions(options.DatedOptions):
    """Which silences are none, who confirms them, and when."""

    but: tuple[str, ...] | None = field(
        metadata=options.option(
            "--sauf", type=Points(), help=f"Avec --non-reperes : ceux qui y sont (« {NONE} » : ne rien demander)."
        )
    )
    by: str = field(
        metadata=options.option("--par", metavar="NOM", default="", help="Avec --non-reperes : qui confirme.")
    )

    def unticked(self, library: Library) -> tuple[str, ...] | None:
        """The ids of the silences that are none; None where that is to be asked. UsageError for an unknown point."""
        if self.but is None or self.but == (NONE,):
            return () if self.but else None
        return ids_of(self.but, library, "--sauf")


@command("confirmer", holds=home("dossier"))
@options.chain(
    options.DOSSIER,
    click.argument("points", metavar="[POINT…]", nargs=-1),
    options.one_of("mode", MODES),
    options.group(ConfirmOptions),
)
def confirmer(dossier: str, points: tuple[str, ...], mode: str | None, given: ConfirmOptions) -> None:
    """Décider, point par point, de ce que « clausier lire » a proposé pour un dossier.

    D'abord ce qui est proposé pour le dossier lui-même (parties, titre, dates, situation), puis les points : la
    question, le passage, la proposition ; enfin ce que la lecture n'a pas su de la situation. Chaque réponse est
    enregistrée aussitôt : on s'arrête et reprend quand on veut. POINT… en choisit par leur numéro ou leur
    identifiant, même déjà répondus.

    \b
    Touches :
      Entrée  accepter la proposition
      o p n c oui, partiel, non, contraire
      s       sans objet, avec un motif
      ?       en voir plus ; un chiffre prend alors un autre passage
      ? ?     je ne sais pas : le point reste à vérifier
      q       arrêter (ou Ctrl-D)

    \b
    Exemple :
      clausier confirmer dossier.yaml
      clausier confirmer dossier.yaml --sures
      clausier confirmer dossier.yaml --non-reperes --sauf 4.5,8.1 --par "Dr Exemple"
    """
    from clausier.cli.lecture import points as one_by_one
    from clausier.cli.lecture import suggestions
    from clausier.cli.lecture.desk import Desk
    from clausier.cli.lecture.keyboard import Stopped
    from clausier.cli.lecture.together import Silence, accept_sure, confirm_silences
    from clausier.desk.table import file_of

    if mode != SILENT and (given.but is not None or given.by):
        raise click.UsageError("--sauf et --par vont avec --non-reperes.")
    library = given.library(dossier)
    chosen = ids_of(points, library, "POINT") if points else None
    said = Silence(given.unticked(library), given.by.strip(), given.day)

    def work() -> None:
        desk = Desk.laid(file_of(dossier), library, given.day)
        try:
            if mode == SURE:
                accept_sure(desk, chosen)
            elif mode == SILENT:
                confirm_silences(desk, chosen, said)
            else:
                if chosen is None:
                    suggestions.go_through(desk)
                one_by_one.go_through(desk, _asked(desk, chosen))
                if chosen is None:
                    suggestions.ask_facts(desk)
        except Stopped:
            echo()
        _tell(desk, given.told())

    asks_nothing = mode == SURE or (mode == SILENT and said.is_whole)
    if asks_nothing:
        afresh(work)
    else:
        work()  # a person is asked once: a dossier that changes meanwhile stops the command, all that was said kept


def ids_of(points: Sequence[str], library: Library, option: str) -> tuple[str, ...]:
    """The ids of points that are named; UsageError for an unknown one."""
    from clausier.errors import nearest

    unknown = next((one for one in points if one not in library.ids), None)
    if unknown is not None:
        raise click.UsageError(f"{option} : le point « {unknown} » n'existe pas. {nearest(unknown, library.ids)}")
    return tuple(dict.fromkeys(library.ids[one] for one in points))


def _asked(desk: Desk, chosen: Sequence[str] | None) -> Sequence[Requirement]:
    """The points that are named; else those of which something was found, first those that nobody has looked at."""
    from clausier.model.reading import Status

    if chosen is None:
        left = [one for one in desk.left() if desk.reading.points[one.id].status is not Status.NOT_FOUND]
        return sorted(left, key=lambda point: point.id in desk.case.answers)
    unread = next((one for one in chosen if one not in desk.reading.points), None)
    if unread is not None:
        number = desk.library.by_id[unread].number
        raise click.UsageError(f"le point {number} n'a pas été lu : il ne s'appliquait pas. Relancer clausier lire.")
    return [desk.library.by_id[one] for one in chosen]


def _tell(desk: Desk, options_: str) -> None:
    """What was written, what is left, and what to type next."""
    from clausier.dossier.proposed import silences
    from clausier.french import counted

    if desk.decided:
        echo(f"\n{counted(desk.decided, 'réponse enregistrée', 'réponses enregistrées')} dans {desk.path}.")
    if desk.former:
        echo(f"Ancien dossier : {desk.former}.")
    left, quiet = desk.left(), silences(desk.reading, desk.case, desk.library)
    if shown := len(left) - len(quiet):
        say(f"Reste à décider : {counted(shown, 'point', 'points')}. clausier confirmer {desk.path}{options_}")
    if quiet:
        told = counted(len(quiet), "point non repéré", "points non repérés")
        say(f"{told} : clausier confirmer {desk.path} --non-reperes{options_}")
    if blanks := [".".join(map(str, path)) for path in desk.begun.blanks]:
        say(f"Le dossier ne peut pas encore être analysé, il manque : {', '.join(blanks)}.")
    elif not left:
        echo(f"Ensuite : clausier analyser {desk.path}{options_}")
