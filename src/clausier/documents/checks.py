"""What a finished file must satisfy before it is put in place. Each check yields its problems."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from clausier.documents.articles import articles
from clausier.errors import Problem
from clausier.model.proposal import ProviderView, Request
from clausier.office.package import read_members
from clausier.office.word.soundness import heading_levels, plain

TAG = re.compile("<[^>]+>")
SAME_STYLE = "Chaque clause a un titre de style « Titre 2 », qui porte {{ d.titre }} et rien d'autre, puis son texte."


@dataclass(frozen=True, slots=True, eq=False)
class _Section:
    """A clause as the document prints it: its heading and the paragraphs that follow; equal to itself alone."""

    title: str
    paragraphs: tuple[str, ...]


def act_problems(file: str, content: bytes, view: ProviderView) -> Iterator[Problem]:
    """Each gap has exactly one clause, with its whole text; each clause has one gap."""
    members = read_members(content)
    yield from clause_problems(file, members["word/document.xml"].decode(), members["word/styles.xml"], view)


def clause_problems(file: str, body: str, styles: bytes, view: ProviderView) -> Iterator[Problem]:
    """The same on the XML of the body and of the styles."""
    sections = _sections(body, heading_levels(styles))
    clauses = [request for category in articles(view) for request in category.requests]
    wanted = Counter(plain(request.title) for request in clauses)
    printed = Counter(section.title for section in sections)
    for title in wanted:
        if printed[title] < wanted[title]:
            yield Problem(file, f"« {title} »", "cette clause manque dans le document à signer.", SAME_STYLE)
        elif printed[title] > wanted[title]:
            yield Problem(
                file,
                f"« {title} »",
                "cette clause figure plusieurs fois dans le document à signer.",
                SAME_STYLE,
            )
    for title in printed.keys() - wanted.keys():
        yield Problem(
            file,
            f"« {title} »",
            "ce titre de style « Titre 2 » n'est celui d'aucune clause demandée.",
            SAME_STYLE,
        )
    yield from _missing_texts(file, sections, clauses)


def _missing_texts(file: str, sections: list[_Section], clauses: Iterable[Request]) -> Iterator[Problem]:
    by_title: dict[str, list[_Section]] = {}
    for section in sections:
        by_title.setdefault(section.title, []).append(section)
    for request in clauses:
        candidates = by_title.get(plain(request.title), [])
        texts = tuple([block.text for block in request.body])
        if candidates and not any(_holds(section, texts) for section in candidates):
            yield Problem(
                file,
                f"« {request.title} »",
                "le texte de cette clause n'est pas imprimé en entier.",
                SAME_STYLE,
            )


@lru_cache(maxsize=1024)
def _holds(section: _Section, texts: tuple[str, ...]) -> bool:
    """Every text is a paragraph of the section, in the same order."""
    remaining = iter(section.paragraphs)
    return all(any(plain(text) == paragraph for paragraph in remaining) for text in texts)


def _sections(body: str, levels: Mapping[str, int]) -> list[_Section]:
    """Clauses of the document: a heading of level 2 and what follows, up to the next heading."""
    headings = [(match.start(), levels[match[1]]) for match in _heading(tuple(levels)).finditer(body)]
    starts = [*(start for start, _ in headings), len(body)]
    return [_section(body[start:end]) for (start, level), end in zip(headings, starts[1:], strict=True) if level == 2]


@lru_cache(maxsize=32)
def _heading(styles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf'<w:pStyle w:val="({"|".join(map(re.escape, styles))})"/>')


@lru_cache(maxsize=1024)
def _section(xml: str) -> _Section:
    """A stretch of whole paragraphs; the same clause in the next document is not read again."""
    title, *paragraphs = [plain(html.unescape(TAG.sub(_space, paragraph))) for paragraph in xml.split("</w:p>")]
    return _Section(title, tuple(paragraphs))


def _space(tag: re.Match[str]) -> str:
    return " " if tag[0].startswith(("<w:br", "<w:tab")) else ""
