"""The three files that tell a batch: lot.json, suivi.xlsx and synthese.html."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace as replaced
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from clausier.batch.ledger import Ledger
from clausier.batch.report_files import Figures, figures, page, write_workbook
from clausier.batch.report_files.anonymous import anonymous, nameless
from clausier.batch.state import ROWS, read_state
from clausier.files.replacing import fresh, replace
from clausier.model.batch import BatchHead, BatchRow, Status
from clausier.model.library import Library
from clausier.negotiation.drafts import BATCH

STATE, WORKBOOK, PAGE = BATCH, "suivi.xlsx", "synthese.html"
NAMELESS = {WORKBOOK: "suivi-anonyme.xlsx", PAGE: "synthese-anonyme.html"}
"""The same without names, where they are asked for."""


def begin(root: Path, head: BatchHead) -> None:
    """Says in lot.json that a batch is under way, so that it can be taken up again with the same date."""
    content = json.dumps({**_plain(head), "prestataires": []}, ensure_ascii=False, indent=1)
    replace(root / STATE, content.encode())


def write(
    root: Path,
    head: BatchHead,
    before: BatchHead | None,
    library: Library,
    ledger: Ledger,
    today: date,
    *,
    without_names: bool = False,
) -> Figures:
    """Writes the three files, each whole or not at all. OSError if one cannot be written.

    Where nothing is new since the batch of `before`, the workbook and the page stay as they are. Negotiations are told
    as they stand `today`.
    """
    found = figures(library, ledger)
    head = head.model_copy(update={"fingerprint": ledger.fingerprint(head)})
    if not _same(root, head, before):
        _write_for_people(root, dict.fromkeys(NAMELESS), head, found, ledger, today)
    if without_names:
        rows = [*anonymous(found, ledger)]
        _write_for_people(root, NAMELESS, nameless(head), replaced(figures(library, rows), nameless=True), rows, today)
    with fresh(root / STATE) as file:
        _write_state(file, head, found, ledger)
    return found


def _same(root: Path, head: BatchHead, before: BatchHead | None) -> bool:
    there = all((root / name).is_file() for name in (WORKBOOK, PAGE))
    return there and before is not None and (before.state, before.fingerprint) == (head.state, head.fingerprint)


def _write_for_people(
    root: Path, names: Mapping[str, str | None], head: BatchHead, found: Figures, rows: Iterable[BatchRow], today: date
) -> None:
    with fresh(root / (names[WORKBOOK] or WORKBOOK)) as file:
        write_workbook(file, head, found, rows, today)
    with fresh(root / (names[PAGE] or PAGE)) as file:
        file.writelines(line.encode() for line in page(head, found, rows))


def rows(root: Path) -> Iterator[BatchRow]:
    """What a batch says of each of its dossiers; nothing if there is none, or of a row that was spoilt."""
    names = [field.alias or name for name, field in BatchRow.model_fields.items()]
    for row in read_state(root / STATE, names).get(ROWS, ()):
        with contextlib.suppress(ValueError):
            yield BatchRow.model_validate(row)


def previous(root: Path) -> BatchHead | None:
    """The batch that the folder holds, if it says so."""
    names = {field.alias or name for name, field in BatchHead.model_fields.items()}
    try:
        content = read_state(root / STATE)
        return BatchHead.model_validate({name: content[name] for name in names if name in content})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _plain(head: BatchHead) -> dict[str, Any]:
    return head.model_dump(mode="json", by_alias=True)


def _write_state(file: BinaryIO, head: BatchHead, found: Figures, ledger: Ledger) -> None:
    total = found.tally
    counts = {
        "dossiers": found.providers,
        "produits": found.states[Status.MADE],
        "a_jour": found.states[Status.CURRENT],
        "erreurs": found.states[Status.FAILED],
        "envoyes": found.left,
        "score": total.score,
        "ecarts": total.gaps,
        "ecarts_legaux": found.legal,
        "a_verifier": total.to_check,
        "a_corriger": found.to_correct,
    }
    opening = json.dumps({**_plain(head), "bilan": counts}, ensure_ascii=False, indent=1).removesuffix("\n}")
    file.write(f'{opening},\n "prestataires": ['.encode())
    for rank, line in enumerate(ledger.lines()):
        file.write(f"{',' if rank else ''}\n  {line}".encode())
    file.write(b"\n ]\n}\n")
