"""What a Word file may bring along that a document for a provider must not carry: the table `baggage`, applied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from clausier.errors import Problem, Severity
from clausier.office.package import parse, relations
from clausier.office.word import baggage
from clausier.office.word.clean import LOCAL_NAME, has_tag
from clausier.office.word.fields import Field, fields_of
from clausier.office.word.margin import COMMENTS
from clausier.office.word.switches import hidden_runs
from clausier.office.word.wrapper import STYLES
from clausier.office.word.xml import Element, w
from clausier.playbook.template_check.places import Fault, Paragraph, paragraphs
from clausier.playbook.template_check.tags import hidden_tags

INSPECT = "Pour l'ôter aussi du modèle : Fichier, Informations, Vérifier l'absence de problèmes, Inspecter le document."
FIELDS = (
    (baggage.READING, "il lit un autre fichier ou lance une action."),
    (baggage.CHANGING, "il change de lui-même après l'envoi."),
)


def package_faults(members: Mapping[str, bytes], told: Sequence[str], stories: Sequence[str]) -> Iterator[Fault]:
    """Objects that bring code or other documents, tags in parts that are never filled in, and what was cleaned.

    `members` are the parts left once cleaned, `told` what was removed, `stories` the parts that are filled in.
    """
    for source, kind, _, _ in relations(members):
        row = next((row for row in baggage.EMBEDDED if kind.rpartition("/")[2] in row.relations), None)
        if row is not None:
            yield _of_file(f"le modèle contient {row.what} ({source}), qui n'est pas admis.", row.remedy)
    for name, content in members.items():
        other = name.startswith("word/") and name.endswith(".xml") and name not in (*stories, COMMENTS)
        if other and re.search(rb"\{\{|\{%", content):
            yield _of_file(
                f"une balise se trouve dans {name}, que clausier ne remplit pas.", "La mettre dans le corps."
            )
    if told:
        message = f"clausier retire des documents ce que le modèle porte : {' ; '.join(told)}."
        yield Fault(Problem("", "", message, INSPECT, severity=Severity.WARNING))


def other_faults(members: Mapping[str, bytes], stories: Sequence[str]) -> Iterator[Fault]:
    """Faults of the parts that are printed, or kept, without being filled in: endnotes, notes of charts, styles…"""
    styles = parse(members[STYLES])
    for name in sorted(members):
        if name.startswith("word/") and name.endswith(".xml") and name not in (*stories, COMMENTS):
            root = parse(members[name])
            yield from part_faults(paragraphs(name, root, name.removeprefix("word/")), root, name, styles)


def part_faults(found: Sequence[Paragraph], root: Element, label: str, styles: Element) -> Iterator[Fault]:
    """Tracked changes, hidden words, fields, objects and bound controls of a part."""
    at = {paragraph.element: paragraph for paragraph in found}
    for element, message, hint in _found(root, styles):
        yield _at(element, at, label, message, hint)


def _found(root: Element, styles: Element) -> Iterator[tuple[Element, str, str]]:
    """(where, what is wrong, what to do)."""
    changed = _first(root, baggage.REVISIONS)
    if changed is not None:
        message = "le modèle contient des modifications suivies, qui partiraient avec le document."
        yield changed, message, baggage.REVISIONS.remedy
    for run in hidden_runs(root, styles):
        yield run, "un texte masqué partirait avec le document, sans se voir.", baggage.HIDDEN.remedy
    for field in fields_of(root):
        yield from ((field.element, message, hint) for message, hint in _field_faults(field))
    dated = _first(root, baggage.CHANGING)
    if dated is not None:
        yield dated, "une date automatique change d'elle-même après l'envoi.", baggage.CHANGING.remedy
    for row in baggage.EMBEDDED:
        embedded = _first(root, row)
        if embedded is not None:
            yield embedded, f"le modèle contient {row.what}, qui n'est pas admis.", row.remedy
    for control in root.iter(w("sdt")):
        if any(_local(one) in baggage.BOUND.elements for one in control.iterfind(f"{w('sdtPr')}/*")) and has_tag(
            control
        ):
            message = (
                "un contrôle lié à une donnée porte une balise : Word y afficherait la donnée, pas le texte rempli."
            )
            yield control, message, baggage.BOUND.remedy


def _field_faults(field: Field) -> Iterator[tuple[str, str]]:
    if field.is_computed:
        yield "le nom d'un champ est calculé : clausier ne peut pas dire ce qu'il ferait.", baggage.COMPUTED.remedy
    for row, reason in FIELDS:
        if field.name in row.fields:
            yield f"le champ {field.name} n'est pas admis : {reason}", row.remedy
    if field.name in baggage.REWRITTEN.fields and re.search(r"\{\{|\{%", field.result):
        message = f"une balise se trouve dans le résultat du champ {field.name}, que Word recalcule."
        yield message, baggage.REWRITTEN.remedy
    if field.name == "HYPERLINK" and LOCAL_NAME.search(field.code.partition('"')[2]):
        yield "un lien mène à un fichier de votre ordinateur.", "Retirer le lien."


def _first(root: Element, row: baggage.Row) -> Element | None:
    """The first element of this kind; `w:control` and the like are looked for by their names in `w:` only."""
    return next(root.iter(*(w(name) for name in row.elements)), None) if row.elements else None


def story_faults(found: Sequence[Paragraph], root: Element, label: str) -> Iterator[Fault]:
    """Tables that cannot be filled in, tags hidden in properties."""
    at = {paragraph.element: paragraph for paragraph in found}
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


def comment_faults(members: Mapping[str, bytes], found: Sequence[Paragraph]) -> Iterator[Fault]:
    """Comments would leave with every document."""
    count = len(parse(members[COMMENTS]).findall(w("comment"))) if COMMENTS in members else 0
    if count:
        message = (
            f"le modèle contient {count} commentaire{'s' if count > 1 else ''}, qui partirai{_ent(count)} avec lui."
        )
        first = (one for one in found if next(one.element.iter(w("commentReference")), None) is not None)
        paragraph = next(first, None)
        hint = baggage.COMMENTS.remedy
        yield paragraph.fault(message, hint) if paragraph else _of_file(message, hint)


def _ent(count: int) -> str:
    return "ent" if count > 1 else "t"


def _at(element: Element, at: Mapping[Element, Paragraph], label: str, message: str, hint: str) -> Fault:
    """The fault at the paragraph around the element, or at the first inside it."""
    holder = element if element.tag == w("p") else next(element.iterancestors(w("p")), None)
    holder = next(element.iter(w("p")), None) if holder is None else holder
    return at[holder].fault(message, hint) if holder is not None else _of_file(f"{label} : {message}", hint)


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _of_file(message: str, hint: str) -> Fault:
    return Fault(Problem("", "", message, hint))
