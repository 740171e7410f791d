"""Reads reponse.docx: each answer by what its row shows, else by its tag or its bookmark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clausier.files.limits import LINE
from clausier.model.figure import Figure
from clausier.model.negotiation import Mark, SentText
from clausier.negotiation.reply import fields, wording
from clausier.negotiation.reply.answers import Answers, Entry, joined
from clausier.negotiation.reply.margins import tell_margins
from clausier.negotiation.reply.neutral import neutral, same_text
from clausier.office.word.accept import accept_changes
from clausier.office.word.opening import Parts
from clausier.office.word.places import excerpt
from clausier.office.word.reading import Paragraph, paragraphs
from clausier.office.word.remarks import Kind, Remark, drop_unsaid, remarks
from clausier.office.word.styled import Styles, read_styles
from clausier.office.word.xml import Element, head, value, w
from clausier.proposal.values import in_letter

OURS = ("title", "subtitle", "heading", "clausier")
"""Beginnings of the names of the styles of what the form says itself; what is typed beside it has another."""
SAID = frozenset(neutral(text) for text in (wording.TITLE, wording.ANSWERING, wording.WHO_ANSWERS, wording.QUESTIONS))
"""Its titles; and, below, what it says of this contract, as far as a reply tells."""
OF_THIS_CONTRACT = re.compile(
    r"(.+ – c|C)ontrat « .+ »(, référence .+)?|"
    r"Réponse du prestataire, .+, aux (demandes|questions) .+ attendue au plus tard le [^.]+\.|"
    r"\d+\. .+"
)
OUTSIDE = "un texte est écrit en dehors des cases de réponse : « {} ». Il n'est rattaché à aucune demande."
GONE = "la rédaction demandée n'y figure plus."
CORRECTED = "la rédaction demandée a été modifiée sur place : elle est lue comme rédaction proposée."
Names = Mapping[str, tuple[str, str]]
"""Tag or bookmark → (owner, key of the field)."""


def _line_of(sent: SentText) -> str:
    """What the form shows of a request; a text of its own bears its figure in its words."""
    value = "" if sent.own else sent.value
    return wording.asked_line(sent.title, in_letter(Figure(value)) if value else "", carried=bool(sent.carrier))


def _is_line(text: str) -> bool:
    """Is it that, and not the clause itself, which forms held before?"""
    begun = (line.partition("{")[0] for line in (wording.THE_CLAUSE, wording.THE_PART))
    return neutral(text).startswith(tuple(map(neutral, begun)))


def is_form(document: Element) -> bool:
    """Does a document hold at least one answer cell, filled or not?"""
    return any(_named(cell, {}) or _label(_text(cell)) for cell in document.iter(w("tc")))


def read_form(parts: Parts, answers: Answers, mark: Mark | None) -> None:
    """Adds what the form says, and a fault for each thing that cannot be understood for sure."""
    found = [*remarks(parts)]
    accept_changes(parts.document)
    found += drop_unsaid(parts.document, parts.styles)
    reader = _Reader(answers, fields.names(answers.sent, answers.questions))
    for table in parts.document.iter(w("tbl")):
        if next(table.iterancestors(w("tc")), None) is None:
            reader.table(table)
    styles = read_styles(parts)
    for paragraph in paragraphs(parts.document):
        _outside(paragraph, styles, answers)
    for remark in found:
        reader.remark(remark)
    reader.missing()
    tell_margins(parts, mark, answers)


def _text(cell: Element) -> str:
    """What a person reads in a cell, as lines, those of tables within it too; not the prompts of empty controls."""
    return joined(one.answer for one in paragraphs(cell))


def _outside(paragraph: Paragraph, styles: Styles, answers: Answers) -> None:
    """What stands outside of the tables and is not ours: by its style, by its words, or because it was tracked."""
    text = joined([paragraph.flat])
    if not text or paragraph.in_table:
        return
    styled = styles.name_of(paragraph.element).lower().startswith(OURS)
    if not styled or paragraph.added or not _is_ours(text, answers):
        answers.notice("", OUTSIDE.format(excerpt(text, 300)))


def _is_ours(text: str, answers: Answers) -> bool:
    plain = " ".join(text.split())
    numbers = (one.number for one in answers.sent.values())
    return (
        neutral(text) in SAID
        or neutral(text) in answers.said
        or (len(plain) <= LINE and OF_THIS_CONTRACT.fullmatch(plain) is not None)
        or any(plain.startswith(f"{number} – ") for number in numbers)
    )


def _cells(container: Element) -> Iterator[Element]:
    """The cells to read, in order: an answer is looked for after its label, on whichever row.

    A table within an answer is part of it; one around the form is only looked into.
    """
    outer = container if container.tag == w("tc") else next(container.iterancestors(w("tc")), None)
    for cell in container.iter(w("tc")):
        if cell is container or next(cell.iterancestors(w("tc")), None) is not outer:
            continue
        inner = [one for one in cell.iter(w("tc")) if one is not cell]
        if any(_named(one, {}) or _label(_text(one)) for one in inner):
            yield from _cells(cell)
        else:
            yield cell


@dataclass(frozen=True, slots=True)
class _Label:
    """What a cell before an answer says: the number shown, the field's key (none for the wording asked), its title."""

    shown: str
    key: str
    title: str = ""


