"""A negotiation on a terminal of 80 columns; with `screen` and `progress`, an importer of rich."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from clausier.cli.said import say
from clausier.french import counted, long_date
from clausier.model.inbox import Arrival
from clausier.negotiation import undoing
from clausier.negotiation.inbox import sentence, unread
from clausier.negotiation.standing import Standing, Status

if TYPE_CHECKING:
    from clausier.cli.negociation.table import Table

STYLES = {
    Status.AGREED: "green",
    Status.COUNTER: "yellow",
    Status.REFUSED: "red",
    Status.DROPPED: "dim",
    Status.WAITING: "cyan",
}


def show_one(table: Table, told: dict[str, Any]) -> None:
    """One negotiation on one screen."""
    console, state = Console(highlight=False), table.state
    console.print(Text(f"{table.case.practice.name} – {table.case.provider.name}", style="bold"))
    if state.last:
        late = ", en retard" if told["en_retard"] else ""
        waited = f"réponse attendue le {long_date(state.last.reply_by)}{late}"
        kept = "conclu" if state.concluded else "réponse reçue" if state.answered else waited
        console.print(Text(f"Tour {state.round}, envoyé le {long_date(state.last.day)} ; {kept}"))
    console.print(Text(f"{_counts(state.standings.values())}\n"))
    if state.standings:
        console.print(_grid([*state.standings.values()]))
    _list(console, "Ce qui empêche de signer (le détail : clausier conclure)", _grouped(told["bloque"]))
    _list(console, "Courrier à lire", [f"{one['fichier']} : {one['message']}" for one in told["courrier"]])
    _list(console, "À surveiller", told["avertissements"])
    _list(console, "Échéances", [f"{one['le']}  {one['quoi']}" for one in told["echeances"]])
    console.print(Text(f"\nEnsuite : {told['ensuite']}.", style="bold"))


def _counts(standings: Any) -> str:
    found = Counter(one.status for one in standings)
    return ", ".join(status.counted(found[status]) for status in Status if found[status]) or "aucune demande"


def _grid(standings: Sequence[Standing]) -> Grid:
    grid = Grid(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for title, ratio in (("Réf.", 0), ("Demande", 3), ("État", 0), ("Demandé → proposé", 2)):
        grid.add_column(title, ratio=ratio or None, no_wrap=not ratio, overflow="ellipsis" if not ratio else "fold")
    for one in standings:
        legal = " (L)" if one.sent.legal else ""
        style = STYLES.get(one.status, "")
        state = Text(one.status.value, style=style)
        grid.add_row(one.sent.number, f"{one.sent.title}{legal}", state, _values(one))
    return grid


def _values(one: Standing) -> str:
    offered = f" → {one.item.value}" if one.item and one.item.value else ""
    grade = f" ({one.assessment.grade.value})" if offered and one.assessment else ""
    decided = f" [{one.decision.stand.value}]" if one.decision else ""
    return f"{one.sent.value}{offered}{grade}{decided}"


def _grouped(blockers: Sequence[dict[str, str]]) -> list[str]:
    """A line for each kind, with the numbers or the keys concerned."""
    names: dict[str, list[str]] = {}
    for one in blockers:
        names.setdefault(one["nature"], []).append(one["nom"])
    return [f"{kind} : {', '.join(filter(None, found)) or '–'}" for kind, found in names.items()]


def _list(console: Console, title: str, lines: Sequence[str]) -> None:
    if lines:
        console.print(Text(f"\n{title}", style="bold"))
        for line in lines:
            console.print(Padding(Text(f"– {line}"), (0, 0, 0, 2)))


def show_many(tables: Sequence[Table], told: Sequence[dict[str, Any]], strays: Sequence[Arrival] = ()) -> None:
    """Several negotiations, a line each; then what came back and was not read, `strays` being of no known dossier."""
    grid = Grid(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for title in ("Dossier", "Prestataire", "Tour", "Réponse avant", "Ouverts", "Accords", "Ensuite"):
        grid.add_column(title, overflow="fold")
    for table, one in zip(tables, told, strict=True):
        standings = table.state.standings.values()
        late = " !" if one["en_retard"] else ""
        grid.add_row(
            one["dossier"],
            one["prestataire"],
            str(one["tour"]),
            f"{one['reponse_avant'] or '–'}{late}",
            str(sum(standing.open for standing in standings)),
            str(sum(standing.agreed for standing in standings)),
            one["ensuite"],
        )
    console = Console(highlight=False)
    console.print(grid)
    late_count = sum(one["en_retard"] for one in told)
    console.print(Text(f"\n{counted(len(told), 'dossier', 'dossiers')}, {late_count} en retard (!)"))
    known = [f"{one['dossier']} – {file['fichier']} : {file['message']}" for one in told for file in one["courrier"]]
    _list(console, "Courrier à lire", [*known, *(f"{one.name} : {sentence(one)}" for one in strays)])


def show_inbox(found: Sequence[Arrival], several: bool) -> None:
    """What became of each file, a line each; `several`: of which dossier too."""
    grid = Grid(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for title in ("Fichier", *(("Dossier",) if several else ()), "Ce qu'il est devenu"):
        grid.add_column(title, overflow="fold")
    for one in found:
        became = Text(one.outcome.value, style="" if one.outcome.read else "red")
        became += Text(f" – {one.reason.rstrip('.')}" if one.reason else "")
        grid.add_row(one.name, *((one.case or "–",) if several else ()), became)
    console = Console(highlight=False)
    console.print(Text())
    console.print(grid)
    left = len(unread(found))
    unread_ = counted(left, "non lu", "non lus") if left else "tous lus"
    console.print(Text(f"\n{counted(len(found), 'fichier', 'fichiers')}, {unread_}"))


def show_events(table: Table) -> None:
    """The register of a dossier, an event a line; those taken back say by which."""
    register = table.register
    click.echo(f"{table.case.id} – {counted(len(register.events), 'événement', 'événements')}")
    for number in range(1, len(register.events) + 1):
        by = register.undone.get(number)
        waits = " – à confirmer" if number in register.unconfirmed else ""
        say(f"{number:>4}  {undoing.told(register, number)}{f' – annulé par {by}' if by else waits}", "", " " * 6)
