"""The answers of a dossier beside the text of a contract: what they quote and it holds no more has changed. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from clausier.dossier.inwords import beside
from clausier.french import fold, the_article
from clausier.model.casefile import CaseFile
from clausier.model.contract_text import SourceText
from clausier.model.library import Library
from clausier.model.reading import Reading
from clausier.model.requirement import Requirement

CUT = re.compile(r"[\[(]?(?:…|\.\.\.)[\])]?|\n")
"""Where a quotation leaves something out."""
WORD = re.compile(r"\w+")
ELSEWHERE = "le passage cité n'est pas dans ces fichiers"


def to_review(
    case: CaseFile, texts: Sequence[SourceText], reading: Reading, former: Reading | None, library: Library
) -> Iterator[tuple[Requirement, str]]:
    """Answers whose quotation this contract, another than before, does not hold; those that it speaks of now.

    Each with why, in French; nothing where the files are those of the reading of before.
    """
    if former is not None and digests(former) == digests(reading):
        return
    yield from unquoted(case, texts, library, changed=former is not None)
    for id_ in newly_spoken(reading, former, case) if former else ():
        passage = reading.points[id_].passages[0]
        told = f"répondu « {case.answers[id_].finding.label} », un passage en parle désormais"
        yield library.by_id[id_], beside(told, passage, reading)


def unquoted(
    case: CaseFile, texts: Iterable[SourceText], library: Library, *, changed: bool
) -> Iterator[tuple[Requirement, str]]:
    """The points whose answer quotes what none of the texts holds, with what is said of it.

    `changed`: were other texts read before?
    """
    for id_ in lost(case, texts):
        if point := library.by_id.get(id_):
            article = case.answers[id_].article
            subject = the_article(article) if article else "le passage cité"
            yield point, f"{subject} a changé depuis votre réponse" if changed else ELSEWHERE


def digests(reading: Reading) -> frozenset[str]:
    return frozenset(file.digest for file in reading.files)


def newly_spoken(reading: Reading, former: Reading, case: CaseFile) -> Iterator[str]:
    """The ids of the points that are answered without quoting anything, and that only this reading finds."""
    for id_, answer in case.answers.items():
        here, there = reading.points.get(id_), former.points.get(id_)
        if answer.settles and not answer.quotes and here and here.passage and there and not there.passage:
            yield id_


def lost(case: CaseFile, texts: Iterable[SourceText]) -> tuple[str, ...]:
    """The ids of the points whose answer quotes what none of the texts holds, words alone compared."""
    quoting = {id_: answer for id_, answer in case.answers.items() if answer.citation}
    held = [_words(text.text) for text in texts] if quoting else []
    return tuple(
        id_
        for id_, answer in quoting.items()
        if not all(any(piece in one for one in held) for piece in _pieces(answer.citation))
    )


def _pieces(citation: str) -> Iterator[str]:
    return filter(str.strip, map(_words, CUT.split(citation)))


def _words(text: str) -> str:
    """Its words, each between blanks: signs, accents, capitals and line ends come from files as they may."""
    return f" {' '.join(WORD.findall(fold(text)))} "
