"""Workbooks that XlsxWriter drew, kept from one run to the next: loading it takes longer."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable

from clausier.files import cache

KIND = "tableau"
MAKER = "xlsxwriter"


def drawn_once(asked: str, draw: Callable[[], bytes]) -> bytes:
    """What `draw` gives, drawn only if it was not yet; `asked` tells all that it depends on beside the code."""
    key = cache.key_of((asked.encode(), *cache.releases((MAKER,))))
    told = cache.kept(KIND, key)
    if told is not None:
        return b64decode(told)
    content = draw()
    cache.keep(KIND, key, b64encode(content).decode())
    return content