def _label(text: str) -> _Label | None:
    """« 4.5 · Réponse », or the title of the wording that is asked, « 4.5 · Rédaction demandée – … »."""
    shown, point, rest = text.partition(fields.POINT.strip())
    if not point or "\n" in text:
        return None
    said = fields.neutral(rest)
    if said.startswith((fields.neutral(fields.ASKED), fields.neutral(fields.CONFIRM))):
        return _Label(shown.strip(), "", rest.partition("–")[2].strip())
    key = next((one.key for one in fields.labelled(shown) if fields.neutral(one.label) == said), None)
    return None if key is None else _Label(shown.strip(), key)


def _is_title(cell: Element) -> bool:
    """A row that is repeated at the top of each page says nothing that anybody answered."""
    row = next(cell.iterancestors(w("tr")), None)
    properties = head(row, "trPr") if row is not None else None
    return properties is not None and properties.find(w("tblHeader")) is not None


def _named(cell: Element, names: Names) -> tuple[str, str] | None:
    """(point, key) of an answer, from a tag or a bookmark in its cell; an unknown point is told by its tag."""
    for control in cell.iter(w("sdtPr")):
        name = value(control, "tag")
        owner, colon, key = name.rpartition(":")
        if name in names:
            return names[name]
        if colon and key in fields.BY_KEY:
            return owner, key
    marks = (str(mark.get(w("name"))) for mark in cell.iter(w("bookmarkStart")))
    return next((names[mark] for mark in marks if mark in names), None)


