"""The most that a text file and its fields may hold: one table, whoever sends it and whatever reads it.

Files are read by `bounded`, which refuses before it reads; `strictyaml` and `batch.jsonlines` hold fields to `TEXT` and
`KEY`. Texts that come another way (cells, paragraphs, replies) pass `fault(text, limit)` where they enter, before
any pattern, normal form, comparison or typesetting sees them. Office files: `office/limits.py`. Every number of both
tables stands in « Les limites » of docs/securite.md.
"""

from __future__ import annotations

from clausier import characters

MEGABYTE = 1 << 20

DOCUMENT = 4 * MEGABYTE
"""Bytes of a YAML file (dossier, overlay, register, draft, list of replies), of JSON, of a line of JSON or CSV."""
TABLE = 300 * MEGABYTE
"""Bytes of a CSV or JSON Lines file, which are read a row at a time."""
DEPTH = 20
"""Levels of mappings and lists in one another."""
NODES = 100_000
"""Values of a YAML or JSON file, those of aliases counted each time."""
ALIASES = 50
"""Aliases (« * ») of a YAML file."""

TEXT = 32_767
"""Characters of a field: what a cell of a workbook holds. A clause, a citation, a comment, a reply's wording."""
KEPT = 1_000_000
"""Characters of a text that clausier itself keeps (register, drafts): what came from outside passed `TEXT`."""
FIGURE = 1_000
"""Characters of a short answer of a reply: a figure, a name, a capacity, an article."""
REPLY = 400_000
"""Characters of all that a reply says."""
REMARKS = 1_000
"""Comments, notes and texts around the answers of a reply, which are told one by one."""
CONTRACT = 32 * MEGABYTE
"""Bytes of the texts of a contract that are kept, so that its passages can be shown where they stand."""
COLUMNS = 1 << 14
"""Columns of a CSV file: those of a sheet, for Excel."""
LINE = 2000
"""Characters of a line that may be one of ours (a heading, a footer, the name of an answer): a longer one is not."""
KEY = 500
"""Characters of a name by which a file calls something: a key, an id, a column."""


def too_long(text: str, limit: int = TEXT) -> tuple[str, str] | None:
    """What is wrong with a text and what to do, in French; None if it is no longer than its limit."""
    if len(text) <= limit:
        return None
    return f"le texte a {spaced(len(text))} caractères : {spaced(limit)} au plus.", "Le raccourcir ou le partager."


def fault(text: str, limit: int = TEXT) -> tuple[str, str] | None:
    """The same at the door of what is kept: its length first, then its characters."""
    return too_long(text, limit) or characters.fault(text)


def spaced(number: int) -> str:
    """A number as French people read it: 100 000."""
    return f"{number:,}".replace(",", " ")


def megabytes(limit: int) -> str:
    return f"{limit // MEGABYTE} Mo"
