"""What a Word file may bring along that a document for a provider must not carry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from clausier.errors import Problem
from clausier.office.package import parse, relations
from clausier.office.word.tidy import w
from clausier.playbook.template_check.places import STORY, Fault, Paragraph
from clausier.playbook.template_check.tags import hidden_tags

COMMENTS = "word/comments.xml"
REVISIONS = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo"))
FIELDS = re.compile(
    r"\s*(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|DATABASE|RD|IMPORT|MACROBUTTON|ASK|FILLIN)\b", re.IGNORECASE
)
EMBEDDED = {
    "aFChunk": "un document incorporé",
    "subDocument": "un sous-document",
    "oleObject": "un objet OLE",
    "control": "un contrôle ActiveX",
}
PLAIN = "Le remplacer par du texte, un tableau ou une image."


def package_faults(members: Mapping[str, bytes]) -> Iterator[Fault]:
    """Objects that bring code or other documents, and tags in parts that are never filled in."""
    for source, kind, _, _ in relations(members):
        name = kind.rpartition("/")[2]
        if name in EMBEDDED:
            yield _of_file(f"le modèle contient {EMBEDDED[name]} ({source}), qui n'est pas admis.", PLAIN)
    for name, content in members.items():
        other = name.startswith("word/") and name.endswith(".xml") and not STORY.fullmatch(name) and name != COMMENTS
        if other and re.search(rb"\{\{|\{%", content):
            yield _of_file(
                f"une balise se trouve dans {name}, que clausier ne remplit pas.", "La mettre dans le corps."
            )


def story_faults(paragraphs: Sequence[Paragraph], root: etree._Element, label: str) -> Iterator[Fault]:
    """Tracked changes, fields that read other files, tables that cannot be filled in, tags hidden in properties."""
    at = {paragraph.element: paragraph for paragraph in paragraphs}
    yield from _revisions(root, at, label)
    for element in root.iter(w("instrText"), w("fldSimple")):
        code = element.text or element.get(w("instr")) or ""
        if found := FIELDS.match(code):
            message = f"le champ {found[1].upper()} n'est pas admis : il lit un autre fichier ou lance une action."
            yield _at(element, at, label, message, PLAIN)
    for table in root.iter(w("tbl")):
        if table.find(w("tblGrid")) is None:
            cell = next(table.iter(w("p")), None)
            hint = "Le refaire : copier son contenu dans un tableau neuf."
            yield _at(
                cell if cell is not None else table, at, label, "un tableau est abîmé : il n'a pas de grille.", hint
            )
    for text in dict.fromkeys(hidden_tags(root)):
        message = f"la balise « {text.strip()[:60]} » se trouve dans une propriété (texte de remplacement, signet…)."
        yield _of_file(f"{label} : {message}", "La retirer de cette propriété.")


def comment_faults(members: Mapping[str, bytes], paragraphs: Sequence[Paragraph]) -> Iterator[Fault]:
    """Comments would leave with every document."""
    count = len(parse(members[COMMENTS]).findall(w("comment"))) if COMMENTS in members else 0
    if count:
        message = (
            f"le modèle contient {count} commentaire{'s' if count > 1 else ''}, qui partirai{_ent(count)} avec lui."
        )
        hint = "Dans Word : Révision, Supprimer, Supprimer tous les commentaires."
        first = (one for one in paragraphs if next(one.element.iter(w("commentReference")), None) is not None)
        paragraph = next(first, None)
        yield paragraph.fault(message, hint) if paragraph else _of_file(message, hint)


def _ent(count: int) -> str:
    return "ent" if count > 1 else "t"


def _revisions(root: etree._Element, at: Mapping[etree._Element, Paragraph], label: str) -> Iterator[Fault]:
    found = next(root.iter(*REVISIONS), None)
    if found is not None:
        message = "le modèle contient des modifications suivies, qui partiraient avec le document."
        yield _at(found, at, label, message, "Dans Word : Révision, Accepter toutes les modifications.")


def _at(element: etree._Element, at: Mapping[etree._Element, Paragraph], label: str, message: str, hint: str) -> Fault:
    holder = element if element.tag == w("p") else next(element.iterancestors(w("p")), None)
    return at[holder].fault(message, hint) if holder is not None else _of_file(f"{label} : {message}", hint)


def _of_file(message: str, hint: str) -> Fault:
    return Fault(Problem("", "", message, hint))
