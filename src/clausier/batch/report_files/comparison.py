"""Two batches side by side: this year and last year, two regions; a page whose every bar is a row of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from clausier.batch.report_files.criteria import Share
from clausier.batch.report_files.figures import Figures, PointFigures
from clausier.batch.report_files.page import NO_BREAK, bar_row, bars, end, percent, start, text
from clausier.model.analysis import Tally

MOST = 25
"""Points that are shown, those that moved most first."""


@dataclass(frozen=True)
class Side:
    """A batch and what it is called here."""

    name: str
    figures: Figures


def compared(before: Side, after: Side) -> Iterator[str]:
    """The page, piece by piece."""
    title = f"Comparaison de deux lots : {before.name} et {after.name}"
    library = after.figures.library
    yield start(title, text(f"Bibliothèque : {library.name} {library.version}. Barres : {after.name}."))
    yield _whole(before, after)
    yield _categories(before, after)
    yield _points(before, after)
    yield from _criteria(before, after)
    yield end(library)


def _whole(before: Side, after: Side) -> str:
    body = "".join(
        bar_row(one.name, [str(one.figures.providers), *_told(one.figures.tally)], one.figures.tally.score or 0)
        for one in (before, after)
    )
    return bars("Ensemble", ("Lot", "Dossiers", "Score", "Écarts", "À vérifier"), body, "")


def _told(total: Tally) -> list[str]:
    return [percent(total), str(total.gaps), str(total.to_check)]


def _categories(before: Side, after: Side) -> str:
    body = ""
    for category in after.figures.library.categories:
        was, now = before.figures.tally_of(category), after.figures.tally_of(category)
        cells = [percent(was), percent(now), _difference(was.score, now.score)]
        body += bar_row(f"{category.number}. {category.title}", cells, now.score or 0)
    return bars("Score par catégorie", ("Catégorie", before.name, after.name, "Écart"), body, "")


def _points(before: Side, after: Side) -> str:
    found = []
    for id_, one in after.figures.points.items():
        other = before.figures.points[id_]
        was, now = _share(other), _share(one)
        if was is not None and now is not None and was != now:
            cells = [_counted(other), _counted(one), _difference(was, now)]
            found.append((abs(now - was), one.point, cells, now))
    found.sort(key=lambda row: (-row[0], row[1].order))
    body = "".join(bar_row(f"{point.number} {point.title}", cells, now) for _, point, cells, now in found[:MOST])
    note = "Part des contrats concernés où le point manque, et combien sur combien. Ceux qui diffèrent le plus d'abord."
    return bars("Points qui diffèrent", ("Point", before.name, after.name, "Écart"), body, note)


def _criteria(before: Side, after: Side) -> Iterator[str]:
    """What has no value in common, as the towns of two regions, compares nothing."""
    for title, one in after.figures.criteria.items():
        other = before.figures.criteria.get(title)
        if other is None or not (one.is_telling and other.is_telling):
            continue
        if not one.shares.keys() & other.shares.keys():
            continue
        body = ""
        for value in dict.fromkeys(value for value, _ in (*one.ranked(), *other.ranked())):
            was, now = _tally(other.share_of(value)), _tally(one.share_of(value))
            body += bar_row(value, [percent(was), percent(now), _difference(was.score, now.score)], now.score or 0)
        yield bars(f"Score par {title[:1].lower()}{title[1:]}", (title, before.name, after.name, "Écart"), body, "")


def _tally(share: Share | None) -> Tally:
    return share.tally if share else Tally.of(Counter())


def _share(one: PointFigures) -> int | None:
    return one.gaps * 100 // one.applicable if one.applicable else None


def _counted(one: PointFigures) -> str:
    return f"{_share(one)}{NO_BREAK}% ({one.gaps}/{one.applicable})"


def _difference(was: int | None, now: int | None) -> str:
    """In points, with its sign."""
    if was is None or now is None:
        return "–"
    return f"{now - was:+d}".replace("-", "\u2212") if now != was else "="
