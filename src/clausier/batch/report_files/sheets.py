"""The sheets « Prestataires » and « Écarts fréquents »."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clausier.batch.report_files.criteria import MOST_SHOWN, legal_gaps, tally
from clausier.batch.report_files.figures import Figures, gaps_by_category
from clausier.batch.report_files.formats import Formats
from clausier.batch.report_files.tables import A3, A4, HEAD_ROW, Value, finish, line, opened
from clausier.french import counted, long_date
from clausier.model.batch import BatchHead, BatchRow, Mistake, Status
from clausier.model.library import Library
from clausier.model.verdict import GAPS, Verdict
from clausier.office.excel.looks import Column
from clausier.office.palette import BAR_IN_CELL, hashed

BEFORE = (
    Column("N°", 5, "count"),
    Column("Prestataire", 24, "strong"),
)
COUNTED = (
    Column("Contrat", 22),
    Column("État", 9),
    Column("Score", 7, "share"),
    Column("Écarts", 7, "count"),
    Column("dont légaux", 7.5, "count"),
    Column("À vérifier", 8, "count"),
    Column("À corriger", 8, "count"),
    Column("Conformes", 9.5, "count"),
    Column("Sans objet", 7, "count"),
)
AFTER = (
    Column("Fichiers", 24),
    Column("Répertoire", 18),
    Column("Dossier", 18),
    Column("Erreurs et avertissements", 46),
)


def providers(book: Any, formats: Formats, head: BatchHead, found: Figures, rows: Iterable[BatchRow]) -> None:
    """A row for each provider, faulty ones too."""
    library = found.library
    titles = [Column(f"{category.number}. {category.title}", 4.6, "count") for category in library.categories]
    own = [Column(title, 18) for title in found.own]
    columns = (*BEFORE, Column(library.client.defined().noun, 20), *COUNTED, *titles, *AFTER, *own)
    sheet = opened(
        book,
        formats,
        "Prestataires",
        f"Suivi du lot au {long_date(head.day)}",
        _told(head, found, formats.banner),
        columns,
    )
    last = HEAD_ROW
    for last, row in enumerate(rows, start=HEAD_ROW + 1):
        texts = [row.own.get(title) for title in found.own]
        line(sheet, formats, last, columns, [*_provider(library, row, last - HEAD_ROW), *texts])
        if row.failed:
            sheet.write_string(last, 4, row.status.value, formats.alarm)
    finish(sheet, formats, last, len(columns), A3)


def _told(head: BatchHead, found: Figures, banner: str) -> str:
    states = (
        counted(found.providers, "dossier", "dossiers"),
        counted(found.states[Status.MADE], "produit", "produits"),
        f"{found.states[Status.CURRENT]} à jour",
        f"{found.states[Status.FAILED]} en erreur",
        *([counted(found.left, "déjà envoyé", "déjà envoyés")] if found.left else []),
    )
    asked = f"{banner}. Position {head.position.value}."
    gaps = "Les colonnes numérotées comptent les écarts par catégorie."
    return f"{asked} {', '.join(states)} ; lot {head.state.value}. {gaps}"


def _provider(library: Library, row: BatchRow, number: int) -> list[Value]:
    unread = () if row.failed else [f"À corriger : {_fault(library, one)}" for one in row.mistakes]
    remarks = "\n".join((*row.problems, *unread, *row.warnings))
    identity: list[Value] = [number, row.provider or row.place, row.practice, row.contract, row.status.value]
    last: list[Value] = [", ".join(name.rpartition(".")[0] for name in row.files), row.folder, row.id, remarks]
    if row.failed:
        return [*identity, *[None] * (7 + len(library.categories)), *last]
    total, gaps = tally(library, row), gaps_by_category(library, row)
    counts: list[Value] = [
        "–" if total.score is None else total.score,
        total.gaps,
        legal_gaps(library, row),
        total.to_check,
        len(row.to_correct),
        total.conforming,
        total.not_applicable,
    ]
    return [*identity, *counts, *(gaps[category.number] for category in library.categories), *last]


def _fault(library: Library, one: Mistake) -> str:
    """Where and what; in a report without names, the point alone."""
    point = library.by_id.get(one.point)
    return f"{one.place}, {one.message}" if one.message else point.number if point else one.column


def statistics(book: Any, formats: Formats, found: Figures) -> None:
    """The dossiers by type of contract, by provider and by each of the user's own columns that several share."""
    columns = (
        Column("Critère", 24, "strong"),
        Column("Valeur", 40),
        Column("Dossiers", 9, "count"),
        Column("Score", 7, "share"),
        Column("Écarts", 8, "count"),
        Column("Écarts par dossier", 10, "count"),
        Column("dont légaux", 8, "count"),
        Column("À vérifier", 8, "count"),
        Column("À corriger", 8, "count"),
    )
    note = f"Un critère que chaque dossier a pour lui seul n'y est pas ; {MOST_SHOWN} valeurs au plus par critère."
    sheet = opened(book, formats, "Statistiques", "Le lot par critère", note, columns)
    last = HEAD_ROW
    shown = [(one.title, *pair) for one in found.criteria.values() if one.is_telling for pair in one.ranked()]
    for last, (title, value, share) in enumerate(shown, start=HEAD_ROW + 1):
        total = share.tally
        score: Value = "–" if total.score is None else total.score
        each = f"{total.gaps / share.dossiers:.1f}".replace(".", ",")
        counts: list[Value] = [score, total.gaps, each, share.legal, total.to_check, share.to_correct]
        line(sheet, formats, last, columns, [title, value, share.dossiers, *counts])
    finish(sheet, formats, last, len(columns), A4)


