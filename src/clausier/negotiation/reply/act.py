"""Reads the document to sign that comes back: what was done to each of its clauses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nlargest

from clausier.errors import InvalidInput, Problem
from clausier.model.negotiation import FormKind, Mark, ReadReply, ReplyItem, SentText, Touch
from clausier.model.proposal import ITEM
from clausier.negotiation.reply.answers import Answers, joined
from clausier.negotiation.reply.margins import tell_margins
from clausier.negotiation.reply.neutral import neutral, neutral_lines
from clausier.office.word.accept import accept_changes
from clausier.office.word.opening import Parts
from clausier.office.word.places import excerpt
from clausier.office.word.reading import Change, paragraphs
from clausier.office.word.remarks import BOX, Kind, Remark, drop_unsaid, remarks
from clausier.office.word.soundness import levels_of
from clausier.office.word.xml import Element, value, w
from clausier.worddiff import at_most, ratio

ALIKE = 0.5
"""Least share of common words by which a clause under another title is still known."""
CANDIDATES = 3
"""Clauses that are compared with one that is looked for."""
MOST = 500
"""Clauses of a document to sign, ours and theirs."""
REST = (
    "seules les clauses demandées sont comparées : les autres parties (objet, définitions, prix, hiérarchie, "
    "signatures) sont à relire."
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph: its text, the level of its heading (0 for none), whether it was typed under tracking.

    `boxed`: it stands in a table, where no clause is printed; `inside`: what it holds that is no plain text; `said`:
    the neutral text.
    """

    text: str
    element: Element
    level: int = 0
    item: bool = False
    added: bool = False
    boxed: bool = False
    inside: tuple[str, ...] = ()
    said: str = ""

    @property
    def shown(self) -> str:
        """What a person sees, what is no plain text between brackets."""
        return " ".join([*filter(None, [self.text]), *(f"[{one}]" for one in self.inside)])

    @property
    def foreign(self) -> bool:
        """Is there anything in it that no clause of ours holds?"""
        return bool(self.inside or (self.boxed and self.text))


@dataclass(eq=False)
class _Section:
    """A heading of level 2, the title of a part, or whatever stands outside of any, with the paragraphs that follow.

    `holders` are the elements of all of them, blank ones and the heading too.
    """

    title: str
    paragraphs: list[_Paragraph] = field(default_factory=list)
    holders: list[Element] = field(default_factory=list)

    @property
    def plain(self) -> list[_Paragraph]:
        """The paragraphs in which a clause may stand."""
        return [one for one in self.paragraphs if not one.boxed]

    @property
    def said(self) -> list[str]:
        return [one.said for one in self.plain if one.said]

    @property
    def foreign(self) -> bool:
        return any(one.foreign for one in self.paragraphs)


Matches = Mapping[str, _Section]
"""The section of each clause, by the id of its point."""


def read_act(parts: Parts, answers: Answers, mark: Mark | None) -> ReadReply:
    """What was done to each clause that was sent; InvalidInput if the document holds none of them."""
    found = [*remarks(parts)]
    levels = levels_of(parts.styles) if parts.styles is not None else {}
    _removed(parts.document, levels, answers)
    accept_changes(parts.document)
    found += drop_unsaid(parts.document, parts.styles)
    sections, outside = _sections(_paragraphs(parts, levels, found), _titles_of_parts(answers.sent))
    if len(sections) > MOST:
        raise _refused(answers.file, TOO_MANY)
    matched = _matched(sections, outside, answers.sent)
    if not matched:
        raise _refused(answers.file, STRANGER)
    owners = {holder: point for point in reversed(list(matched)) for holder in matched[point].holders}
    for remark in found:
        _remark(remark, owners, answers)
    _retitled(matched, answers)
    items = {point: _item(text, matched.get(point), answers.margin(point)) for point, text in answers.sent.items()}
    _added(sections, outside, matched, answers)
    tell_margins(parts, mark, answers)
    answers.notice("", REST)
    return answers.of_wordings(items, FormKind.ACT, mark)


STRANGER = "ce n'est ni le formulaire de réponse, ni le document à signer : aucune clause envoyée ne s'y trouve."
TOO_MANY = f"plus de {MOST} titres de clauses : ce n'est pas le document à signer."


def _refused(file: str, message: str) -> InvalidInput:
    return InvalidInput([Problem(file, "", message, "Vérifier qu'il s'agit bien de la réponse à cet envoi.")])


def _titles_of_parts(sent: Mapping[str, SentText]) -> frozenset[str]:
    """What stands above the parts that clauses carry, without a heading's level."""
    return frozenset(neutral(text.title) for text in sent.values() if text.carrier)


def _sections(paragraphs: Iterable[_Paragraph], parts: Collection[str]) -> tuple[list[_Section], _Section]:
    """Clauses and the parts that they carry, with their paragraphs, and everything outside of them."""
    sections: list[_Section] = []
    outside = _Section("")
    current = outside
    for one in paragraphs:
        if (one.level == 2 or one.said in parts) and not one.boxed:
            current = _Section(one.text)
            sections.append(current)
        elif one.level == 1 and not one.boxed:
            current = outside
        elif one.shown:
            current.paragraphs.append(one)
        current.holders.append(one.element)
    return sections, outside


