"""A point, its passages and what is proposed, on a terminal of 80 columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clausier.cli.marked import CLOSING, OPENING, say_marked
from clausier.cli.said import say, wrapped
from clausier.cli.terminal import echo, styled
from clausier.dossier.inwords import excerpt, place_of, proposed_words, proposes
from clausier.dossier.proposed import imposed
from clausier.french import places_of
from clausier.model.reading import Passage, PointReading, Reading
from clausier.model.requirement import Requirement

INDENT = "  "
MOST = 700
"""Signs of a quotation that are shown at first; the rest is one key away."""


def show_point(point: Requirement, found: PointReading, reading: Reading, rank: str, short: str = "") -> None:
    """The question, the passage with the words that were found between ‹ ›, what is proposed and why.

    `short`: why the value that is proposed would be insufficient.
    """
    echo()
    law = " (la loi l'impose)" if imposed(point) else ""
    styled(wrapped(f"{point.number} {point.title}{law} – {rank}", hanging=INDENT), bold=True)
    say(point.question)
    if found.passage is not None:
        show_passage(found.passage, reading, MOST)
    elif found.searched:
        say(f"Cherché dans : {', '.join(found.searched)}.", INDENT, INDENT)
    say(f"{'Proposition' if proposes(found) else 'Lecture'} : {proposed_words(found)}.", INDENT, INDENT)
    if short:
        say(f"Ce serait insuffisant : {short}.", INDENT, INDENT)


def show_passage(passage: Passage, reading: Reading, most: int | None = None, number: str = "") -> None:
    """Its number where one is chosen by it, its place, its words, its reserves."""
    say(f"{f'{number} · ' if number else ''}{place_of(passage, reading) or passage.file} :", INDENT, INDENT)
    quote = marked(passage.quote, passage.found)
    say_marked(f"« {quote if most is None else excerpt(quote, most, OPENING)} »", INDENT * 2, INDENT * 2)
    if passage.reserves:
        say(f"Réserve : {', '.join(passage.reserves)}.", INDENT, INDENT)


def show_more(found: PointReading, reading: Reading, paragraph: str) -> None:
    """The whole paragraph, if it is known, and the other passages."""
    if paragraph and found.passages:
        say("Le paragraphe entier :", INDENT, INDENT)
        say_marked(marked(paragraph, found.passages[0].found), INDENT * 2, INDENT * 2)
    others = found.passages[1:] if found.passage is not None else found.passages
    if others:
        say("Autres passages :" if found.passage is not None else "Les passages les plus proches :", INDENT, INDENT)
    for number, passage in choices(found).items():
        show_passage(passage, reading, number=number)
    if not others and not paragraph:
        say("Rien d'autre n'a été trouvé : voir le contrat lui-même.", INDENT, INDENT)


def choices(found: PointReading) -> Mapping[str, Passage]:
    """Number by which a person takes another passage than the first for the one that answers."""
    start = 2 if found.passage is not None else 1
    return {str(rank): passage for rank, passage in enumerate(found.passages, 1) if rank >= start}


def marked(text: str, words: Sequence[str]) -> str:
    """The text with these words between ‹ ›, whole and whatever their case."""
    end, pieces = 0, list[str]()
    for start, finish in places_of(words, text):
        pieces += [text[end:start], f"{OPENING}{text[start:finish]}{CLOSING}"]
        end = finish
    return "".join([*pieces, text[end:]])
