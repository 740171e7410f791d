"""synthese.html: the batch at a glance. One file, nothing fetched; every bar is a row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from clausier.batch.report_files.criteria import legal_gaps, tally
from clausier.batch.report_files.figures import DECILES, Figures
from clausier.batch.report_files.formats import INTERNAL, NAMELESS
from clausier.batch.report_files.style import STYLE
from clausier.french import counted, long_date, typeset
from clausier.model.analysis import Tally
from clausier.model.batch import BatchHead, BatchRow, BatchState, Status
from clausier.model.library import Library

MOST_FREQUENT = 15
NO_BREAK = "\u00a0"
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(head: BatchHead, found: Figures, rows: Iterable[BatchRow]) -> Iterator[str]:
    """The page, piece by piece; `rows` is read twice."""
    banner = NAMELESS if found.nameless else INTERNAL
    yield start(f"Synthèse du lot au {long_date(head.day)}", *_about(head), banner)
    yield _figures(head, found)
    yield from _scores(found)
    yield from _categories(found)
    yield from _frequent(found)
    yield from _criteria(found)
    yield from _to_correct(found)
    yield from _faulty(found, rows)
    yield from _providers(found.library, rows)
    yield end(found.library)


def text(content: str) -> str:
    return escape(typeset(content))


def _about(head: BatchHead) -> tuple[str, str]:
    """What the batch was made of, and a warning if it is not whole."""
    partial = f'<p class="alarme">Lot {head.state.value} : chiffres partiels.</p>'
    unfinished = "" if head.state is BatchState.DONE else partial
    silence = " Sans réponse : compté comme absent." if head.unknown_as_absent else ""
    scope = " Réponses hors du périmètre déclaré : comptées." if head.beyond_scope else ""
    asked = f"Position demandée : {head.position.value}.{silence}{scope}"
    about = f"Source : {head.source}. Bibliothèque : {head.library}. {asked}"
    return text(about), unfinished


def end(library: Library) -> str:
    return f"<footer><p>{text(library.disclaimer)}</p></footer>\n</main>\n</body>\n</html>\n"


def start(title: str, about: str, alarm: str = "", banner: str = INTERNAL) -> str:
    """The head of a page, with its warning; `about` and `alarm` are HTML."""
    return f"""<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<header><p class="interne">{escape(banner)}</p>
