"""Sentences as passages of a reading: verbatim, with their place."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from clausier.model.reading import Passage, Reserve
from clausier.reading.structure import Sentence


def passage_of(
    sentence: Sentence,
    places: Iterable[tuple[int, int]] = (),
    reserves: Collection[Reserve] = (),
    value: str = "",
    strong: bool = False,
) -> Passage:
    """The sentence as it stands; with the one before it in its block where what matched begins there.

    `places` are those of the words that matched, in the block.
    """
    block, spans = sentence.block, sorted(places)
    start = sentence.start
    if sentence.before is not None and spans and spans[0][0] < sentence.start:
        start = sentence.before.start
    words = dict.fromkeys(block.text[begin:end] for begin, end in spans)
    return Passage(
        file=sentence.section.file,
        article=sentence.section.article,
        heading=sentence.section.title,
        page=block.page,
        start=block.start + start,
        quote=block.text[start : sentence.end],
        found=tuple(words),
        reserves=tuple(reserve for reserve in Reserve if reserve in reserves),
        value=value,
        strong=strong,
        ocr=block.ocr,
    )