def to_correct(book: Any, formats: Formats, found: Figures) -> None:
    """What could not be read, by what is written and where, the most frequent first."""
    columns = (
        Column("Colonne", 34, "strong"),
        Column("Ce qui est écrit", 30),
        Column("Cellules", 8, "count"),
        Column("Par exemple", 34),
        Column("Pourquoi", 70),
    )
    note = "Une réponse à corriger laisse son point hors de tout document. « --apprendre » les range à expliquer."
    sheet = opened(book, formats, "À corriger", "Ce qui ne se lit pas", note, columns)
    last = HEAD_ROW
    for last, group in enumerate(found.mistakes.ranked(), start=HEAD_ROW + 1):
        one = group.first
        line(sheet, formats, last, columns, [one.column, one.written, group.count, one.place, one.message])
    finish(sheet, formats, last, len(columns), A4)


def frequent(book: Any, formats: Formats, found: Figures) -> None:
    """The points with gaps, the most frequent first."""
    columns = (
        Column("Réf.", 6, "strong"),
        Column("Point", 62),
        Column("Catégorie", 34),
        Column("Écarts", 8, "count"),
        Column("Part des contrats concernés", 13, "share"),
        *(Column(found.library.formulas.verdicts[verdict].capitalize(), 11.5, "count") for verdict in GAPS),
        Column("dont légaux", 8, "count"),
        Column("À vérifier", 8, "count"),
    )
    note = "Part : écarts parmi les contrats que le point concerne. Le plus fréquent en premier."
    sheet = opened(book, formats, "Écarts fréquents", "Les écarts les plus fréquents", note, columns)
    titles = {category.number: f"{category.number}. {category.title}" for category in found.library.categories}
    last = HEAD_ROW
    for last, one in enumerate(found.frequent(), start=HEAD_ROW + 1):
        share = one.gaps * 100 // one.applicable
        counts = [one.verdicts[verdict] for verdict in GAPS]
        point: list[Value] = [one.point.number, one.point.title, titles[one.point.category], one.gaps, share]
        line(sheet, formats, last, columns, [*point, *counts, one.legal, one.verdicts[Verdict.TO_CHECK]])
    bars = {"type": "data_bar", "bar_color": hashed(BAR_IN_CELL), "min_type": "num", "min_value": 0}
    if last > HEAD_ROW:
        sheet.conditional_format(HEAD_ROW + 1, 4, last, 4, {**bars, "max_type": "num", "max_value": 100})
    finish(sheet, formats, last, len(columns), A4)
