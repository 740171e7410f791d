"""The mark of a file that comes back, as one line of its keywords: Word and LibreOffice keep those on saving.

LibreOffice puts spaces where the semicolons were.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from clausier.model.negotiation import Mark

WRITTEN = re.compile(r"clausier[;,\s]+dossier=([^;,\s]*)[;,\s]+tour=(\d{1,4})[;,\s]+empreinte=([0-9a-f]+)")


def keywords(mark: Mark) -> str:
    """The keywords of a file: `clausier;dossier=…;tour=1;empreinte=…`; the case percent-encoded, maybe empty."""
    return f"clausier;dossier={quote(mark.case, safe='')};tour={mark.round};empreinte={mark.print}"


def read_keywords(text: str) -> Mark | None:
    """The mark among keywords, also where a program joined them otherwise; None if there is none."""
    found = WRITTEN.search(text)
    return Mark(case=unquote(found[1]), round=int(found[2]), print=found[3]) if found else None
