"""Random dossiers: every finding, values of every kind and none, dates far away, texts that nobody expects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from clausier.quantity import Kind, QuantityError, parse_as
from tests.builders import BASE, full_library

Tree = dict[str, Any]

ODD = (
    "",
    " ",
    "x",
    "é" * 300,
    "\u00a0" * 3000,
    "mot " * 1500,
    "{{ frequence }}",
    "{% if x %}",
    "{nom}",
    "<w:p/> & ]]> \"'",
    "**gras** et _souligné_",
    "=1+1",
    "- un\n- deux\n\n# trois",
    "ligne\r\nsuivante\x85et\u2028encore",
    "עברית ثلاثة 日本語 🩺 e\u0301",
    "« guillemets » et “autres”",
    "null",
    "~",
    "oui",
    "2026-02-30",
    "\u200b\ufeff",
    "28.10",
    "1e999",
)
VALUES = (
    "14 sauvegardes",
    "3 générations",
    "7 versions",
    "7",
    "0",
    "0 jour",
    "0 par an",
    "999999999999 ans",
    "99999999 jours",
    "1 000 000 par minute",
    "1 par 999999 ans",
    "tous les 0 mois",
    "60 € HT",
    "60 € TTC",
    "60 €",
    "0,01 €",
    "gratuit",
    "France",
    "France et Irlande",
    "EEE",
    "Union européenne",
    "FR, US, CH",
    "J+0",
    "J+1",
    "4 h",
    "4h30",
    "48 heures",
    "2 heures ouvrées",
    "15 jours calendaires",
    "1 à 3 jours ouvrables",
    "entre 5 et 10 jours",
    "quinze (15) jours",
    "sous 24 h maximum",
    "2 par an",
    "1 par jour ouvré",
    "quotidienne",
    "mensuelle",
    "12 mois",
    "1/2 journée",
    "environ 3 jours",
    "1.234 jours",
    "٣ jours",
    "-3 jours",
)
DATES = ("1900-01-01", "1999-12-31", "2024-02-29", "2026-11-23", "2199-12-31")
NO_DATES = ("0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "2026-02-30", "demain")

printable = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
texts = st.sampled_from(ODD) | printable
words = st.sampled_from(("Durand", "Cabinet des Tilleuls", "SAS", "12 rue du Port\n33000 Bordeaux", "7.2")) | texts
values = st.sampled_from(VALUES) | printable
FINDINGS = ("oui", "partiel", "non", "contraire", "sans_objet", "a_verifier")


def rarely(odd: st.SearchStrategy[Any], mostly: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 15).flatmap(lambda turn: mostly if turn else odd)


dates = rarely(
    st.sampled_from(NO_DATES), st.sampled_from(DATES) | st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str)
)


def some(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    """A mapping with some of these keys."""
    return st.fixed_dictionaries({}, optional=keys)


def one_of(words: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(words))


proofs = some(
    titulaire=words,
    numero=words,
    organisme=words,
    referentiel=st.sampled_from(("1.1", "2.0", "3.0")),
    activites=st.lists(st.sampled_from(("1", "2", "3", "4", "5", "6")), max_size=4),
    delivre_le=dates,
    expire_le=dates,
).map(lambda proof: {"nature": "certificat_hds", **proof})


@cache
def readable(reads: Callable[[str], object]) -> tuple[str, ...]:
    """The odd values that this reader accepts, so that most dossiers go beyond the reading."""
    return tuple(value for value in VALUES if not _refused(reads, value))


def _refused(reads: Callable[[str], object], value: str) -> bool:
    try:
        reads(value)
    except QuantityError:
        return True
    return False


@cache
def values_of(point: str) -> st.SearchStrategy[str]:
    criterion = full_library().by_id[point].criterion
    if not criterion.measures:
        return values
    return rarely(values, st.sampled_from(readable(lambda value: full_library().read_value(criterion, (value,)))))


def answers(point: str) -> st.SearchStrategy[Any]:
    criterion = full_library().by_id[point].criterion
    optional: dict[str, st.SearchStrategy[Any]] = {
        "valeur": values_of(point) | st.lists(values, min_size=2, max_size=2),
        "article": words,
        "citation": words,
        "page": words,
        "commentaire": words,
        "preuves": st.lists(proofs, min_size=1, max_size=2),
    }
    if criterion.parts:
        optional["volets"] = st.lists(one_of(criterion.parts), unique=True)
    reason = rarely(st.just(""), st.sampled_from(("Sans objet ici.", *ODD[2:])))
    full = st.fixed_dictionaries({"constat": st.sampled_from(FINDINGS), "motif": reason}, optional=optional)
    return st.sampled_from(FINDINGS[:4]) | full


@st.composite
def answered(draw: st.DrawFn) -> Tree:
    points = draw(st.lists(one_of(full_library().by_id), max_size=12, unique=True))
    found = {point: draw(answers(point)) for point in points}
    rest = draw(st.sampled_from(("", "non", "oui", "contraire", "partiel")))
    return {**(dict.fromkeys(full_library().by_id, rest) if rest else {}), **found}


@st.composite
def parameters(draw: st.DrawFn) -> Tree:
    found: Tree = {}
    for id_ in draw(st.lists(one_of(full_library().by_id), max_size=3, unique=True)):
        point = full_library().by_id[id_]
        names = [*point.parameters, *point.positions.target.values]
        if names:
            name = draw(st.sampled_from(names))
            kind = point.default_of(name).kind
            found[id_] = {name: draw(rarely(values, figures(kind)) if kind else values)}
    return found


@cache
def figures(kind: Kind) -> st.SearchStrategy[str]:
    return st.sampled_from(readable(lambda value: parse_as(kind, value)))


def facts() -> st.SearchStrategy[Tree]:
    known = {
        name: one_of({*kind.values, "inconnu"})
        | (st.lists(one_of(kind.values), max_size=3) if kind.multiple else st.nothing())
        for name, kind in full_library().facts.items()
    }
    return some(**known, hebergeur=words)


def parties() -> st.SearchStrategy[Tree]:
    name = rarely(words, words.filter(str.strip))
    siren = rarely(words, one_of(["005 720 784", "356000000"]))
    siret = rarely(words, one_of(["356 000 000 00048", "00000000000000"]))
    return some(nom=name, forme=words, siren=siren, siret=siret, adresse=words, representant=words, qualite=words)


def durations() -> st.SearchStrategy[str]:
    return rarely(values, figures(Kind.DURATION))


@st.composite
def dossiers(draw: st.DrawFn) -> Tree:
    """A dossier as a tree: read, or refused."""
    contract = some(
        titre=rarely(words, words.filter(str.strip)),
        reference=words,
        date=dates,
        echeance=dates,
        preavis=durations(),
        etat=st.sampled_from(("signe", "non_signe")),
        type=one_of(full_library().contract_types),
    )
    ids = one_of(row.id for row in full_library().formulas.annex)
    changed = {
        "cabinet": draw(parties()),
        "prestataire": draw(parties()),
        "contrat": draw(contract),
        "situation": draw(facts()),
        "courrier": draw(some(lieu=words, mode_envoi=words, delai_reponse=durations())),
        "avenant": draw(
            some(
                numero=rarely(st.sampled_from(("0", "-1", "x")), st.sampled_from(("1", "12", "999999999"))),
                prise_d_effet=dates | words,
                originaux=rarely(st.just("99999999999999999999"), st.sampled_from(("1", "2", "123456789"))),
                signature=st.sampled_from(("manuscrite", "electronique")),
            )
        ),
    }
    sections = {name: {**BASE.get(name, {}), **change} for name, change in changed.items()}
    return {
        "dossier": {"id": "exemple-2026"},
        **sections,
        "annexe": draw(st.dictionaries(ids, words, max_size=2)),
        "reponses": draw(answered()),
        "positions": draw(
            st.dictionaries(one_of(full_library().by_id), st.sampled_from(("cible", "repli", "plancher")), max_size=3)
        ),
        "parametres": draw(parameters()),
    }
