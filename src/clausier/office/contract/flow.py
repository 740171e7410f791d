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
HYPHENS = f"{CUT}-\u2010"
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
LAST_WORD, FIRST_WORD = re.compile(r"[^\W_]{1,40}$"), re.compile(r"[^\W\d_]{1,40}")
BEFORE_HYPHEN = frozenset(("au", "ceci", "cela", "celle", "celles", "celui", "ceux", "ci", "demi", "là", "mi", "non",
                           "par", "peut", "quasi", "semi", "sous", "vice", "vis"))  # fmt: skip
"""Words that a hyphen follows, wherever the line ends."""
INSIDE = re.compile(rf"([^\W\d_]{{1,40}})[{CUT}]\s*([^\W\d_]{{1,40}})")
ENDED = re.compile(r"[.;:!?»…]$")
LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|…{2,}|_{4,})\s*\d{0,4}$")
ON = re.compile(r"[a-zà-öø-ÿœ(,;:.»%€)]")
"""What no block begins with: a line that does goes on with the one before."""
TITLE = re.compile(r"(?:article|annexe|chapitre|section|titre|partie)\s+(?:[\dIVXLC]+|[A-Z]\b|premier|première)", re.I)
NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\s?[.)–-]|[IVX]{1,5}\s?[.)–-]|§)\s*[A-ZÀ-ÖØ-ÞŒ«\"“]")
LETTERED = re.compile(r"(?:\(?[a-z]\)|\(?[ivx]{1,5}\)|\(?\d{1,2}\)|\d{1,2}\.(?=\s+[a-zà-öø-ÿœ]))\s")
GOES_ON = re.compile(
    r"(?:,|\b(?:de|du|des|d|l|la|le|les|un|une|à|au|aux|et|ou|par|pour|dans|sur|en|que|qui|dont|avec|sans|sous|ne|ce|cette|"
    r"ces|son|sa|ses|leur|leurs|est|sont|être|non))['’]?$",
    re.I,
)
"""What no paragraph ends with."""
ONE_MORE = re.compile(r"[;,]\s+(?:et|ou)(?:/ou)?$", re.I)
"""How the last but one of a list ends."""
FULL, SHORT, SEEN, TAIL = 0.93, 0.72, 20, 40
USUAL_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; empty for white space between paragraphs.

    `length` and `width` are how far it goes and how far those around it do, in signs or in points; `first` is what its
    first word takes, 0 if nobody knows; `spare` the white at its end that tells that it was ended. `apart`: does white,
    or another size of letters, part it from the line before? `heading` is the level that its size gives it, `indent`
    the spaces before it; `ocr`: was it read from a picture?
    """

    text: str
    page: int = 0
    length: float = 0
    width: float = USUAL_WIDTH
    first: float = 0
    spare: float = 0
    apart: bool = False
    heading: int = 0
    indent: int = 0
    ocr: bool = False

    def leaves_room_for(self, after: Line) -> bool:
        """Could the next line have begun on this one?"""
        if after.first and self.first:
            return self.width - self.length > min(after.first, self.spare)
        return self.is_short

    @property
    def is_short(self) -> bool:
        return self.length < SHORT * self.width

    @property
    def is_full(self) -> bool:
        return self.length >= FULL * self.width


@dataclass(slots=True)
class _Block:
    """A block in the making: its lines, joined at its end, so that it costs what it holds."""

    page: int
    label: str
    indent: int
    heading: int = 0
    ocr: bool = False
    lines: list[str] = field(default_factory=list)
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
            indent = len(text) - len(text.lstrip()) if line else 0
            yield Line(line, page, len(line), width, indent=indent)


def flowed(lines: Iterable[Line], words: Counter[str]) -> Iterator[TextBlock]:
    """The paragraphs and items that lines make; `words` are those of the whole text, which tell how to mend one."""
    block: _Block | None = None
    before = Line("")
    levels: list[tuple[int, str]] = []
    for line in lines:
        if not line.text:
            if block and block.lines:
                yield _made(block, words, levels)
                block = None
            continue
        text = undoubled(line.text)
        sign, rest = unbulleted(text)
        if block and block.lines and _begins(before, line, text, bool(sign)):
            yield _made(block, words, levels)
            block = None
        if block is None:
            lettered = not line.heading and bool(LETTERED.match(text))
            block = _Block(line.page, text[:1] if sign else "", line.indent, line.heading, line.ocr, lettered=lettered)
            text = rest
        block.heading = min(block.heading, line.heading)
        block.lines.append(text)
        before = line
    if block and block.lines:
        yield _made(block, words, levels)


def vocabulary(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in these texts, in small letters; compounds with their hyphen."""
    return Counter(word.lower() for text in texts for word in WORD.findall(text))


