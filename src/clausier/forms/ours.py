"""The texts around the answers of a questionnaire that came back: ours, or a person's own, which are told.

A question that was rewritten is no longer ours: its answer is refused, if the provider gave one.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from clausier.dossier.inwords import is_read
from clausier.errors import Problem, Severity
from clausier.forms.files import Returned
from clausier.forms.files.form import BLANK, LIST_HEAD, Aside, Form, Layout, Row
from clausier.forms.files.word import POINT_NUMBER, WORD_GUIDANCE
from clausier.forms.files.workbook import LONGEST_FOOTER, OTHER_HEADS, SHEET_GUIDANCE, TITLED
from clausier.forms.marks import MARK_LIBRARY, marks
from clausier.forms.questionnaire import KEPT, LEAVE, REST, REST_TITLE, blank_form
from clausier.forms.reading import TOLD
from clausier.forms.scope import Audience
from clausier.french import fold
from clausier.model.library import Library

OWN = "texte hors des cases du questionnaire : « {} ». Il n'est pas repris."
USE_FIELDS = "L'écrire dans une case du questionnaire."
REWRITTEN = "la question a été réécrite : « {} »."
RESTORE = "Une réponse vaut pour la question posée : remettre le texte d'origine, ou vider les réponses de cette ligne."
PAGES = re.compile(r"page \d+ sur \d+")
MOST, SHOWN = 40, 100
"""Texts that are told of a file, and signs of each."""


def asides(returned: Returned, library: Library, audience: Audience) -> Iterator[Problem]:
    """What a person wrote around the answers, or over what we ask."""
    ours = _Ours.of(library, audience, returned.subject)
    answered = {(one.table, one.id) for one in returned.records}
    same = returned.marks.get(MARK_LIBRARY) == marks(audience, "", library).get(MARK_LIBRARY)
    strict = audience is Audience.PROVIDER and same
    own = [one for one in returned.asides if not ours.holds(one)]
    for one in own[:MOST]:
        yield _told(one, ours, strict and (one.table, one.row) in answered)
    if len(own) > MOST:
        message = f"{len(own) - MOST} autres textes hors des cases du questionnaire ne sont pas repris."
        yield Problem(returned.file, "", message, severity=Severity.WARNING)


def _told(aside: Aside, ours: _Ours, refused: bool) -> Problem:
    quoted = textwrap.shorten(aside.text, SHOWN, placeholder=" …")
    if not ours.asks(aside):
        return Problem(aside.place, "", OWN.format(quoted), USE_FIELDS, severity=Severity.WARNING)
    severity = Severity.ERROR if refused else Severity.WARNING
    return Problem(aside.place, "", REWRITTEN.format(quoted), RESTORE, severity=severity)


@dataclass(frozen=True)
class _Ours:
    """Our texts, neutral: those that stand anywhere, and those of each row."""

    anywhere: frozenset[str]
    rows: Mapping[tuple[str, str], frozenset[str]]
    shows_reading: bool = False
    """May it show what was read in the contract?"""

    @classmethod
    def of(cls, library: Library, audience: Audience, subject: str) -> _Ours:
        form = blank_form(library, audience)
        rows = {**_proofs(library), **_rows(form)}
        return cls(frozenset(map(_neutral, _anywhere(form, subject))), rows, audience is Audience.PRACTICE)

    def asks(self, aside: Aside) -> bool:
        return (aside.table, _row_id(aside)) in self.rows

    def holds(self, aside: Aside) -> bool:
        """Is every line of it ours, where it stands?"""
        if aside.table == REST:
            return True
        if self.shows_reading:
            aside = replace(aside, text="\n".join(line for line in aside.text.split("\n") if not is_read(line)))
        here = self.rows.get((aside.table, _row_id(aside)), frozenset()) | self.anywhere
        lines = [_neutral(line) for line in aside.text.split("\n")]
        return _neutral(aside.text) in here or all(line in here for line in lines if line)


def _row_id(aside: Aside) -> str:
    """Proofs of a point share its texts, whatever their rank."""
    return re.sub(r":\d+$", ":1", aside.row)


def _anywhere(form: Form, subject: str) -> Iterator[str]:
    footer = " ".join(textwrap.shorten(one, LONGEST_FOOTER, placeholder=" …") for one in (form.banner, subject))
    yield from (
        form.title,
        subject,
        form.banner,
        footer,
    )
    yield from (
        *form.guidance,
        TOLD,
        *SHEET_GUIDANCE,
        WORD_GUIDANCE.replace(BLANK, ""),
        *LIST_HEAD,
        *OTHER_HEADS,
        POINT_NUMBER.title,
        BLANK,
    )
    yield from (REST_TITLE, KEPT, LEAVE, f"{REST_TITLE}{TITLED}{subject}")
    for table in form.tables:
        yield from (table.title, f"{table.title}{TITLED}{subject}", table.introduction)
        for field in (*table.fields, *(row.field for row in table.rows if row.field)):
            yield from field.choices
        yield from (field.title for field in table.fields)
        for group in table.groups:
            yield group.title
            yield from (f"Ligne libre {rank}" for rank, row in enumerate(group.rows, start=1) if not row.id)


def _proofs(library: Library) -> Mapping[tuple[str, str], frozenset[str]]:
    """Proofs may be given on any point, where a blank questionnaire only asks for some."""
    return {
        ("v", f"{point.id}:1"): frozenset(map(_neutral, (point.number, point.title, f"{point.number} – {point.title}")))
        for point in library.requirements
    }


def _rows(form: Form) -> Mapping[tuple[str, str], frozenset[str]]:
    return {
        (table.key, row.id): frozenset(map(_neutral, _row(row, table.layout)))
        for table in form.tables
        for row in table.rows
        if row.id
    }


def _row(row: Row, layout: Layout) -> Iterator[str]:
    yield from (row.title, *row.note.split("\n"), row.note, *row.expects.split("\n"))
    if layout is Layout.GRID:
        yield from (row.number, f"{row.number} – {row.title}")


@lru_cache(maxsize=4096)
def _neutral(text: str) -> str:
    """The words alone, in lower case and without accents; the number of a page is not a word."""
    return PAGES.sub("", " ".join(re.findall(r"\w+", fold(text)))).strip()
