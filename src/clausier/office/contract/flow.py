"""Lines as a page shows them → paragraphs: which line begins a block, and how a word cut by a line end is mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from clausier.model.contract_text import BlockKind, TextBlock
from clausier.office.contract.blocks import unbulleted

CUT = "\x02\ufffe\u00ad"
"""What stands for a hyphen that is only there because a line ends."""
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
LAST_WORD, FIRST_WORD = re.compile(r"[^\W\d_]{1,40}$"), re.compile(r"[^\W\d_]{1,40}")
INSIDE = re.compile(rf"([^\W\d_]{{1,40}})[{CUT}]\s*([^\W\d_]{{1,40}})")
ENDED = re.compile(r"[.;:!?»…]$")
LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,})\s*\d{0,4}$")
ON = re.compile(r"[a-zà-öø-ÿœ(,;:.»%€)]")
"""What no block begins with: a line that does goes on with the one before."""
TITLE = re.compile(r"(?:article|annexe|chapitre|section|titre|partie)\s+(?:[\dIVXLC]+|[A-Z]\b|premier|première)", re.I)
NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\s?[.)–-]|[IVX]{1,5}\s?[.)–-]|§)\s*[A-ZÀ-ÖØ-ÞŒ«\"“]")
LETTERED = re.compile(r"(?:\(?[a-z]{1}\)|\(?[ivx]{1,5}\)|\(?\d{1,2}\))\s")
GOES_ON = re.compile(
    r"(?:,|\b(?:de|du|des|d|l|la|le|les|un|une|à|au|aux|et|ou|par|pour|dans|sur|en|que|qui|dont|avec|sans|sous|ne|ce|cette|"
    r"ces|son|sa|ses|leur|leurs|est|sont|être|non))['’]?$",
    re.I,
)
"""What no paragraph ends with."""
FULL, SHORT, SEEN, TAIL = 0.93, 0.72, 20, 40
USUAL_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; empty for white space between paragraphs. `width` is how long those around it are.

    `indent`: spaces before it, where its page says them.
    """

    text: str
    page: int = 0
    width: int = USUAL_WIDTH
    indent: int = 0


@dataclass(slots=True)
class _Block:
    """A block in the making: the signs of its lines, joined at its end, so that it costs what it holds."""

    page: int
    label: str
    indent: int
    parts: list[str] = field(default_factory=list)
    lettered: bool = False

    @property
    def is_item(self) -> bool:
        return bool(self.label) or self.lettered


def lines_of(pages: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Line]:
    """The lines of pages, each page with the width of its own lines if it has enough of them."""
    for page, texts in pages:
        lengths = sorted(len(text) for text in texts if len(text) > SEEN)
        width = lengths[len(lengths) * 9 // 10] if len(lengths) >= 8 else USUAL_WIDTH
        for text in texts:
            line = text.strip()
            yield Line(line, page, width, len(text) - len(text.lstrip()) if line else 0)


def flowed(lines: Iterable[Line], words: Counter[str], *, ocr: bool = False) -> Iterator[TextBlock]:
    """The paragraphs and items that lines make; `words` are those of the whole text, which tell how to mend one."""
    block: _Block | None = None
    before = Line("")
    levels: list[tuple[int, str]] = []
    for line in lines:
        if not line.text:
            if block and block.parts:
                yield _made(block, levels, ocr)
                block = None
            continue
        text = undoubled(line.text)
        sign, rest = unbulleted(text)
        if block and block.parts and _begins(before.text, text, bool(sign), before.width):
            yield _made(block, levels, ocr)
            block = None
        if block is None:
            block = _Block(line.page, text[:1] if sign else "", line.indent, lettered=bool(LETTERED.match(text)))
            text = rest
        _add(block, text, words)
        before = line
    if block and block.parts:
        yield _made(block, levels, ocr)


def vocabulary(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in these texts, in small letters; compounds with their hyphen."""
    return Counter(word.lower() for text in texts for word in WORD.findall(text))


def mended(first: str, second: str, words: Counter[str]) -> str:
    """Two halves of a word cut by a line end: with the hyphen if the text writes it elsewhere, or both as words."""
    left, right = first.lower(), second.lower()
    whole, compound = words[left + right], words[f"{left}-{right}"]
    if whole or compound:
        return first + second if whole >= compound else f"{first}-{second}"
    apart = second[:1].isupper() or (words[left] > 1 and words[right] > 1)
    return f"{first}-{second}" if apart else first + second


def undoubled(line: str) -> str:
    """A line of which each sign was printed twice, to look bold, once."""
    words = line.split(" ")
    twice = len(line) > 5 and all(len(word) % 2 == 0 and word[::2] == word[1::2] for word in words)
    return " ".join([word[::2] for word in words]) if twice and any(map(str.isalpha, line)) else line


def _begins(before: str, text: str, bulleted: bool, width: int) -> bool:
    """Does a line begin a block, by how the one before it ends?"""
    if bulleted or LEADERS.search(before[-TAIL:]):
        return True
    if before[-1] in CUT or (GOES_ON.search(before[-TAIL:]) and not TITLE.match(before)):
        return False
    length, ended = len(before), ENDED.search(before)
    if TITLE.match(text) or NUMBERED.match(text) or LETTERED.match(text):
        return bool(ended) or length < FULL * width
    if ON.match(text):
        return False
    return (bool(ended) and length < FULL * width) or length < SHORT * width


def _add(block: _Block, text: str, words: Counter[str]) -> None:
    """A line at the end of a block: a word cut between them is mended."""
    text = INSIDE.sub(lambda found: mended(found[1], found[2], words), text)
    last = block.parts[-1] if block.parts else ""
    hyphen = last[-1:] in (*CUT, "-", "\u2010")
    head, tail = LAST_WORD.search(last[:-1][-41:]) if hyphen else None, FIRST_WORD.match(text)
    if head and tail and (last[-1] in CUT or tail[0][0].islower()):
        block.parts[-1] = last[: -1 - len(head[0])] + mended(head[0], tail[0], words) + text[tail.end() :]
    elif hyphen and tail and last[-1] in CUT:
        block.parts[-1] = f"{last[:-1]}-{text}"
    else:
        block.parts.append(text)


def _made(block: _Block, levels: list[tuple[int, str]], ocr: bool) -> TextBlock:
    text = " ".join(block.parts)
    for sign in CUT:
        text = text.replace(sign, "-")
    if not block.is_item:
        levels.clear()
        return TextBlock(text, 0, page=block.page, ocr=ocr)
    place = block.indent, block.label or "a)"
    levels[:] = [one for one in levels if one[0] <= block.indent]
    if place in levels:
        del levels[levels.index(place) + 1 :]
    else:
        levels.append(place)
    return TextBlock(text, 0, BlockKind.ITEM, len(levels), "-" if block.label else "", block.page, ocr=ocr)


def broken(text: str) -> list[str]:
    """A paragraph with line breaks as the paragraphs that they make: a line goes on unless it looks like a new one."""
    parts: list[str] = []
    for line in text.split("\n"):
        text = line.strip()
        if parts and text and not _is_new(parts[-1], text):
            parts[-1] = f"{parts[-1]} {text}"
        elif text:
            parts.append(text)
    return parts


def _is_new(before: str, text: str) -> bool:
    """Does a line after a line break begin a paragraph?"""
    if unbulleted(text)[0] or TITLE.match(text) or NUMBERED.match(text) or LETTERED.match(text):
        return True
    return bool(ENDED.search(before) or TITLE.match(before)) and not ON.match(text)
