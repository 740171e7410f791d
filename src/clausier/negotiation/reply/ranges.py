"""What a contract that comes back says, by paragraph: marked as inserted or not, under which comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from clausier.negotiation.reply.neutral import neutral
from clausier.office.word.reading import FALLBACK, SPELLED, TEXTS
from clausier.office.word.xml import Element, w

STARTS, ENDS = w("commentRangeStart"), w("commentRangeEnd")
INSERTED = (w("ins"), w("moveTo"))


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A paragraph, or the part of it that a comment is on; `marked`: is any of it still a tracked insertion?"""

    text: str
    holder: Element
    marked: bool

    def ending(self, wanted: str) -> Stretch:
        """Only the words at its end that say this neutral text."""
        words = self.text.split(" ")
        found = (rest for start in range(len(words)) if neutral(rest := " ".join(words[start:])) == wanted)
        return replace(self, text=next(found, self.text))

    def without(self, said: str) -> Stretch:
        """Only what stands before the end, where that says this neutral text."""
        least = max(0, len(self.text) - 2 * len(said))
        starts = (start for start in range(least, len(self.text)) if neutral(self.text[start:]) == said)
        return replace(self, text=self.text[: next(starts, len(self.text))].rstrip())


def stretches(document: Element) -> list[Stretch]:
    """What each paragraph says, those that say nothing left out. Changes are accepted before."""
    said = dict.fromkeys(document.iter(w("p")), "")
    marked: set[Element] = set()
    for paragraph, text, is_marked, _ in _pieces(document):
        said[paragraph] += text
        if is_marked:
            marked.add(paragraph)
    return [Stretch(plain, one, one in marked) for one, text in said.items() if (plain := _plain(text))]


def under_comments(document: Element, wanted: frozenset[str]) -> dict[str, list[Stretch]]:
    """The same of what comments of these ids are on, by id; a comment without a beginning in the text has none."""
    found: dict[str, dict[Element, tuple[str, bool]]] = {}
    for one in document.iter(STARTS):
        if str(one.get(w("id"))) in wanted:
            found[str(one.get(w("id")))] = {}
    for paragraph, text, is_marked, open_ in _pieces(document, wanted):
        for number in open_:
            before, was = found[number].get(paragraph, ("", False))
            found[number][paragraph] = before + text, was or is_marked
    return {
        number: [Stretch(plain, one, is_marked) for one, (text, is_marked) in by.items() if (plain := _plain(text))]
        for number, by in found.items()
    }


def _pieces(document: Element, wanted: frozenset[str] = frozenset()) -> Iterator[tuple[Element, str, bool, set[str]]]:
    """Every stretch of text: its paragraph, whether it is marked as inserted, the comments that are open there."""
    open_: set[str] = set()
    for one in document.iter(STARTS, ENDS, *TEXTS, *SPELLED):
        if one.tag in (STARTS, ENDS):
            number = str(one.get(w("id")))
            if one.tag == ENDS:
                open_.discard(number)
            elif number in wanted:
                open_.add(number)
            continue
        above = [*one.iterancestors(w("p"), FALLBACK, *INSERTED)]
        paragraph = next((each for each in above if each.tag == w("p")), None)
        if paragraph is not None and not any(each.tag == FALLBACK for each in above):
            text = (one.text or "") if one.tag in TEXTS else SPELLED[one.tag]
            yield paragraph, text, any(each.tag in INSERTED for each in above), open_


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").replace("\t", " ").split(" ")).strip()
