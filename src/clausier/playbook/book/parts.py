"""The parts of a library that its book carries, a record each: the export and the import both go by these alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from clausier.errors import Problem
from clausier.french import long_date
from clausier.model.formulas import Formulas
from clausier.model.law import LegalBasis
from clausier.model.library import Category, Definition, Library
from clausier.playbook.bases import UNREAD
from clausier.playbook.book.book import BASIS, CATEGORY, FORMULAS, FRESH, POINT, TERM, Sheet
from clausier.playbook.book.layout import POINT_LAYOUT
from clausier.playbook.book.plainlayout import plain_layout
from clausier.playbook.book.pointback import point_of
from clausier.playbook.book.pointsheets import blank_point, point_sheet
from clausier.playbook.book.readback import plain_of
from clausier.playbook.book.shapes import REMOVED, Layout
from clausier.playbook.book.sheets import blank_fields, plain_sheet
from clausier.playbook.trees import Tree, category_tree, point_tree, tree_of
from clausier.proposal.approved import APPROVED, CHANGED

Trees = Iterator[tuple[str, Tree]]
Understood = tuple[Tree, tuple[Problem, ...]]


READ = "Lecture"
STATUSES = (APPROVED, CHANGED, READ)
"""How what is said under a heading begins."""


@dataclass(frozen=True)
class Part:
    """A part of a library: how its items stand in the book, and where an overlay writes them.

    `section` is its key in a library, `file` the one file that holds it, if one does. `chapter` is the heading above
    its sheets, where they have none of their own, and `guidance` what is said there. Items of an `open` part may be
    added and taken out; `noun` names one in a message.
    """

    word: str
    noun: str
    section: str
    layout_of: Callable[[str], Layout]
    trees: Callable[[Library], Trees]
    write: Callable[[str, Tree, Library], Sheet]
    read: Callable[[Sheet, str], Understood]
    file: str = ""
    chapter: str = ""
    guidance: str = ""
    is_open: bool = False
    blank: Sheet | None = None
    status: Callable[[str, Library], str] | None = None
    ids: frozenset[str] = frozenset()

    def root_of(self, id_: str) -> str:
        """Where an item stands in a library's tree; the parts of the formulas are one item."""
        return self.section if self.ids else f"{self.section}.{id_}"

    def has(self, id_: str) -> bool:
        """May a sheet of this part have this id? Those of a part that is not open are known beforehand."""
        return not self.ids or id_ in self.ids


CATEGORY_LAYOUT = plain_layout(
    Category, "catégorie", keys=("intitule", "titre_article", "pourquoi"), heading=(("intitule",),)
)
TERM_LAYOUT = plain_layout(
    Definition, "définition", keys=("terme", "formes", "texte"), heading=(("terme",),), removable=True
)
BASIS_LAYOUT = plain_layout(
    LegalBasis,
    "texte de droit",
    keys=("citation", "abrege", "regle", "reserve", "force", "debiteur", "citable", "si", "en_vigueur", "contrats"),
    heading=(("abrege",),),
    removable=True,
    rare=("contrats", "citable", "si", "reserve", "en_vigueur.du", "en_vigueur.au", REMOVED),
)
FORMULA_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "introductions": "Ce qui précède et suit une clause",
        "regles": "Règles communes à toutes les clauses",
        "lettre": "Phrases de la lettre et des demandes",
        "acte": "Phrases de l’acte",
        "tours": "Ce qu’une relance dit",
        "formulaire": "Ce que dit le formulaire de réponse",
        "annexe": "Annexe sur le traitement",
        "mots": "Mots",
    }
)
"""Sheets of the formulas, each with its title."""
FORMULA_KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "introductions": ("signe", "non_signe", "par_verdict", "article", "citation", "contrepartie", "maintien"),
        "regles": ("regles",),
        "lettre": (
            *("relecture", "chiffre", "preuve_manquante", "preuve_attendue", "non_ecrit", "reserve_lettre"),
            *("voix", "rappels"),
        ),
        "acte": ("expose", "reserve_acte"),
        "tours": ("tours",),
        "formulaire": ("formulaire",),
        "annexe": ("annexe_si", "annexe"),
        "mots": ("origines", "verdicts", "sans_reserve"),
    }
)
FORMULA_LAYOUTS = {id_: plain_layout(Formulas, "formule", keys=keys) for id_, keys in FORMULA_KEYS.items()}


