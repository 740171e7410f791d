"""An analysis on a terminal of 80 columns, colours only where they are welcome."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from clausier.cli.terminal import printer
from clausier.french import counted, long_date
from clausier.judging.order import by_priority
from clausier.model.analysis import Analysis, Judgement, Tally
from clausier.model.verdict import Shade, Verdict

BAR = 20
PROVISIONAL, READ = "Provisoire", " (lu, non confirmé)"
STYLES = {
    Shade.MISSING: "red",
    Shade.ADVERSE: "red",
    Shade.SHORT: "yellow",
    Shade.VAGUE: "yellow",
    Shade.DOUBTFUL: "magenta",
    Shade.OPEN: "cyan",
}


def show(analysis: Analysis, read: Collection[str] | None = None) -> None:
    """Print the ten categories, the gaps, the points to check and the warnings.

    `read`: the ids of the points whose answer was only read in the contract; the result is then told as provisional.
    """
    console = printer()
    _heading(console, analysis, read)
    console.print(_scorecard(analysis, "Score" if read is None else PROVISIONAL))
    gaps = by_priority(analysis)
    of_guide = [gap for gap in gaps if not gap.outside]
    open_points = analysis.of_verdict(Verdict.TO_CHECK)
    sections = {
        "Écarts fondés sur une obligation légale du prestataire": [gap for gap in of_guide if gap.legal],
        "Autres écarts": [gap for gap in of_guide if not gap.legal],
        "Points à vérifier": [one for one in open_points if not one.outside],
        "Hors guide": [one for one in (*gaps, *open_points) if one.outside],
    }
    for title, judgements in sections.items():
        _section(console, title, judgements, analysis, read or ())
    _warnings(console, analysis)
    console.print(Text(f"\n{analysis.library.disclaimer}", style="dim"))


def _heading(console: Console, analysis: Analysis, read: Collection[str] | None) -> None:
    tally, case = analysis.tally, analysis.case
    if read is not None:
        told = counted(len(read), "réponse lue dans le contrat", "réponses lues dans le contrat")
        console.print(
            Text(f"PROVISOIRE : {told}, non confirmées. Rien n'en est enregistré ni demandé.\n", style="bold")
        )
    console.print(Text(f"{case.practice.name} – {case.provider.name}", style="bold"))
    console.print(Text(f"{case.contract.title}, au {long_date(analysis.date)}"))
    counts = (
        counted(tally.conforming, "conforme", "conformes"),
        counted(tally.gaps, "écart", "écarts"),
        f"{tally.to_check} à vérifier",
        f"{tally.not_applicable} sans objet",
    )
    score = "Score" if read is None else "Score provisoire"
    console.print(Text(f"\n{score} : {_percent(tally)} – {', '.join(counts)}\n"))


def _scorecard(analysis: Analysis, score: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), show_header=True, header_style="dim")
    table.add_column("", justify="right")
    table.add_column("Catégorie")
    table.add_column("")
    for header in (score, "Écarts", "À vérifier"):
        table.add_column(header, justify="right")
    for category in analysis.library.categories:
        if category.outside:
            continue
        tally = analysis.tally_of(category.number)
        gaps, left = (str(count) if count else "" for count in (tally.gaps, tally.to_check))
        table.add_row(str(category.number), category.title, _bar(tally), _percent(tally), gaps, left)
    return table


def _bar(tally: Tally) -> Text:
    filled = 0 if tally.score is None else tally.score * BAR // 100
    return Text("█" * filled, style="green") + Text("░" * (BAR - filled), style="dim")


def _percent(tally: Tally) -> str:
    return "–" if tally.score is None else f"{tally.score} %"


def _section(
    console: Console, title: str, judgements: Sequence[Judgement], analysis: Analysis, read: Collection[str]
) -> None:
    if not judgements:
        return
    console.print(Text(f"\n{title} ({len(judgements)})", style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(justify="right", min_width=4, no_wrap=True)
    table.add_column()
    for judgement in judgements:
        is_read = judgement.requirement.id in read
        table.add_row(judgement.requirement.number, _told(judgement, analysis, READ if is_read else ""))
    console.print(table)


def _told(judgement: Judgement, analysis: Analysis, mark: str) -> Text:
    verdict = analysis.library.formulas.verdicts[judgement.verdict]
    heading = Text(verdict, style=STYLES.get(judgement.verdict.shade, "")) + Text(
        f"{mark} – {judgement.requirement.title}\n"
    )
    return heading + Text(_detail(judgement), style="dim")


def _detail(judgement: Judgement) -> str:
    article = judgement.answer.article if judgement.answer else ""
    place = f" – contrat : {article}" if article else ""
    scope = " – hors du périmètre déclaré" if judgement.out_of_scope else ""
    return f"{judgement.reason}{place}{scope}"


def _warnings(console: Console, analysis: Analysis) -> None:
    if analysis.notices:
        console.print(Text("\nAvertissements", style="bold"))
    for notice in analysis.notices:
        number = f"{analysis.library.by_id[notice.point].number} : " if notice.point else ""
        console.print(Padding(Text(f"- {number}{notice.message}"), (0, 0, 0, 2)))
