"""The rows of a batch without names: nobody is told, nor what only one of a few would be known by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from clausier.batch.report_files.criteria import PROVIDER, Criterion, alike, is_contact
from clausier.batch.report_files.figures import Figures
from clausier.dossier.columns import bare
from clausier.model.batch import BatchHead, BatchRow

FEW = 5
"""Dossiers below which a value of a column says who they are."""
OTHERS = "autres"
REFUSED = "dossier refusé"


def anonymous(found: Figures, rows: Iterable[BatchRow]) -> Iterator[BatchRow]:
    """The rows in an order that says nothing of the source's, their names replaced by numbers.

    The same provider has the same number. Of the user's own columns, those that share the dossiers out are kept; what
    names or reaches somebody there is one of the « autres ».
    """
    known = frozenset(found.criteria[PROVIDER].shares) if PROVIDER in found.criteria else frozenset()
    kept = {title: found.criteria[title] for title in shared_columns(found)}
    lines = sorted((_nameless(row, kept, known) for row in rows), key=lambda pair: pair[0])
    numbers: dict[str, int] = {}
    noun = _noun(found)
    for rank, (_, provider, line) in enumerate(lines, start=1):
        row = BatchRow.model_validate_json(line)
        number = numbers.setdefault(alike(PROVIDER, provider), len(numbers) + 1)
        types = " et ".join(found.library.contract_types.get(kind, kind) for kind in row.types)
        names = {"provider": f"{PROVIDER} {number}", "practice": f"{noun} {rank}", "contract": types}
        yield row.model_copy(update={**names, "place": f"dossier {rank}"})


def shared_columns(found: Figures) -> list[str]:
    """The user's own columns that stay: those that share the dossiers out, unless their very heading is a party."""
    parties = {bare(PROVIDER), bare(_noun(found))}
    criteria = found.criteria
    return [one for one in found.own if one in criteria and criteria[one].is_telling and bare(one) not in parties]


def _noun(found: Figures) -> str:
    return found.library.client.defined().noun


def nameless(head: BatchHead) -> BatchHead:
    return head.model_copy(update={"source": "sans noms"})


def _nameless(row: BatchRow, kept: dict[str, Criterion], known: frozenset[str]) -> tuple[str, str, str]:
    """What orders the row, its provider's name, and the row without any, as JSON: ten thousand weigh little."""
    blank = {"place": "", "id": "", "folder": "", "practice": "", "provider": "", "contract": "", "warnings": ()}
    own = {
        title: OTHERS if _names(value, row, known) else _common(kept[title], value)
        for title, value in row.own.items()
        if title in kept
    }
    mistakes = tuple(one.model_copy(update={"written": "", "place": "", "message": ""}) for one in row.mistakes)
    problems = (REFUSED,) if row.failed else ()
    plain = row.model_copy(
        update={**blank, "own": own, "mistakes": mistakes, "problems": problems, "progress": None, "files": ()}
    )
    order = hashlib.sha256(f"{row.id}\n{row.place}\n{row.model_dump_json()}".encode()).hexdigest()
    return order, row.provider, plain.model_dump_json()


def _names(value: str, row: BatchRow, known: frozenset[str]) -> bool:
    """Does it name somebody, or tell where somebody is reached? `known`: the providers of the batch."""
    plain = bare(value)
    own = (bare(name) for name in (row.provider, row.practice))
    return is_contact(value) or plain in known or any(name and name in plain for name in own)


def _common(criterion: Criterion, value: str) -> str:
    share = criterion.share_of(value)
    return share.name if share is not None and share.dossiers >= FEW else OTHERS
