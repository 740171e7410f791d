"""What the columns of a table say of a row, « En option » above a cross, and which row but names the columns."""

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
_LABEL = re.compile(
    rf"\W*(?:{CLIENT}{{3,}}|{PROVIDER}{{3,}}|prestation|service|domaine|designation|description|libelle|intitule|objet|"
    r"nature|rubrique|categorie|element|tache|activite|action|fonction|poste|theme|sujet|type|materiel|equipement|"
    r"logiciel|engagement|indicateur|niveau|priorite|gravite|reference|numero|n°)\w*\b[^.;:,]{0,30}"
)
LONGEST_LABEL = 40
"""Signs of a cell that names a column."""


def names_columns(block: TextBlock, below: TextBlock | None, told: Callable[[str], str]) -> bool:
    """Is it the first row of a table, of short labels without a figure, above the rows that are under it?"""
    if not block.cells or block.header or below is None or below.header != block.cells:
        return False
    labels = [told(cell) for cell in block.cells if cell.strip()]
    if any(len(one) > LONGEST_LABEL or _MARK.fullmatch(one) or re.search("[0-9]", one) for one in labels):
        return False
    return len(labels) > 1 and bool(_LABEL.fullmatch(labels[0]))


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
