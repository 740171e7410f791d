"""The tags of a template, found in the texts of its paragraphs as Word holds them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from clausier.errors import Severity
from clausier.office.word.budget import LONGEST, SHORTEN, TOO_LONG
from clausier.office.word.xml import Element, w
from clausier.playbook.template_check.places import Fault, Paragraph

DELIMITER = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
MARKED = re.compile(r"(\{%|\{\{)(tr|tc|p|r) ([^}%]*(?:%\}|\}\}))")
NEARLY_MARKED = re.compile(r"\{[{%](tr|tc|p|r)(?!\w)")
QUOTED = re.compile(r"""\{[{%](?:"[^"]*"|'[^']*'|(?!\{[{%#]|[}%#]\})[^"'])*[}%]\}""")
"""A tag whose closing is the first outside quotes."""
LONE_BRACES = re.compile(r"(?<!\{)\{ ?\{? ?[a-z_]+(?:\.[a-z_]+)* ?\}? ?\}(?!\})")
IN_PAIRS = re.compile(r"\{#.*?#\}|\{[^{}]*\}")
ESCAPES = re.compile(r"\{_[{%]|[}%]_\}")
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})

ONE_PIECE = "Retaper la balise d'un seul tenant dans un même paragraphe."
BRACES = "Écrire {{ nom }} avec deux accolades de chaque côté, sans espace entre elles."


@dataclass(frozen=True)
class Tag:
    """A tag: `mark` is what it repeats or removes (p, tr, tc, r) or empty; `body` what stands between its braces."""

    paragraph: Paragraph
    text: str
    start: int
    is_print: bool
    mark: str
    body: str

    @property
    def keyword(self) -> str:
        return "" if self.is_print else (self.body.split() or [""])[0]

    @property
    def rest(self) -> str:
        """What follows the keyword."""
        return self.body.strip()[len(self.keyword) :].strip()

    def fault(self, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Fault:
        return self.paragraph.fault(f"{self.text} : {message}", hint, severity)


@dataclass(frozen=True)
class Found:
    """Tags in the order of the document, comments left out, and what is wrong with how they are written."""

    tags: tuple[Tag, ...]
    faults: tuple[Fault, ...]


def tags_of(paragraphs: Sequence[Paragraph]) -> Found:
    """The tags of a part."""
    tags: list[Tag] = []
    faults: list[Fault] = []
    pending = ""
    for paragraph in paragraphs:
        scan = _Scan(paragraph, pending)
        tags += scan.tags
        faults += scan.faults
        pending = scan.left_open
    return Found(tuple(tags), tuple(faults))


class _Scan:
    """The reading of a paragraph. `left_open` is the opening of a tag that goes on in the next one."""

    def __init__(self, paragraph: Paragraph, pending: str) -> None:
        self.paragraph = paragraph
        self.tags: list[Tag] = []
        self.faults: list[Fault] = []
        self._starts = [0, *accumulate(len(text.text or "") for text in paragraph.texts)][:-1]
        self._straight = paragraph.text.translate(QUOTES)
        self.left_open = self._read(pending)
        self._look_for_lone_braces()
        if not (pending or self.left_open or self.faults):
            self._look_for_a_brace_left_alone()

    def _read(self, pending: str) -> str:
        opening, start, split, quoted = pending, 0, bool(pending), 0
        for found in DELIMITER.finditer(self.paragraph.text):
            sign = found[0]
            whole = None if opening or found.start() < quoted else self._with_quoted_braces(found.start())
            if whole:
                self._keep(sign, *whole.span())
                quoted = whole.end()
            elif found.start() < quoted:
                continue
            elif opening and sign == CLOSERS[opening]:
                if not split:
                    self._keep(opening, start, found.end())
                opening, split = "", False
            elif sign in CLOSERS and opening != "{#":
                if opening and not split:
                    self._note(f"la balise ouverte par {opening} n'est pas fermée.", f"Ajouter {CLOSERS[opening]}.")
                opening, start, split = sign, found.start(), False
            elif not opening:
                self._note(f"{sign} ferme une balise qui n'a pas été ouverte.", "Ajouter l'ouverture ou le retirer.")
        return self._end(opening, split)

    def _with_quoted_braces(self, start: int) -> re.Match[str] | None:
        """The tag that begins here, if a text between quotes inside it holds braces."""
        found = QUOTED.match(self._straight, start, start + LONGEST)
        return found if found and len(DELIMITER.findall(found[0])) > 2 else None

    def _end(self, opening: str, split: bool) -> str:
        if opening and not split:
            message = f"la balise ouverte par {opening} n'est pas fermée dans ce paragraphe."
            self._note(message, ONE_PIECE)
        return opening

    def _keep(self, opening: str, start: int, end: int) -> None:
        text = self.paragraph.text[start:end]
        if opening == "{#":
            return
        if self._is_straddling(start, end):
            message = f"{text} : la balise est à cheval sur une révision, un lien ou un champ."
            self._note(message, ONE_PIECE)
        if len(text) > LONGEST:
            self._note(TOO_LONG, SHORTEN)
        else:
            self.tags.append(_tag(self.paragraph, text, start))

    def _is_straddling(self, start: int, end: int) -> bool:
        """Does the tag begin and end in runs that do not stand side by side?"""
        holders: set[Element | None] = set()
        for rank in range(bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)):
            run = self.paragraph.texts[rank].getparent()
            if self.paragraph.texts[rank].text:
                holders.add(run.getparent() if run is not None else None)
        return len(holders) > 1

    def _outside_tags(self) -> str:
        done, outside = 0, []
        for tag in self.tags:
            outside.append(self.paragraph.text[done : tag.start])
            done = tag.start + len(tag.text)
        return "".join((*outside, self.paragraph.text[done:]))

    def _look_for_a_brace_left_alone(self) -> None:
        alone = re.search(r"[{}]", IN_PAIRS.sub("", self._outside_tags()))
        if alone:
            message = f"une accolade « {alone[0]} » est seule : elle serait imprimée telle quelle."
            self._note(message, f"La retirer. Pour une balise : {BRACES}", Severity.WARNING)

    def _look_for_lone_braces(self) -> None:
        outside = self._outside_tags()
        for found in ESCAPES.finditer(outside):
            self._note(f"{found[0]} laisserait une balise dans le document.", BRACES)
        for found in LONE_BRACES.finditer(outside):
            self._note(f"{found[0]} n'est pas une balise : ce texte serait imprimé tel quel.", BRACES, Severity.WARNING)

    def _note(self, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.faults.append(self.paragraph.fault(message, hint, severity))


def _tag(paragraph: Paragraph, text: str, start: int) -> Tag:
    plain = " ".join(text.translate(QUOTES).split(" "))
    marked = MARKED.fullmatch(plain)
    body = marked[3][:-2] if marked else plain[2:-2].removeprefix("-").removeprefix("+").removesuffix("-")
    return Tag(paragraph, text, start, plain.startswith("{{"), marked[2] if marked else "", body)


def hidden_tags(root: Element) -> Iterator[str]:
    """Tags in attributes and in texts that are no text of a paragraph: the engine would run them there too."""
    for element in root.iter():
        others = [str(value) for value in element.attrib.values()]
        if element.tag != w("t"):
            others.append(element.text or "")
        yield from (value for value in (*others, element.tail or "") if re.search(r"\{\{|\{%|\{#", value))