def mended(first: str, second: str, words: Counter[str]) -> str:
    """Two halves of a word cut by a line end: with the hyphen if the text writes it elsewhere, or both as words."""
    left, right = first.lower(), second.lower()
    whole, compound = words[left + right], words[f"{left}-{right}"]
    if whole or compound:
        return first + second if whole >= compound else f"{first}-{second}"
    apart = left in BEFORE_HYPHEN or second[:1].isupper() or (words[left] > 1 and words[right] > 1)
    return f"{first}-{second}" if apart else first + second


def undoubled(line: str) -> str:
    """A line of which each sign was printed twice, to look bold, once."""
    words = line.split(" ")
    twice = len(line) > 5 and all(len(word) % 2 == 0 and word[::2] == word[1::2] for word in words)
    return " ".join([word[::2] for word in words]) if twice and any(map(str.isalpha, line)) else line


def _begins(before: Line, line: Line, text: str, bulleted: bool) -> bool:
    """Does a line begin a block, by itself or by how the one before it ends?"""
    end = before.text
    if bulleted or line.ocr != before.ocr or LEADERS.search(end[-TAIL:]):
        return True
    if end[-1] in CUT:
        return False
    numbered = _is_numbered(text)
    if numbered and (line.page != before.page or ONE_MORE.search(end[-TAIL:])):
        return True
    ended, goes_on = bool(ENDED.search(end[-1:])), bool(ON.match(text))
    if GOES_ON.search(end[-TAIL:]) and not TITLE.match(end):
        return False
    if line.apart or line.heading != before.heading:
        return ended or not goes_on
    if line.heading:
        return False
    if numbered:
        return ended or not before.is_full
    if goes_on:
        return False
    return (not before.is_full or before.leaves_room_for(line)) if ended else before.is_short


def _is_numbered(text: str) -> bool:
    return bool(TITLE.match(text) or NUMBERED.match(text) or LETTERED.match(text))


def joined(texts: Iterable[str], words: Counter[str]) -> str:
    """Lines of one paragraph or cell as one, the words cut between them mended."""
    parts: list[str] = []
    for text in texts:
        _add(parts, INSIDE.sub(lambda found: mended(found[1], found[2], words), text), words)
    whole = "".join(parts)
    for sign in CUT:
        whole = whole.replace(sign, "-")
    return whole


def _add(parts: list[str], text: str, words: Counter[str]) -> None:
    """A line after others, whose parts are never put together before the last: each is read once or twice."""
    last = parts[-1] if parts else ""
    sign = last[-1:]
    head = LAST_WORD.search(last[-TAIL - 2 : -1]) if sign and sign in HYPHENS else None
    tail = FIRST_WORD.match(text)
    if head and tail:
        parts[-1] = last[: -1 - len(head[0])]
        parts += (mended(head[0], tail[0], words), text[tail.end() :])
    elif (sign and sign in CUT) or (head and text[:1].isdigit()):
        parts += (text,)
    elif parts:
        parts += (" ", text)
    else:
        parts.append(text)


def _made(block: _Block, words: Counter[str], levels: list[tuple[int, str]]) -> TextBlock:
    text = joined(block.lines, words)
    if block.heading:
        levels.clear()
        text = f"{block.label} {text}" if block.label else text
        return TextBlock(text, 0, BlockKind.HEADING, block.heading, page=block.page, ocr=block.ocr)
    if not block.is_item:
        levels.clear()
        return TextBlock(text, 0, page=block.page, ocr=block.ocr)
    place = block.indent, block.label or "a)"
    levels[:] = [one for one in levels if one[0] <= block.indent]
    if place in levels:
        del levels[levels.index(place) + 1 :]
    else:
        levels.append(place)
    return TextBlock(text, 0, BlockKind.ITEM, len(levels), "-" if block.label else "", block.page, ocr=block.ocr)


def broken(text: str) -> list[str]:
    """A paragraph with line breaks as the paragraphs that they make: a line goes on unless it looks like a new one."""
    parts: list[list[str]] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if parts and not _is_new(parts[-1], line):
            parts[-1].append(line)
        else:
            parts.append([line])
    return [" ".join(lines) for lines in parts]


def _is_new(before: Sequence[str], line: str) -> bool:
    """Does a line after a line break begin a paragraph?"""
    if unbulleted(line)[0] or _is_numbered(line):
        return True
    return bool(ENDED.search(before[-1][-1:]) or TITLE.match(before[0])) and not ON.match(line)
