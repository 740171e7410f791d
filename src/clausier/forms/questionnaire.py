"""A library, and a dossier or what its provider may see of it → the questionnaire to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from types import MappingProxyType

from clausier.dossier.begun import Begun
from clausier.dossier.columns import Shape
from clausier.dossier.scope import practice_points
from clausier.dossier.tree import Tree, at
from clausier.forms import fields as named
from clausier.forms.fields import Asked, Fields
from clausier.forms.files import form as made
from clausier.forms.files.form import ANSWER, Form, Group, Layout, Row, Table
from clausier.forms.headings import CODE_LENGTH, GENERAL, GUIDANCE, POINT_FIELDS, PROOF_FIELDS, entries, shape_of
from clausier.forms.hints import expected
from clausier.forms.marks import code_of, marks
from clausier.forms.reading import read_lines, shown_beside
from clausier.forms.scope import Audience, ProviderScope
from clausier.forms.texts import parameters_text, text_of, unshown
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.reading import Reading
from clausier.model.requirement import Requirement

NOTHING: Mapping[str, str] = MappingProxyType({})
NAMES = (("cabinet", "nom"), ("prestataire", "nom"), ("contrat", "titre"))
SPARE_PROOFS = 6
"""Lines for proofs of points that require none."""
REST, REST_TITLE, KEPT = "x", "Réserve", "Conservé du dossier"
LEAVE = "Ce que les autres pages ne montrent pas. À laisser tel quel : ces lignes sont relues avec le reste."


def practice_form(library: Library, dossier: CaseFile | Begun | None, reading: Reading | None = None) -> Form:
    """The practice's own questionnaire: everything that the dossier says, and what it may say.

    What was read in the contract stands beside the questions that are open, as help: never as an answer.
    """
    begun = Begun(dossier) if isinstance(dossier, CaseFile) else dossier
    case, tree = (begun.case, begun.tree) if begun else (None, {})
    points = practice_points(library, case)
    lines = read_lines(begun, reading, library) if begun and reading else {}
    builder = _Builder(Fields(library), tree, Audience.PRACTICE, lines)
    rest = tuple(unshown(tree, library, builder.asked.values()))
    tables = (builder.general(), builder.points(points), builder.proofs(points), *([_rest(rest)] if rest else []))
    names = [str(begun.told(path)) for path in NAMES if begun.told(path)] if begun else []
    form = _form(library, Audience.PRACTICE, case.id if case else "", names, tables)
    return form if reading is None else shown_beside(form, reading)


def provider_form(library: Library, scope: ProviderScope) -> Form:
    """The questionnaire to send: the same questions, nothing of what the practice thinks of the answers."""
    builder = _Builder(Fields(library), scope.told, Audience.PROVIDER)
    points = tuple(scope.points(library))
    tables = (builder.general(), builder.points(points), builder.proofs(points))
    names = (scope.practice, scope.title, scope.reference)
    return _form(library, Audience.PROVIDER, scope.case_id, names, tables)


ESCAPES = re.compile("_x000D_|x005F_")
"""What spreadsheets read otherwise: the end of a line, and nothing at all."""


def blank_form(library: Library, audience: Audience) -> Form:
    """All that a questionnaire may ask, about no contract: the words that are ours in one that comes back."""
    builder = _Builder(Fields(library), {}, audience)
    points = library.requirements
    return _form(library, audience, "", (), (builder.general(), builder.points(points), builder.proofs(points)))


def _form(library: Library, audience: Audience, case_id: str, names: Iterable[str], tables: tuple[Table, ...]) -> Form:
    internal = audience is Audience.PRACTICE
    shown = [ESCAPES.sub(" ", name) for name in names]
    subject = " – ".join(" ".join(name.split()) for name in shown if name.strip())
    return Form(
        title=f"Questionnaire {library.client.of}" if internal else "Questionnaire au prestataire",
        subject=subject or "Contrat informatique",
        banner="INTERNE – NE PAS TRANSMETTRE" if internal else "À RETOURNER COMPLÉTÉ",
        guidance=GUIDANCE[audience],
        marks=marks(audience, case_id, library),
        tables=tables,
    )


def _rest(rest: Sequence[tuple[str, str]]) -> Table:
    rows = tuple(
        Row(f"reste.{rank}", f"reste_{rank}", title, field=made.Field(ANSWER, title, wide=True), texts={ANSWER: text})
        for rank, (title, text) in enumerate(rest, start=1)
    )
    return Table(REST, REST_TITLE, Layout.LIST, (Group(KEPT, rows),), LEAVE)


class _Builder:
    """The tables of one questionnaire; `tree` holds the texts to show."""

    def __init__(self, fields: Fields, tree: Tree, audience: Audience, lines: Mapping[str, str] = NOTHING) -> None:
        """`lines`: key of the dossier, or id of a point → what was read of it in the contract."""
        self.fields, self.tree, self.audience, self.lines = fields, tree, audience, lines
        self.asked = {one.column.key: one for one in (*fields.general(), *entries(audience))}

    def general(self) -> Table:
        the = self.fields.library.client.the
        client = {"le": the, "Le": the[:1].upper() + the[1:]}
        groups = [
            Group(title.format(**client), tuple(self._general_row(self.asked[key]) for key in keys))
            for title, starts in GENERAL[self.audience].items()
            if (keys := [key for key in self.asked if key.startswith(starts)])
        ]
        return Table("c", "Contrat", Layout.LIST, tuple(groups))

    def _general_row(self, asked: Asked) -> Row:
        column = asked.column
        title = column.title.partition(" : ")[2] or column.title
        if column.path[0] == "situation" and column.note:
            title = self.fields.library.facts[str(column.path[1])].question if column.choices else column.title
        text = text_of(asked, at(self.tree, column.path))
        field = shape_of(asked, ANSWER, title[:1].upper() + title[1:])
        if asked.column.shape is Shape.TYPES and text and text not in field.choices:
            field = replace(field, choices=())
        note, texts = self._general_note(asked), {ANSWER: text} if text else {}
        return Row(column.key, code_of(column.key, CODE_LENGTH), field.title, field=field, note=note, texts=texts)

    def _general_note(self, asked: Asked) -> str:
        return _joined((_general_note(asked), self.lines.get(asked.column.key)))

    def points(self, points: Iterable[Requirement]) -> Table:
        fields = POINT_FIELDS[self.audience]
        groups = self._by_category((point, self._point_row(point)) for point in points)
        return Table("p", "Points", Layout.GRID, groups, fields=fields, counted=named.FINDING)

    def _by_category(self, rows: Iterable[tuple[Requirement, Row]]) -> tuple[Group, ...]:
        found: dict[int, list[Row]] = {}
        for point, row in rows:
            found.setdefault(point.category, []).append(row)
        titles = {category.number: category.title for category in self.fields.library.categories}
        return tuple(Group(f"{number}. {titles[number]}", tuple(rows)) for number, rows in found.items())

    def _point_row(self, point: Requirement) -> Row:
        texts = dict(self._point_texts(point))
        usual = {field.key for field in POINT_FIELDS[self.audience]} - {named.VALUE, named.PARTS, named.PARAMETERS}
        criterion = point.criterion
        usual |= {named.VALUE} if criterion.measures else set()
        usual |= {named.PARTS} if criterion.parts else set()
        usual |= {named.PARAMETERS} if point.parameters or point.positions.target.values else set()
        asked = frozenset(usual | set(texts))
        hints = (expected(point, self.fields.library, self.audience), self.lines.get(point.id))
        code = code_of(point.number, CODE_LENGTH)
        return Row(point.id, code, point.question, point.number, point.why, _joined(hints), asked=asked, texts=texts)

    def _point_texts(self, point: Requirement) -> Iterator[tuple[str, str]]:
        for name in (field.key for field in POINT_FIELDS[self.audience]):
            if name == named.PARAMETERS:
                text = parameters_text(at(self.tree, ("parametres", point.id)))
            else:
                asked = self.fields.of_point(point, name)
                text = text_of(asked, at(self.tree, asked.column.path)) if asked else ""
            if text:
                yield name, text

    def proofs(self, points: Iterable[Requirement]) -> Table:
        rows = [row for point in points for row in self._proof_rows(point)]
        spare = tuple(Row("", f"libre_{rank}", "", asked=frozenset(named.PROOF)) for rank in range(SPARE_PROOFS))
        groups = [Group("Preuves demandées", tuple(rows))] if rows else []
        told = "Une ligne par document remis. Pour un autre point, écrire son numéro dans une ligne libre."
        return Table("v", "Preuves", Layout.GRID, (*groups, Group("Autres preuves", spare)), told, PROOF_FIELDS)

    def _proof_rows(self, point: Requirement) -> Iterator[Row]:
        """The proofs given; an open line where the point requires one."""
        given = at(self.tree, ("reponses", point.id, "preuves")) or []
        for rank in count(1):
            if rank > len(given) + (1 if point.criterion.proof and not given else 0):
                return
            proof = given[rank - 1] if given else {}
            asked = {name: self.fields.of_proof(point, name) for name in named.PROOF}
            texts = {name: text_of(one, proof.get(name)) for name, one in asked.items() if name in proof}
            code = code_of(f"{point.number}.{rank}", CODE_LENGTH)
            yield Row(f"{point.id}:{rank}", code, point.title, point.number, asked=frozenset(named.PROOF), texts=texts)


def _joined(lines: Iterable[str | None]) -> str:
    return "\n".join(filter(None, lines))


def _general_note(asked: Asked) -> str:
    several = "Une ou plusieurs réponses, séparées par « ; » : " if asked.column.shape is Shape.WORDS else ""
    if several:
        return several + ", ".join(asked.choices) + "."
    return asked.column.note if not asked.choices or asked.column.path[0] != "situation" else ""