<h1>{escape(title)}</h1>
<p>{about}</p>{alarm}</header>
<main>
"""


def _figures(head: BatchHead, found: Figures) -> str:
    total = found.tally
    cells = (
        ("Dossiers", found.providers),
        ("Produits", found.states[Status.MADE]),
        ("Déjà à jour", found.states[Status.CURRENT]),
        ("En erreur", found.states[Status.FAILED]),
        ("Déjà envoyés", found.left),
        ("Score d'ensemble", percent(total)),
        ("Écarts", total.gaps),
        ("dont légaux", found.legal),
        ("À vérifier", total.to_check),
        ("À corriger", found.to_correct),
    )
    items = "".join(f"<div><dt>{text(name)}</dt><dd>{_number(value)}</dd></div>" for name, value in cells)
    return f'<section><h2 class="cache">Chiffres du lot</h2><dl class="chiffres">{items}</dl></section>\n'


def _scores(found: Figures) -> Iterator[str]:
    most = max(found.scores.values(), default=1)
    body = ""
    for rank in range(DECILES):
        top = 100 if rank == DECILES - 1 else rank * 10 + 9
        count = found.scores[rank]
        body += bar_row(f"{rank * 10} à {top}{NO_BREAK}%", [str(count)], count * 100 // most)
    unscored = f"{counted(found.unscored, 'dossier', 'dossiers')} sans score : rien n'y a été jugé."
    yield bars("Répartition des scores", ("Score", "Dossiers"), body, unscored if found.unscored else "")


def _categories(found: Figures) -> Iterator[str]:
    body = ""
    for category in found.library.categories:
        total = found.tally_of(category)
        label = f"{category.number}. {category.title}" + (" (hors guide)" if category.outside else "")
        body += bar_row(label, [percent(total), str(total.gaps), str(total.to_check)], total.score or 0)
    note = "Score : points conformes parmi les points jugés, tous dossiers confondus."
    yield bars("Score par catégorie", ("Catégorie", "Score", "Écarts", "À vérifier"), body, note)


def _frequent(found: Figures) -> Iterator[str]:
    body = ""
    frequent = found.frequent()
    for one in frequent[:MOST_FREQUENT]:
        share = one.gaps * 100 // one.applicable
        cells = [str(one.gaps), f"{share}{NO_BREAK}%", str(one.legal) if one.legal else "–"]
        body += bar_row(f"{one.point.number} {one.point.title}", cells, share)
    left = len(frequent) - MOST_FREQUENT
    note = "Part : parmi les contrats que le point concerne."
    more = f" {counted(left, 'autre point', 'autres points')} dans suivi.xlsx, feuille « Écarts fréquents »."
    headings = ("Point", "Écarts", "Part", "dont légaux")
    yield bars("Écarts les plus fréquents", headings, body, note + (more if left > 0 else ""))


def _criteria(found: Figures) -> Iterator[str]:
    """A table for each way to share the dossiers out, the mean number of gaps as bars."""
    for one in found.criteria.values():
        if not one.is_telling:
            continue
        ranked = one.ranked()
        means = [share.tally.gaps / share.dossiers for _, share in ranked]
        most = max(means) or 1
        body = ""
        for (value, share), mean in zip(ranked, means, strict=True):
            total = share.tally
            cells = [str(share.dossiers), percent(total), f"{mean:.1f}".replace(".", ","), str(share.legal)]
            body += bar_row(value, cells, int(mean * 100 / most))
        left = len(one.shares) - len(ranked)
        note = counted(left, "autre valeur n'y est pas.", "autres valeurs n'y sont pas.") if left else ""
        headings = (one.title, "Dossiers", "Score", "Écarts par dossier", "dont légaux, en tout")
        yield bars(f"Par {one.title[:1].lower()}{one.title[1:]}", headings, body, note)


def _to_correct(found: Figures) -> Iterator[str]:
    ranked = found.mistakes.ranked()[:MOST_FREQUENT]
    if not ranked:
        return
    most, body = ranked[0].count, ""
    for one in ranked:
        label = f"« {one.first.written} », {one.first.column}" if one.first.written else one.first.message
        body += bar_row(label, [str(one.count), one.first.place.rpartition(" ")[2]], one.count * 100 // most)
    note = "Une réponse à corriger laisse son point hors de tout document. Toutes sont dans suivi.xlsx, « À corriger »."
    yield bars("À corriger, par valeur et par colonne", ("Ce qui est écrit", "Cellules", "Exemple"), body, note)


def _faulty(found: Figures, rows: Iterable[BatchRow]) -> Iterator[str]:
    if not found.states[Status.FAILED]:
        return
    yield '<section><h2>Dossiers en erreur</h2><div class="tableau"><table>\n'
    yield '<thead><tr><th scope="col">Dossier</th><th scope="col">À corriger</th></tr></thead><tbody>\n'
    for row in rows:
        if row.failed:
            told = "".join(f"<li>{escape(problem)}</li>" for problem in row.problems)
            name = " – ".join(part for part in (row.provider, row.id, row.place) if part)
            yield f'<tr><th scope="row">{escape(name)}</th><td><ul>{told}</ul></td></tr>\n'
    yield "</tbody></table></div></section>\n"


def _providers(library: Library, rows: Iterable[BatchRow]) -> Iterator[str]:
    yield '<section><h2>Dossiers</h2><div class="tableau"><table>\n<thead><tr>'
    client = library.client.defined().noun
    for title in ("Prestataire", escape(client), "Score", "Écarts", "dont légaux", "À vérifier", "Répertoire"):
        yield f'<th scope="col">{title}</th>'
    yield "</tr></thead><tbody>\n"
    for row in rows:
        if not row.failed:
            yield _provider(library, row)
    yield "</tbody></table></div></section>\n"


def _provider(library: Library, row: BatchRow) -> str:
    total = tally(library, row)
    cells = (percent(total), total.gaps, legal_gaps(library, row), total.to_check)
    numbers = "".join(f'<td class="n">{cell}</td>' for cell in cells)
    name = f'<th scope="row">{text(row.provider)}</th><td>{text(row.practice)}</td>'
    return f"<tr>{name}{numbers}<td>{escape(row.folder)}</td></tr>\n"


def bars(title: str, headings: tuple[str, ...], body: str, note: str) -> str:
    columns = "".join(f'<th scope="col">{text(heading)}</th>' for heading in headings)
    told = f'<p class="note">{text(note)}</p>' if note else ""
    return (
        f'<section><h2>{text(title)}</h2>{told}<div class="tableau"><table class="barres">\n'
        f'<thead><tr>{columns}<td class="barre"></td></tr></thead>\n<tbody>{body}</tbody></table></div></section>\n'
    )


def bar_row(label: str, cells: list[str], width: int) -> str:
    """A row of numbers; the bar repeats one of them for the eye only."""
    numbers = "".join(f'<td class="n">{escape(cell)}</td>' for cell in cells)
    bar = f'<td class="barre" aria-hidden="true"><span style="width:{width}%"></span></td>'
    return f'<tr><th scope="row">{text(label)}</th>{numbers}{bar}</tr>\n'


def percent(total: Tally) -> str:
    return "–" if total.score is None else f"{total.score}{NO_BREAK}%"


def _number(value: int | str) -> str:
    return f"{value:,}".replace(",", "\u202f") if isinstance(value, int) else value
