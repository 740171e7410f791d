"""Reads reponse.docx: each answer by what its row shows, else by its tag or its bookmark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausier.negotiation.reply import fields
from clausier.negotiation.reply.answers import Answers, Entry, joined
from clausier.negotiation.reply.neutral import same_text
from clausier.office.word.accept import accept_changes
from clausier.office.word.comments import read_comments
from clausier.office.word.opening import Parts
from clausier.office.word.places import excerpt
from clausier.office.word.reading import lines, paragraphs
from clausier.office.word.styled import read_styles
from clausier.office.word.xml import Element, value, w

OURS = ("title", "subtitle", "heading", "clausier")
"""Beginnings of the names of the styles of what the form says itself; what is typed beside it has another."""
OUTSIDE = "un texte est écrit en dehors des cases de réponse : « {} ». Il n'est rattaché à aucune demande."


def is_form(document: Element) -> bool:
    """Does a document hold at least one answer cell, filled or not?"""
    return any(_named(cell, {}) or _label(_text(cell)) for cell in document.iter(w("tc")))


def read_form(parts: Parts, answers: Answers) -> None:
    """Adds what the form says, and a fault for each thing that cannot be understood for sure."""
    styles = read_styles(parts)
    for one in read_comments(parts, styles):
        answers.notice(f"« {one.paragraph} »" if one.paragraph else "", f"commentaire de {one.author} : {one.text}")
    accept_changes(parts.document)
    names = fields.names(answers.sent, answers.questions)
    for table in parts.document.iter(w("tbl")):
        _table(_cells(table), names, answers)
    for paragraph in paragraphs(parts.document):
        text = joined([paragraph.flat])
        typed = not styles.name_of(paragraph.element).lower().startswith(OURS)
        if text and typed and not paragraph.in_table:
            answers.notice("", OUTSIDE.format(excerpt(text)))


def _text(cell: Element) -> str:
    """The paragraphs of a cell as lines, those of tables within it too."""
    return joined(lines(cell))


def _cells(table: Element) -> Iterator[Element]:
    """The innermost cells, in reading order: an answer is looked for after its label, on whichever row."""
    return (cell for cell in table.iter(w("tc")) if cell.find(f".//{w('tc')}") is None)


@dataclass(frozen=True, slots=True)
class _Label:
    """What a cell before an answer says: the number shown, and the field's key, or nothing for the wording asked."""

    shown: str
    key: str


def _label(text: str) -> _Label | None:
    """« 4.5 · Réponse », or the title of the wording that is asked, « 4.5 · Rédaction demandée – … »."""
    shown, point, rest = text.partition(fields.POINT.strip())
    if not point or "\n" in text:
        return None
    said = fields.neutral(rest)
    if said.startswith((fields.neutral(fields.ASKED), fields.neutral(fields.CONFIRM))):
        return _Label(shown.strip(), "")
    key = next((one.key for one in fields.labelled(shown) if fields.neutral(one.label) == said), None)
    return None if key is None else _Label(shown.strip(), key)


def _table(cells: Iterator[Element], names: dict[str, tuple[str, str]], answers: Answers) -> None:
    label: _Label | None = None
    for cell in cells:
        text = _text(cell)
        found = _label(text)
        if found:
            label = found
            continue
        named = _named(cell, names)
        if named or label:
            _answer(named, label, text, answers)
        elif text and not fields.is_hint(text) and not _is_title(cell):
            answers.fault(
                f"tableau, « {excerpt(text)} »",
                "cette case n'est rattachée à aucune demande.",
                "Écrire la réponse dans la ligne de la demande, en face de son libellé.",
            )
        label = None


def _is_title(cell: Element) -> bool:
    """A row that is repeated at the top of each page says nothing that anybody answered."""
    row = next(cell.iterancestors(w("tr")), None)
    return row is not None and row.find(f"{w('trPr')}/{w('tblHeader')}") is not None


def _named(cell: Element, names: dict[str, tuple[str, str]]) -> tuple[str, str] | None:
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


def _answer(named: tuple[str, str] | None, label: _Label | None, text: str, answers: Answers) -> None:
    """What a person sees, the label, wins over the hidden name, which may have been copied from another row."""
    owner, key = named or ("", "")
    if label:
        key = label.key or ""
        respondent = fields.neutral(label.shown) == fields.neutral(fields.RESPONDENT_LABEL)
        owner = fields.RESPONDENT if respondent else answers.owner_of(label.shown) or owner
    if not answers.asks(owner) and (key in fields.OF_QUESTIONS or (label and fields.is_question(label.shown))):
        return answers.unasked(label.shown if label else owner, text, key)
    if not answers.asks(owner) and owner != fields.RESPONDENT:
        return answers.stranger("", label.shown if label else owner)
    if key:
        shown = label.shown if label else _shown(owner, answers)
        place = f"« {fields.label(shown, fields.BY_KEY[key])} »"
        answers.entries.append(Entry(owner, key, place, fields.without_hints(text, fields.BY_KEY[key])))
    else:
        _asked(owner, text, answers)
    return None


def _shown(owner: str, answers: Answers) -> str:
    return fields.RESPONDENT_LABEL if owner == fields.RESPONDENT else answers.shown(owner)


def _asked(point: str, text: str, answers: Answers) -> None:
    """The wording asked, corrected where it stands, is a wording proposed."""
    if point in answers.questions:
        return answers.reworded(point, text)
    sent = answers.sent[point]
    if not text or same_text(text, sent.text):
        return None
    place = f"« {sent.number}{fields.POINT}{fields.ASKED} »"
    answers.notice(place, "la rédaction demandée a été modifiée sur place : elle est lue comme rédaction proposée.")
    answers.entries.append(Entry(point, fields.WORDING.key, place, text))
    return None