@dataclass(frozen=True)
class _Reader:
    """Reads the tables, and remembers of which request each cell is: what is written around it is told with it."""

    answers: Answers
    names: Names
    places: dict[Element, tuple[str, str]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def table(self, table: Element) -> None:
        label: _Label | None = None
        for cell in _cells(table):
            text = _text(cell)
            found = _label(text)
            if found:
                label = found
                self._title(cell, found)
                continue
            named = _named(cell, self.names)
            if named or label:
                self._answer(cell, named, label, text)
            elif text and not fields.is_hint(text) and not _is_title(cell):
                self.answers.fault(
                    f"tableau, « {excerpt(text)} »",
                    "cette case n'est rattachée à aucune demande.",
                    "Écrire la réponse dans la ligne de la demande, en face de son libellé.",
                )
            elif text and _is_title(cell) and not text.startswith("Réponse donnée pour "):
                self.answers.notice("", OUTSIDE.format(excerpt(text, 300)))
            label = None

    def _owner(self, named: tuple[str, str] | None, label: _Label | None) -> str:
        """What a person sees, the label, wins over the hidden name, which may have been copied from another row."""
        owner = named[0] if named else ""
        if label is None:
            return owner
        respondent = fields.neutral(label.shown) == fields.neutral(fields.RESPONDENT_LABEL)
        return fields.RESPONDENT if respondent else self.answers.owner_of(label.shown) or owner

    def _title(self, cell: Element, label: _Label) -> None:
        """A cell of ours, whose title of the wording asked must still be the one that was sent."""
        owner = self._owner(None, label)
        place = self._place(owner, label.shown, label.key)
        self.places[cell] = owner, place
        sent = self.answers.sent.get(owner)
        if sent and not label.key and label.title and not same_text(label.title, sent.title):
            told = f"l'intitulé de la demande a été modifié : « {excerpt(label.title, 300)} »."
            self.answers.beside(owner, place, told, label.title)

    def _place(self, owner: str, shown: str, key: str) -> str:
        number = self.answers.shown(owner) if self.answers.asks(owner) else shown or fields.RESPONDENT_LABEL
        title = fields.BY_KEY[key].label if key else fields.ASKED if owner in self.answers.sent else fields.CONFIRM
        return f"« {number}{fields.POINT}{title} »"

    def _answer(self, cell: Element, named: tuple[str, str] | None, label: _Label | None, text: str) -> None:
        owner = self._owner(named, label)
        key = label.key if label else named[1] if named else ""
        shown = label.shown if label else owner
        if not self.answers.asks(owner) and (key in fields.OF_QUESTIONS or (label and fields.is_question(shown))):
            place = fields.label(shown, fields.BY_KEY[key]) if key else shown
            return self.answers.unasked(f"« {place} »", text, key)
        if not self.answers.asks(owner) and owner != fields.RESPONDENT:
            return self.answers.stranger("", shown)
        place = self._place(owner, label.shown if label else "", key)
        self.places[cell] = owner, place
        if key:
            field = fields.BY_KEY[key]
            self.answers.entries.append(Entry(owner, key, place, fields.without_hints(text, field)))
            return self._prompt(cell, field, place)
        return self._asked(owner, place, text)

    def _prompt(self, cell: Element, field: fields.Field, place: str) -> None:
        """What looks typed in a control that says that it is empty: told, for some programs leave it so."""
        shown = [piece for one in paragraphs(cell) for piece in one.pieces if piece.placeholder]
        text = fields.without_hints("".join(piece.text for piece in shown), field)
        styled = all(value(piece.run.find(w("rPr")), "rStyle") for piece in shown if piece.run is not None)
        if text and (not styled or fields.choice_of(text) or fields.finding_of(text)):
            told = f"la case montre « {excerpt(text)} », mais le fichier la dit vide : elle est lue comme vide."
            self.answers.notice(place, told, "Si c'est la réponse, la retaper dans la case et relire.")

    def _asked(self, point: str, place: str, text: str) -> None:
        """The wording asked, corrected where it stands, is a wording proposed."""
        if point in self.answers.questions:
            return self.answers.reworded(point, text)
        sent = self.answers.sent[point]
        if text:
            self.asked.add(point)
        if _is_line(text) and not same_text(text, _line_of(sent)):
            told = f"ce qui est demandé a été modifié sur place : « {excerpt(text, 300)} »."
            return self.answers.beside(point, place, told, text)
        if text and not _is_line(text) and not same_text(text, sent.text):
            self.answers.notice(place, CORRECTED)
            self.answers.entries.append(Entry(point, fields.WORDING.key, place, text))
        return None

    def missing(self) -> None:
        """An answer to a wording that is no longer there answers something else."""
        answered = {
            one.owner for one in self.answers.entries if one.text and one.owner in self.answers.sent
        } - self.asked
        for point in sorted(answered):
            self.answers.beside(point, self._place(point, "", ""), GONE, GONE)

    def remark(self, remark: Remark) -> None:
        """A comment, a note, an image …: with the request in whose cells it stands, else with the words around it."""
        holder = remark.holder
        cells = [] if holder is None else [one for one in holder.iterancestors(w("tc")) if one in self.places]
        owner, place = self.places[cells[0]] if cells else self._around(remark.quoted)
        if remark.kind is Kind.GONE:
            self.answers.notice(place, f"{remark.told} : il n'est plus dit.")
        else:
            self.answers.beside(owner, place, remark.told, remark.text or remark.name)

    def _around(self, quoted: str) -> tuple[str, str]:
        """The request of a heading, and where it stands; no request anywhere else outside of the tables."""
        sent = self.answers.sent.items()
        owner = next((point for point, text in sent if quoted.startswith(f"{text.number} – ")), "")
        return owner, f"« {excerpt(quoted)} »" if quoted else ""
