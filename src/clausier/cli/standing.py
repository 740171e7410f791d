"""A negotiation on a terminal of 80 columns; with `screen` and `progress`, an importer of rich."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from clausier.cli.said import say
from clausier.cli.terminal import echo, printer
from clausier.french import counted, long_date
from clausier.model.inbox import Arrival
from clausier.model.progress import Progress, Situation
from clausier.negotiation import undoing
from clausier.negotiation.inbox import unread
from clausier.negotiation.standing import Standing, Status

if TYPE_CHECKING:
    from clausier.desk.table import Table

STYLES = {
    Status.AGREED: "green",
    Status.COUNTER: "yellow",
    Status.REFUSED: "red",
    Status.DROPPED: "dim",
    Status.WAITING: "cyan",
}


def show_one(table: Table, told: dict[str, Any]) -> None:
    """One negotiation on one screen."""
    console, state = printer(), table.state
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


def show_many(lines: Sequence[Progress], mail: Sequence[str]) -> None:
    """Several negotiations, a line each, where names are cut rather than folded; then the mail that nobody has read."""
    console = printer()
    grid = Grid(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    names = _room([one.case for one in lines], [one.provider for one in lines], console.width)
    for title, width in (*zip(NAMES, names, strict=True), *COUNTED.items()):
        grid.add_column(title, no_wrap=True, overflow="ellipsis", width=width)
    for one in lines:
        late = " !" if one.late else ""
        grid.add_row(
            one.case,
            one.provider,
            str(one.round) if one.sent else "–",
            f"{one.reply_by or '–'}{late}",
            f"{one.agreed}/{one.agreed + one.open}" if one.sent else "–",
            one.next.value,
        )
    console.print(grid)
    console.print(Text(f"\n{_situations(lines)}"))
    _list(console, "Courrier à lire", mail)


NAMES = ("Dossier", "Prestataire")
COUNTED = {"Tour": 4, "Réponse avant": 13, "Accords": 7, "Ensuite": 9}
"""The columns that are never cut, and their widths."""
SITUATIONS = {
    Situation.DRAFTED: ("à envoyer", "à envoyer"),
    Situation.SUPPOSED: ("à confirmer", "à confirmer"),
    Situation.SENT: ("envoyé", "envoyés"),
    Situation.LATE: ("en retard (!)", "en retard (!)"),
    Situation.ANSWERED: ("répondu", "répondus"),
    Situation.CONCLUDED: ("conclu", "conclus"),
}


def _room(cases: Sequence[str], providers: Sequence[str], width: int) -> tuple[int, int]:
    """The widths of both columns of names on a screen of this width; the name by which one asks is cut last."""
    left = max(8, width - sum(COUNTED.values()) - len(COUNTED) - len(NAMES))
    longest = [max(map(len, (title, *found))) for title, found in zip(NAMES, (cases, providers), strict=True)]
    provider = min(longest[1], max(left - longest[0], left // 3))
    return min(longest[0], left - provider), provider


def _situations(lines: Sequence[Progress]) -> str:
    found = Counter(one.situation for one in lines)
    told = [counted(found[one], *words) for one, words in SITUATIONS.items() if found[one]]
    return f"{counted(len(lines), 'dossier', 'dossiers')} : {', '.join(told) or 'rien à suivre'}"


def show_inbox(found: Sequence[Arrival], several: bool) -> None:
    """What became of each file, a line each; `several`: of which dossier too."""
    if not found:
        echo("Aucun fichier à lire.")
        return
    grid = Grid(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for title in ("Fichier", *(("Dossier",) if several else ()), "Ce qu'il est devenu"):
        grid.add_column(title, overflow="fold")
    for one in found:
        became = Text(one.outcome.value, style="" if one.outcome.read else "red")
        became += Text(f" – {one.reason.rstrip('.')}" if one.reason else "")
        grid.add_row(one.name, *((one.case or "–",) if several else ()), became)
    console = printer()
    console.print(Text())
    console.print(grid)
    left = len(unread(found))
    state = counted(left, "non lu", "non lus") if left else "tous lus"
    console.print(Text(f"\n{counted(len(found), 'fichier', 'fichiers')}, {state}"))


def show_events(table: Table) -> None:
    """The register of a dossier, an event a line; those taken back say by which."""
    register = table.register
    echo(f"{table.case.id} – {counted(len(register.events), 'événement', 'événements')}")
    for number in range(1, len(register.events) + 1):
        by = register.undone.get(number)
        waits = " – à confirmer" if number in register.unconfirmed else ""
        say(f"{number:>4}  {undoing.told(register, number)}{f' – annulé par {by}' if by else waits}", "", " " * 6)