def _paragraphs(parts: Parts, levels: Mapping[str, int], found: Iterable[Remark]) -> Iterator[_Paragraph]:
    listed = _list_styles(parts.styles)
    inside: dict[Element, list[str]] = {}
    for remark in found:
        if remark.kind is Kind.INSIDE and remark.name != BOX:
            inside.setdefault(remark.holder, []).append(remark.told)
    for one in paragraphs(parts.document):
        own = one.element.find(f"{w('pPr')}/{w('numPr')}")
        item = value(own, "numId") != "0" if own is not None else one.style in listed
        things = tuple(inside.get(one.element, ()))
        text, level = joined([one.flat]), levels.get(one.style, 0)
        yield _Paragraph(text, one.element, level, item, one.added, one.in_table, things, neutral(text))


def _removed(document: Element, levels: Mapping[str, int], answers: Answers) -> None:
    """What is deleted under tracking outside of the clauses: once accepted, nothing of it is left to be seen."""
    clause = False
    for one in paragraphs(document):
        level = 0 if one.in_table else levels.get(one.style, 0)
        clause = level == 2 or (clause and level != 1)
        gone = " ".join("".join(piece.text for piece in one.pieces if piece.change is Change.DELETED).split())
        if gone and not clause:
            answers.notice("", f"texte supprimé hors des clauses : « {excerpt(gone, 300)} ».")


def _remark(remark: Remark, owners: Mapping[Element, str], answers: Answers) -> None:
    """A comment is told with its clause; so is what changes the clause, which its new wording shows too."""
    owner = _clause_of(remark.holder, owners) if remark.holder is not None else ""
    if not answers.marginal(remark, owner) and (owner or remark.name != BOX):
        answers.notice(answers.place_of(remark, owner), remark.told)


def _retitled(matched: Matches, answers: Answers) -> None:
    """A title that is that of no clause: it may say what the clause no longer does."""
    ours = {neutral(text.title) for text in answers.sent.values()}
    for point, section in matched.items():
        if section.title and neutral(section.title) not in ours:
            told = f"l'intitulé de la clause a été modifié : « {excerpt(section.title, 300)} »."
            answers.beside(point, f"« {excerpt(answers.sent[point].title)} »", told, section.title)


def _clause_of(holder: Element, owners: Mapping[Element, str]) -> str:
    """The point whose clause holds a paragraph, or the text box or block that stands in it."""
    return next((owners[one] for one in (holder, *holder.iterancestors(w("p"))) if one in owners), "")


def _list_styles(styles: Element | None) -> frozenset[str]:
    """Ids of the styles of lists: those of Word, and those of ours that LibreOffice renamed."""
    if styles is None:
        return frozenset()
    named = {str(one.get(w("styleId"))): value(one, "name").lower() for one in styles.iter(w("style"))}
    return frozenset(key for key, name in named.items() if re.match(r"list\b|liste\b", name))


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
        best = max(_nearest(free, text.text), key=lambda section: _alike(section.said, text.text), default=None)
        if best is not None and _alike(best.said, text.text) >= ALIKE:
            found[point] = best
            free.remove(best)
    return found


def _nearest(sections: list[_Section], text: str) -> list[_Section]:
    """The sections that share the most words with a text, in whatever order: the others are not worth comparing."""
    words = _words(neutral_lines(text))
    shares = {section: at_most(_words(section.said), words) for section in sections}
    return nlargest(CANDIDATES, (one for one in sections if shares[one] >= ALIKE), key=shares.__getitem__)


def _missing(sent: Mapping[str, SentText], found: Matches) -> list[tuple[str, SentText]]:
    return [(point, text) for point, text in sent.items() if point not in found]


def _carved(sections: list[_Section], wanted: list[str]) -> _Section | None:
    """A clause whose heading went or changed: its paragraphs, taken out of the section in which they now stand."""
    for section in sections:
        plain = section.plain
        said = [one.said for one in plain]
        for start in range(len(said) - len(wanted) + 1):
            if said[start : start + len(wanted)] == wanted:
                first = section.paragraphs.index(plain[start])
                last = section.paragraphs.index(plain[start + len(wanted) - 1])
                kept = _Section(section.title, section.paragraphs[first : last + 1])
                kept.holders = [one.element for one in kept.paragraphs]
                del section.paragraphs[first : last + 1]
                return kept
    return None


def _alike(said: list[str], text: str) -> float:
    """Share of common words, from 0 to 1."""
    return ratio(_words(said), _words(neutral_lines(text)))


def _words(lines: Iterable[str]) -> list[str]:
    return " ".join(lines).split()


def _item(sent: SentText, section: _Section | None, beside: str) -> ReplyItem:
    if section is None or not (section.said or section.foreign):
        return ReplyItem(touch=Touch.DELETED, beside=beside)
    defined = neutral_lines(sent.defined)
    if section.said in (neutral_lines(sent.text), [*neutral_lines(sent.text), *defined]) and not section.foreign:
        return ReplyItem(touch=Touch.UNTOUCHED, beside=beside)
    return ReplyItem(touch=Touch.REWORDED, wording="\n".join(_spelled(section, sent)), beside=beside)


def _spelled(section: _Section, sent: SentText) -> Iterator[str]:
    """Lines of the new text, without definitions; those that did not change are spelled as they were sent."""
    known, defined = {neutral(line): line for line in sent.text.split("\n")}, neutral_lines(sent.defined)
    for one in section.paragraphs:
        if one.said in defined and not one.foreign:
            continue
        same = None if one.foreign else known.get(one.said)
        yield same or f"{ITEM if one.item else ''}{'[tableau] ' if one.boxed else ''}{one.shown}"


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
