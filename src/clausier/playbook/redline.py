"""The comparison of two libraries as a Word file with tracked changes, old text to new, for whoever reads it there.

How contracts are read, and what checks look for, is left out: nothing that is asked of a provider depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from clausier.french import typeset
from clausier.model.library import Library
from clausier.model.markup import DASH
from clausier.office.palette import GREY, INK, SANS, VALUE
from clausier.office.word import stylenames
from clausier.office.word.parts import Frame, framed
from clausier.office.word.revisions import Change, Reviser, Stretch
from clausier.office.word.styles import Style, style_id, styles_part
from clausier.office.word.xml import Element
from clausier.playbook.compare import READING, Comparison, Entry, Weight
from clausier.playbook.compare import Change as Difference
from clausier.playbook.fields import slots
from clausier.worddiff import Fate, Words

VALUE_NAME = "Clausier – nom de valeur"
TEXT = "Clausier – texte"
STYLES = (
    Style("Normal", based=""),
    Style("Default Paragraph Font", based="", is_character=True),
    Style("Title", font=SANS, size=18, bold=True, color=INK, before=120, after=80),
    Style("heading 1", font=SANS, size=14, bold=True, color=INK, before=360, after=120, outline=0, keep=True),
    Style("heading 2", font=SANS, size=11, bold=True, color=INK, before=280, after=80, outline=1, keep=True),
    Style("header", font=SANS, size=8, color=GREY),
    Style("footer", font=SANS, size=8, color=GREY),
    Style(stylenames.GUIDANCE, size=10.5, after=80),
    Style(stylenames.LABEL, font=SANS, size=8.5, color=GREY, before=120, after=20, keep=True),
    Style(TEXT, size=10.5, after=60),
    Style(stylenames.LIST, size=10.5, after=40, bullet=True),
    Style(VALUE_NAME, based="", color=VALUE, is_character=True),
)
UNTOLD = ("controles", "coherence", *READING)
"""Sections of a library on which no document depends."""
KINDS = MappingProxyType(
    {"fondements": "Fondement", "definitions": "Terme défini", "formules": "Formule", "categorie": "Catégorie"}
)
LABELS = MappingProxyType(
    {
        "abrege": "Forme courte",
        "debiteur": "Qui est obligé",
        "en_vigueur": "En vigueur",
        "regle": "Règle",
        "reserve": "Réserve",
        "si": "Seulement si",
        "verification": "Vérification",
        "verifie_le": "Vérifié le",
    }
)
GUIDANCE = (
    "De « {old} », version {before}, à « {new} », version {after}.",
    "Ce qui est retiré est barré, ce qui est ajouté est souligné, en modifications suivies : toutes acceptées, elles "
    "laissent les nouveaux textes ; toutes refusées, les anciens.",
    "Document interne : les positions de repli et les notes n'ont pas à être connues du prestataire.",
)
BREAK = re.compile(r"(\*\*?|\n+|\{\{[^{}]*\}\})")
BOLD, ITALIC = "**", "*"
CHANGES = MappingProxyType({Fate.KEPT: Change.NONE, Fate.REMOVED: Change.DELETED, Fate.ADDED: Change.INSERTED})
TITLES = MappingProxyType({".".join(slot): member.title for slot, member in slots()})


def redline(old: Library, new: Library, found: Comparison, by: Reviser) -> bytes:
    """The bytes of the .docx; the same for the same libraries, author and day."""
    title = typeset("Ce qui change dans les clauses")
    frame = Frame(title, "INTERNE – NE PAS TRANSMETTRE AU PRESTATAIRE", {}, styles_part(STYLES), is_landscape=False)
    return framed(frame, _body(title, old, new, found, by))


def _body(title: str, old: Library, new: Library, found: Comparison, by: Reviser) -> Iterator[Element]:
    yield _plain(by, "Title", title)
    for line in GUIDANCE:
        told = line.format(old=old.name, before=old.version, new=new.name, after=new.version)
        yield _plain(by, style_id(stylenames.GUIDANCE), typeset(told))
    gone, come = {entry.id for entry in found.removed}, {entry.id for entry in found.added}
    points = sorted((*found.changed, *found.added, *found.removed), key=lambda one: _order(one, old, new))
    for heading, entries in (("Les points", points), ("Ce que les points partagent", found.shared)):
        told_of = [(entry, changes) for entry in entries if (changes := [*_told(entry)])]
        if told_of:
            yield _plain(by, "Heading1", heading)
        for entry, changes in told_of:
            whole = Change.DELETED if entry.id in gone else Change.INSERTED if entry.id in come else Change.NONE
            yield by.paragraph("Heading2", [Stretch(_heading(entry), whole)], whole)
            for change in changes:
                yield from _change(change, by)
    yield _plain(by, style_id(stylenames.GUIDANCE), "Fin de la comparaison.")


def _plain(by: Reviser, style: str, text: str) -> Element:
    return by.paragraph(style, [Stretch(text)])


def _order(entry: Entry, old: Library, new: Library) -> tuple[int, int, int, str]:
    return (new.by_id.get(entry.id) or old.by_id[entry.id]).order


def _told(entry: Entry) -> Iterator[Difference]:
    if entry.id.partition(".")[0] not in UNTOLD:
        yield from (change for change in entry.changes if change.weight is not Weight.LANDMARK)


def _heading(entry: Entry) -> str:
    if entry.number:
        return f"{entry.number} – {entry.title}"
    kind = KINDS.get(entry.id.partition(".")[0])
    return typeset(f"{kind} : {entry.title}" if kind else "La bibliothèque")


def _change(change: Difference, by: Reviser) -> Iterator[Element]:
    """A key that is only added, or only taken away, comes or goes with its label."""
    whole = Change.INSERTED if not change.old else Change.DELETED if not change.new else Change.NONE
    yield by.paragraph(style_id(stylenames.LABEL), [Stretch(_label(change.key), whole)], whole)
    for stretches, end in lines(change.words, whole):
        first = stretches[0] if stretches else Stretch("")
        if first.text.startswith(DASH):
            item = [replace(first, text=first.text.removeprefix(DASH)), *stretches[1:]]
            yield by.paragraph(style_id(stylenames.LIST), item, end)
        else:
            yield by.paragraph(style_id(TEXT), stretches, end)


def _label(key: str) -> str:
    """« positions.cible.delai » as « Position cible – delai »."""
    known = max((slot for slot in TITLES if f"{key}.".startswith(f"{slot}.")), key=len, default="")
    words = key.removeprefix(known).removeprefix(".").split(".")
    named = [word if known else LABELS.get(word, word.replace("_", " ")) for word in words if word]
    told = " – ".join([TITLES[known], *named] if known else named)
    return typeset(told[:1].upper() + told[1:])


def lines(words: Iterable[Words], last: Change) -> Iterator[tuple[list[Stretch], Change]]:
    """Paragraphs of both texts as one, each with what becomes of its end; words have their weight, unmarked."""
    line: list[Stretch] = []
    weighed = {mark: {Change.DELETED: False, Change.INSERTED: False} for mark in (BOLD, ITALIC)}
    for one in words:
        change = CHANGES[one.fate]
        side = Change.DELETED if change is Change.DELETED else Change.INSERTED
        for piece in BREAK.split(one.text):
            if piece in weighed:
                on = weighed[piece]
                on |= {text: not on[text] for text in on if change in (Change.NONE, text)}
            elif piece.startswith("\n"):
                yield line, change
                line = []
            elif piece:
                name = style_id(VALUE_NAME) if piece.startswith("{{") else ""
                line.append(Stretch(piece, change, weighed[BOLD][side], weighed[ITALIC][side], name))
    yield line, last
