"""Random dossiers that say everything a dossier may say, for Hypothesis."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from clausier.characters import refused
from clausier.dossier.read import case_of
from clausier.files.strictyaml import Document, Places
from clausier.model.casefile import CaseFile, Signature, State
from clausier.model.criterion import Measure
from clausier.model.requirement import PositionName, Requirement
from clausier.model.verdict import Finding
from clausier.quantity import Kind
from tests.builders import library

HARD = (
    " bords ",
    "fin de bloc\n",
    "deux\nlignes\n\net une",
    "\tretrait",
    "=1+1",
    "'apostrophe",
    "28.10",
    "12:30",
    "oui",
    "⟨vide⟩ et ⟨20⟩",
    "[à compléter]",
    "_x000D_",
    "x005F_",
    "a\rb\u2028c\x85d",
    "trait d\u00adunion\u2011dur\u200b",
    '« guillemets » et "droits" & <balises>',
    "- liste : # [x] {y}",
    "null",
    "😀 é e\u0301",
    "—",
)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(lambda text: not refused(text))
TEXT = st.one_of(st.sampled_from(HARD), ANY)
NAME = TEXT.filter(str.strip)
DATE = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(lambda day: day.isoformat())
FIGURES = {
    Kind.DURATION: ("4 heures ouvrées", "30 jours calendaires", "12 mois"),
    Kind.FREQUENCY: ("1 par jour", "2 par an", "trimestriel"),
    Kind.COUNT: ("7 versions", "3"),
    Kind.AMOUNT: ("85 € HT",),
    Kind.COUNTRIES: ("France", "EEE"),
}


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with some of these keys."""
    return st.fixed_dictionaries({}, optional=fields)


def party() -> st.SearchStrategy[dict[str, Any]]:
    others: dict[str, st.SearchStrategy[str]] = dict.fromkeys(("forme", "adresse", "representant", "qualite"), TEXT)
    numbers = {"siren": st.just("005 720 784"), "siret": st.just("356 000 000 00048")}
    return st.fixed_dictionaries({"nom": NAME}, optional={**others, **numbers})


def values(measures: tuple[Measure, ...]) -> st.SearchStrategy[Any]:
    if not measures:
        return st.one_of(TEXT, st.lists(TEXT, min_size=1, max_size=3))
    figures = [figure for measure in measures for figure in FIGURES[measure.kind]]
    if any(figure.isdigit() for figure in figures) and len({measure.kind for measure in measures}) > 1:
        figures = [figure for figure in figures if not figure.isdigit()]
    several = st.lists(st.sampled_from(("France", "DE")), min_size=1, max_size=2, unique=True)
    countries = [several] if any(measure.among for measure in measures) else []
    return st.one_of(st.sampled_from(figures), *countries)


def proof() -> st.SearchStrategy[dict[str, Any]]:
    kind = library().proofs["certificat_hds"]
    texts = dict.fromkeys(("titulaire", "numero", "organisme", "referentiel"), TEXT)
    dates = dict.fromkeys(("delivre_le", "expire_le"), DATE)
    activities = st.lists(st.sampled_from(list(kind.activities)), max_size=3)
    return st.fixed_dictionaries({"nature": st.just("certificat_hds")},
                                 optional={**texts, **dates, "activites": activities})  # fmt: skip


def answer(point: Requirement) -> st.SearchStrategy[dict[str, Any]]:
    parts = list(point.criterion.parts)
    fields = dict.fromkeys(("article", "citation", "page", "commentaire"), TEXT)
    fields |= {"valeur": values(point.criterion.measures), "preuves": st.lists(proof(), max_size=3)}
    if parts:
        fields["volets"] = st.lists(st.sampled_from(parts), max_size=len(parts))
    finding = st.sampled_from(list(Finding)).map(str)
    return st.fixed_dictionaries({"constat": finding, "motif": NAME}, optional=fields)


def answers() -> st.SearchStrategy[dict[str, Any]]:
    chosen = st.lists(st.sampled_from(library().requirements), max_size=8, unique_by=lambda point: point.id)
    return chosen.flatmap(lambda points: st.fixed_dictionaries({point.id: answer(point) for point in points}))


def parameters(point: Requirement) -> st.SearchStrategy[dict[str, str]]:
    names = {**point.parameters, **point.positions.target.values}
    figures = {name: point.default_of(name).kind for name in names}
    known = {name: st.sampled_from(FIGURES[kind]) if kind else TEXT for name, kind in figures.items()}
    return some(**known) if known else st.just({})


def facts() -> st.SearchStrategy[dict[str, Any]]:
    several = {
        name: st.lists(st.sampled_from([*kind.values, "inconnu"]), max_size=3)
        if kind.multiple
        else st.sampled_from([*kind.values])
        for name, kind in library().facts.items()
    }
    return some(hebergeur=TEXT, **several)


def declaration() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"par": NAME, "le": DATE}, optional={"qualite": TEXT, "reponses": answers()})


def trees() -> st.SearchStrategy[dict[str, Any]]:
    """Trees of sound dossiers."""
    points = st.sampled_from(library().requirements)
    contract = st.fixed_dictionaries(
        {"titre": NAME, "etat": st.sampled_from(list(State)).map(str)},
        optional={
            "reference": TEXT,
            "date": DATE,
            "echeance": DATE,
            "preavis": st.just("3 mois"),
            "type": st.sampled_from(list(library().contract_types)),
        },
    )
    amendment = some(
        numero=st.integers(1, 99).map(str),
        prise_d_effet=TEXT,
        originaux=st.integers(1, 9).map(str),
        signature=st.sampled_from(list(Signature)).map(str),
    )
    names = st.sampled_from(list(PositionName)).map(str)
    positions = st.dictionaries(points.map(lambda point: point.id), names, max_size=3)
    changed = points.flatmap(lambda point: parameters(point).map(lambda found: {point.id: found}))
    return st.fixed_dictionaries(
        {"cabinet": party(), "prestataire": party(), "contrat": contract},
        optional={
            "dossier": st.just({"id": "essai-2026"}),
            "situation": facts(),
            "courrier": some(lieu=TEXT, mode_envoi=TEXT, delai_reponse=st.just("21 jours")),
            "avenant": amendment,
            "reponses": answers(),
            "positions": positions,
            "parametres": changed,
            "annexe": some(**{row.id: TEXT for row in library().formulas.annex}),
            "saisie": st.fixed_dictionaries({"par": NAME}, optional={"le": DATE}),
            "declaration_prestataire": st.lists(declaration(), max_size=2),
        },
    )


def case(tree: dict[str, Any]) -> CaseFile:
    return case_of(Document(tree, Places("essai.yaml")), library())
