"""What the columns of a table say of a row: a cross under « En option », an « R » under the client's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from clausier.model.contract_text import TextBlock
from clausier.model.reading import Reserve
from clausier.reading import reserves
from clausier.reading.parties import CLIENT, PROVIDER

_MARK = re.compile(r"\W*(?:x|oui|r|a|r ?/ ?a|✓|✔|●|•|■|☒|☑)\W*|[✓✔●•■☒☑]+")
_NAMES_CLIENT, _NAMES_PROVIDER = re.compile(rf"{CLIENT}{{3,}}"), re.compile(rf"{PROVIDER}{{3,}}")


def of_row(block: TextBlock, told: Callable[[str], str]) -> Iterator[Reserve]:
    """What the headers of the marked cells say; a duty is the client's where its column is marked and no other's.

    `told` writes the names of the parties in signs (see `Reserves.told`).
    """
    marked = [
        told(header)
        for header, cell in zip_longest(block.header, block.cells, fillvalue="")
        if header and _MARK.fullmatch(told(cell))
    ]
    for header in marked:
        yield from reserves.of_heading(header)
        yield from (hit.reserve for hit in reserves.hits(header) if hit.reserve in reserves.LOWERING)
    if any(map(_NAMES_CLIENT.search, marked)) and not any(map(_NAMES_PROVIDER.search, marked)):
        yield Reserve.CLIENT
