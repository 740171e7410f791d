"""The quotations of a dossier, looked for in the text of a contract: those that it holds no more have changed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clausier.french import fold
from clausier.model.casefile import CaseFile
from clausier.model.contract_text import SourceText

CUT = re.compile(r"[\[(]?(?:…|\.\.\.)[\])]?|\n")
"""Where a quotation leaves something out."""
WORD = re.compile(r"\w+")


def lost(case: CaseFile, texts: Iterable[SourceText]) -> tuple[str, ...]:
    """The ids of the points whose answer quotes what none of the texts holds, words alone compared."""
    held = [_words(text.text) for text in texts]
    return tuple(
        id_
        for id_, answer in case.answers.items()
        if not all(any(piece in one for one in held) for piece in _pieces(answer.citation))
    )


def _pieces(citation: str) -> Iterator[str]:
    return filter(str.strip, map(_words, CUT.split(citation)))


def _words(text: str) -> str:
    """Its words, each between blanks: signs, accents, capitals and line ends come from files as they may."""
    return f" {' '.join(WORD.findall(fold(text)))} "