def _points(library: Library) -> Trees:
    yield from ((point.id, point_tree(point)) for point in library.requirements)


def _categories(library: Library) -> Trees:
    yield from ((str(one.number), category_tree(one)) for one in library.categories)


def _terms(library: Library) -> Trees:
    yield from ((id_, tree_of(one)) for id_, one in library.definitions.items())


def _bases(library: Library) -> Trees:
    for id_, one in library.bases.items():
        tree = tree_of(one)
        yield id_, {key: tree[key] for key in tree if (key,) in _basis_keys()}


def _basis_keys() -> frozenset[tuple[str, ...]]:
    return frozenset(slot[:1] for slot in BASIS_LAYOUT.slots)


def _formulas(library: Library) -> Trees:
    tree = tree_of(library.formulas)
    yield from ((id_, {key: tree[key] for key in tree if key in keys}) for id_, keys in FORMULA_KEYS.items())


def basis_status(id_: str, library: Library) -> str:
    """What is known of the reading of a legal basis, in French."""
    basis = library.bases[id_]
    if basis.approval is not None and basis.is_approved():
        return f"{READ} : par {basis.approval.name}, le {long_date(basis.approval.on)}."
    read = UNREAD.get(basis.verification, "texte lu")
    return f"{READ} : {read}, le {long_date(basis.verified_on)} ({basis.version_read})."


def _plain(part: str, layout: Layout) -> Callable[[str, Tree, Library], Sheet]:
    return lambda id_, tree, _library: plain_sheet(part, id_, tree, layout)


def _plain_back(layout: Layout) -> Callable[[Sheet, str], Understood]:
    return lambda sheet, file: plain_of(sheet, layout, file)


def _formula_sheet(id_: str, tree: Tree, _library: Library) -> Sheet:
    return plain_sheet(FORMULAS, id_, tree, FORMULA_LAYOUTS[id_], FORMULA_TITLES[id_])


def _basis_sheet(id_: str, tree: Tree, library: Library) -> Sheet:
    sheet = plain_sheet(BASIS, id_, tree, BASIS_LAYOUT)
    return Sheet(sheet.id, "", sheet.title, BASIS, sheet.fields, sheet.grids, basis_status(id_, library))


def _blank(part: str, title: str, layout: Layout) -> Sheet:
    return Sheet(FRESH, "", title, part, blank_fields(layout))


PARTS = (
    Part(
        CATEGORY,
        "la catégorie",
        "categories",
        lambda _id: CATEGORY_LAYOUT,
        _categories,
        _plain(CATEGORY, CATEGORY_LAYOUT),
        _plain_back(CATEGORY_LAYOUT),
    ),
    Part(
        POINT,
        "la clause",
        "points",
        lambda _id: POINT_LAYOUT,
        _points,
        point_sheet,
        point_of,
        is_open=True,
        blank=blank_point(),
    ),
    Part(
        TERM,
        "le terme",
        "definitions",
        lambda _id: TERM_LAYOUT,
        _terms,
        _plain(TERM, TERM_LAYOUT),
        _plain_back(TERM_LAYOUT),
        "definitions.yaml",
        "Définitions",
        is_open=True,
        blank=_blank(TERM, "Terme", TERM_LAYOUT),
    ),
    Part(
        FORMULAS,
        "la page de formules",
        "formules",
        lambda id_: FORMULA_LAYOUTS[id_],
        _formulas,
        _formula_sheet,
        lambda sheet, file: plain_of(sheet, FORMULA_LAYOUTS[sheet.id], file),
        "formules.yaml",
        "Formules",
        ids=frozenset(FORMULA_KEYS),
    ),
    Part(
        BASIS,
        "le fondement",
        "fondements",
        lambda _id: BASIS_LAYOUT,
        _bases,
        _basis_sheet,
        _plain_back(BASIS_LAYOUT),
        "fondements.yaml",
        "Fondements",
        is_open=True,
        blank=_blank(BASIS, "Forme abrégée", BASIS_LAYOUT),
        status=basis_status,
    ),
)
BY_WORD = MappingProxyType({part.word: part for part in PARTS})
CHAPTERS = tuple(part.chapter for part in PARTS if part.chapter)
LAYOUTS = (POINT_LAYOUT, CATEGORY_LAYOUT, TERM_LAYOUT, *FORMULA_LAYOUTS.values(), BASIS_LAYOUT)
