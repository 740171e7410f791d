"""Any value in any field of any file of ours: a problem with its place, or a file that is used; never a traceback.

The fields are those of the models, walked: a new one is tried without a word here. With CLAUSIER_SEQUENCES set, every
value is tried in every place.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from clausier.documents.manifest import past
from clausier.dossier.read import case_of
from clausier.errors import ClausierError, InvalidInput
from clausier.files.modelpath import spot
from clausier.files.strictyaml import Document, KeyPath, Places, read_bytes, read_path
from clausier.files.validation import build
from clausier.judging.gaps import analyse
from clausier.library.reading import read_folder, spelled_points, stack
from clausier.model.casefile import CaseFile
from clausier.model.inbox import Inbox
from clausier.model.law import LegalBasis
from clausier.model.library import Category
from clausier.model.negotiation import Draft
from clausier.model.register import Register
from clausier.model.requirement import Requirement
from clausier.negotiation.deadlines import deadlines
from clausier.negotiation.register import sound_part, with_events
from clausier.negotiation.standing import state_of
from clausier.proposal import draft
from clausier.resources import shipped
from tests.builders import CERTIFICATE, DAY, EXAMPLE, library
from tests.negotiation.test_register import CASE, EVENTS

Read = Callable[[Any], object]
NASTY: tuple[Any, ...] = (
    "99999999 ans", "99 999 999 ans", "J+99999999", "999999999 par jour", f"{'9' * 24} €", "99999999999 jours ouvrés",
    "0000-01-01", "0001-01-01", "9999-12-31", "2199-12-31", "1900-01-01", "31/02/2026", "2026-13-01", "12:30",
    "²", "٣", "１２", "0x10", "1_000", "1e400", "NaN", "inf", "-1", "-0", "0", " 12 ", "9" * 5000,
    "", "   ", "a\x85b", "\ufeff", "x" * 32_767, "oui", "non", "null",
    None, [], {}, ["a"], [None], [["a"]], [{"a": "b"}], {"a": "b"}, {"a": None}, {"": ""}, {"a": {"b": ["c"]}},
)  # fmt: skip
LATE = read_bytes(b"le: 2199-12-31", "x").data["le"]


def dossier(tree: Any) -> object:
    case = case_of(Document(tree, Places("d.yaml")), library())
    draft(analyse(library(), case, DAY))
    return deadlines(case, library(), state_of(Register(case=case.id or "a")))


def register(tree: Any) -> object:
    state = state_of(sound_part(Document(tree, Places("r.yaml")), CASE))
    return state.overdue(DAY), state.round


def unchained(tree: Any) -> object:
    """What a register of format 1, whose events are not sealed, may say."""
    state = state_of(build(Register, tree, Places("r.yaml")))
    return state.overdue(DAY), state.round, state.standings


def shape(model: type[BaseModel]) -> Read:
    return lambda tree: build(model, tree, Places("f.yaml"))


def a_dossier() -> Any:
    tree = read_path(EXAMPLE).data
    answers = {
        "sauvegardes-test-restauration": {"constat": "oui", "valeur": ["1 par an"], "article": "7", "page": "4"},
        "hebergement-hds": {"constat": "oui", "preuves": [CERTIFICATE]},
        "sortie-accompagnement": {"constat": "sans_objet", "motif": "x"},
    }
    return {
        **tree,
        "contrat": {**tree["contrat"], "echeance": LATE, "preavis": "10 ans"},
        "courrier": {"delai_reponse": "30 jours"},
        "avenant": {"numero": "1", "prise_d_effet": LATE},
        "annexe": {"mesures": "x"},
        "reponses": answers,
        "positions": {"sortie-delai-recuperation": "repli"},
        "parametres": {"sortie-delai-recuperation": {"delai_reprise": "3 jours ouvrés"}},
        "declaration_prestataire": [{"par": "x", "qualite": "y", "le": LATE, "reponses": answers}],
    }


def an_inbox() -> Any:
    keys = ("boite", "fichier", "piece_jointe", "empreinte", "dossier", "motif", "a_faire")
    return {"schema": "1", "courrier": [{**dict.fromkeys(keys, "x"), "le": "2026-01-01", "issue": "lu"}]}


def an_overlay() -> Any:
    return stack([read_folder(shipped("clauses"))]).data


REGISTER = read_bytes(with_events("", CASE, *EVENTS).encode(), "r.yaml").data
SENDING = REGISTER["evenements"][0]["envoi"]
POINTS = spelled_points(an_overlay())
KINDS: dict[str, tuple[type[BaseModel], Any, Read]] = {
    "dossier": (CaseFile, a_dossier(), dossier),
    "registre": (Register, REGISTER, register),
    "registre sans sceaux": (Register, REGISTER, unchained),
    "brouillon": (
        Draft,
        {"envoi": REGISTER["evenements"][0]["envoi"], "lettres": {"a": "b"}, "apres": "0"},
        shape(Draft),
    ),
    "courrier": (Inbox, an_inbox(), shape(Inbox)),
    "point": (Requirement, POINTS["sauvegardes-test-restauration"], shape(Requirement)),
    "point à preuve": (Requirement, POINTS["hebergement-hds"], shape(Requirement)),
    "catégorie": (Category, next(iter(an_overlay()["categories"].values())), shape(Category)),
    "fondement": (LegalBasis, next(iter(an_overlay()["fondements"].values())), shape(LegalBasis)),
}


def keys_of(model: type[BaseModel], tree: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Every key that a file holds, and every other one that the model admits beside it."""
    if isinstance(tree, dict):
        for key in dict.fromkeys((*tree, *spot(model, path).keys)):
            yield (*path, key)
            yield from keys_of(model, tree.get(key), (*path, key))
    elif isinstance(tree, list):
        for rank, one in enumerate(tree[:2]):
            yield from keys_of(model, one, (*path, rank))


def changed(tree: Any, path: KeyPath, value: Any) -> Any:
    found = copy.deepcopy(tree)
    node = found
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_of_each_file_takes_any_value_or_says_why_not(kind: str) -> None:
    model, tree, read = KINDS[kind]
    read(tree)
    paths = list(keys_of(model, tree))[:MOST]
    refused = [error for rank, path in enumerate(paths) for error in refusals(tree, path, rank, read)]
    assert len(refused) > len(paths)
    problems = [problem for error in refused if isinstance(error, InvalidInput) for problem in error.problems]
    assert [problem for problem in problems if not (problem.message.endswith(".") or problem.hint)] == []


def refusals(tree: Any, path: KeyPath, rank: int, read: Read) -> Iterator[ClausierError]:
    """Why values are refused at a path; neighbours try others, all of them together every value in every place."""
    for value in NASTY[rank % STRIDE :: STRIDE]:
        try:
            read(changed(tree, path, value))
        except ClausierError as error:
            yield error


STRIDE = 1 if os.environ.get("CLAUSIER_SEQUENCES") else 4
MOST = 120
"""Keys that are tried of each kind."""


@pytest.mark.parametrize("value", NASTY, ids=repr)
def test_a_manifest_of_any_shape_is_one_or_none(value: Any) -> None:
    keys = ("schema", "clausier", "lu", "bilan", "contenu", "produit", "brouillon", "modeles")
    for key in keys:
        verdicts = {"schema": 1, "bilan": {"verdicts": value, key: value}}
        for whole in ({key: value}, {"schema": 1, key: value}, verdicts, value):
            found = past(json.dumps(whole).encode())
            if found is not None:
                told = (*found.warnings, *found.legal, found.draft, *found.produced)
                assert all(isinstance(one, str) for one in told)
