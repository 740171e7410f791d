"""Tables of contents: their lines name what stands elsewhere, and are no text of the contract."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from clausier.model.contract_text import BlockKind, TextBlock
from clausier.quantity.find import folded_for_search

_LEADER = re.compile(r"(?:\.{4,}|…{2,}|_{4,}|(?: \.){4,})\s*[0-9]{0,3}\s*$")
_TITLE = re.compile(r"\W*(?:[0-9]{1,2}[.)]?\s+)?(?:sommaire|table des matieres)\W*$")
_EDGES = re.compile(r"^[\W0-9ivx]*(?=[a-z])|[\W0-9]+$")
_LONGEST = 140


def contents(blocks: Sequence[TextBlock]) -> frozenset[int]:
    """Ranks of the blocks that are lines of a table of contents, or its title."""
    keys = [_key(block) for block in blocks]
    counts = Counter(key for key in keys if key)
    found: set[int] = set()
    within = False
    for rank, (block, key) in enumerate(zip(blocks, keys, strict=True)):
        if _TITLE.match(folded_for_search(block.text)):
            within = True
            found.add(rank)
        elif _LEADER.search(block.text):
            found.add(rank)
        elif within:
            if key and counts[key] > 1 and block.kind is not BlockKind.ROW:
                found.add(rank)
                counts[key] -= 1
            elif not key or counts[key] < 2:
                within = not key and len(block.text) < 4
    return frozenset(found)


def _key(block: TextBlock) -> str:
    """What a line says without its numbers, to find it again at its place; empty for a paragraph."""
    return "" if len(block.text) > _LONGEST else _EDGES.sub("", folded_for_search(block.text)).strip()
