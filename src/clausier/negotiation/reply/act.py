"""Reads the document to sign that comes back: what was done to each of its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from clausier.errors import InvalidInput, Problem
from clausier.model.negotiation import FormKind, Mark, ReadReply, ReplyItem, SentText, Touch
from clausier.negotiation.reply.answers import Answers, joined
from clausier.negotiation.reply.neutral import neutral, neutral_lines
from clausier.office.word.accept import accept_changes
from clausier.office.word.comments import read_comments
from clausier.office.word.opening import Parts
from clausier.office.word.places import excerpt
from clausier.office.word.reading import paragraphs
from clausier.office.word.soundness import levels_of
from clausier.office.word.styled import read_styles
from clausier.office.word.xml import Element, value, w

ALIKE = 0.5
"""Least share of common words by which a clause under another title is still known."""
DASH = "– "
REST = (
    "seules les clauses demandées sont comparées : les autres parties (objet, définitions, prix, hiérarchie, "
    "signatures) sont à relire."
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph: its text, the level of its heading (0 for none), whether it was typed under tracking."""

    text: str
    level: int = 0
    item: bool = False
    added: bool = False


@dataclass(eq=False)
class _Section:
    """A heading of level 2, or whatever stands outside of any, with the paragraphs that follow."""

    title: str
    paragraphs: list[_Paragraph] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        return [said for one in self.paragraphs if (said := neutral(one.text))]


def read_act(parts: Parts, answers: Answers, mark: Mark | None) -> ReadReply:
    """What was done to each clause that was sent; InvalidInput if the document holds none of them."""
    for one in read_comments(parts, read_styles(parts)):
        answers.notice(f"« {one.paragraph} »" if one.paragraph else "", f"commentaire de {one.author} : {one.text}")
    accept_changes(parts.document)
    sections, outside = _sections(parts)
    matched = _matched(sections, outside, answers.sent)
    if not matched:
        raise _stranger(answers.file)
    items = {point: _item(text, matched.get(point)) for point, text in answers.sent.items()}
    _added(sections, outside, matched, answers)
    answers.notice("", REST)
    notices = tuple(dict.fromkeys(answers.notices))
    return ReadReply(file=answers.file, kind=FormKind.ACT, mark=mark, items=items, notices=notices)


def _stranger(file: str) -> InvalidInput:
    message = "ce n'est ni le formulaire de réponse, ni le document à signer : aucune clause envoyée ne s'y trouve."
    return InvalidInput([Problem(file, "", message, "Vérifier qu'il s'agit bien de la réponse à cet envoi.")])


def _sections(parts: Parts) -> tuple[list[_Section], _Section]:
    """Clauses with their paragraphs, and everything outside of them."""
    sections: list[_Section] = []
    outside = _Section("")
    current = outside
    for one in _paragraphs(parts):
        if one.level == 2:
            current = _Section(one.text)
            sections.append(current)
        elif one.level == 1:
            current = outside
        elif one.text:
            current.paragraphs.append(one)
    return sections, outside


def _paragraphs(parts: Parts) -> Iterator[_Paragraph]:
    levels = levels_of(parts.styles) if parts.styles is not None else {}
    listed = _list_styles(parts.styles)
    for one in paragraphs(parts.document):
        own = one.element.find(f"{w('pPr')}/{w('numPr')}")
        item = value(own, "numId") != "0" if own is not None else one.style in listed
        if one.in_table and not one.added:
            continue  # no clause stands in a table, but a table of requests would pass for clauses
        yield _Paragraph(joined([one.flat]), levels.get(one.style, 0), item, one.added)


def _list_styles(styles: Element | None) -> frozenset[str]:
    """Ids of the styles of lists: those of Word, and those of ours that LibreOffice renamed."""
    if styles is None:
        return frozenset()
    named = {str(one.get(w("styleId"))): value(one, "name").lower() for one in styles.iter(w("style"))}
    return frozenset(key for key, name in named.items() if re.match(r"list\b|liste\b", name))


Matches = Mapping[str, _Section]


def _matched(sections: list[_Section], outside: _Section, sent: Mapping[str, SentText]) -> Matches:
    """The section of each clause: same title, else same text wherever it stands, else the most alike."""
    free = list(sections)
    found: dict[str, _Section] = {}
    for point, text in sent.items():
        same = [section for section in free if neutral(section.title) == neutral(text.title)]
        if same:
            found[point] = max(same, key=lambda section: _alike(section.said, text.text))
            free.remove(found[point])
    for point, text in _missing(sent, found):
        if kept := _carved([*sections, outside], neutral_lines(text.text)):
            found[point] = kept
    for point, text in _missing(sent, found):
        best = max(free, key=lambda section: _alike(section.said, text.text), default=None)
        if best is not None and _alike(best.said, text.text) >= ALIKE:
            found[point] = best
            free.remove(best)
    return found


def _missing(sent: Mapping[str, SentText], found: Matches) -> list[tuple[str, SentText]]:
    return [(point, text) for point, text in sent.items() if point not in found]


def _carved(sections: list[_Section], wanted: list[str]) -> _Section | None:
    """A clause whose heading went or changed: its paragraphs, taken out of the section in which they now stand."""
    for section in sections:
        said = [neutral(one.text) for one in section.paragraphs]
        for start in range(len(said) - len(wanted) + 1):
            if said[start : start + len(wanted)] == wanted:
                kept = _Section(section.title, section.paragraphs[start : start + len(wanted)])
                del section.paragraphs[start : start + len(wanted)]
                return kept
    return None


def _alike(said: list[str], text: str) -> float:
    """Share of common words, from 0 to 1."""
    one, other = " ".join(said).split(), " ".join(neutral_lines(text)).split()
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _item(sent: SentText, section: _Section | None) -> ReplyItem:
    if section is None or not section.said:
        return ReplyItem(touch=Touch.DELETED)
    if section.said == neutral_lines(sent.text):
        return ReplyItem(touch=Touch.UNTOUCHED)
    return ReplyItem(touch=Touch.REWORDED, wording="\n".join(_spelled(section, sent)))


def _spelled(section: _Section, sent: SentText) -> Iterator[str]:
    """Lines of the new text; those that did not change are spelled as they were sent."""
    known = {neutral(line): line for line in sent.text.split("\n")}
    for one in section.paragraphs:
        yield known.get(neutral(one.text), f"{DASH}{one.text}" if one.item else one.text)


def _added(sections: list[_Section], outside: _Section, matched: Matches, answers: Answers) -> None:
    """Clauses that were not asked, and what was added under tracking elsewhere."""
    used = set(map(id, matched.values()))
    for section in sections:
        if id(section) not in used and (section.said or section.title):
            whole = " ".join([section.title, *(one.text for one in section.paragraphs)])
            answers.notice(f"« {excerpt(section.title)} »", f"clause ajoutée : « {excerpt(whole, 300)} ».")
    for one in outside.paragraphs:
        if one.added:
            answers.notice("", f"texte ajouté ou modifié hors des clauses : « {excerpt(one.text, 300)} ».")
