"""Fictional proposals in which a template is tried: sizes, states, blanks, and the words that it compares with.

A template that asks « is this point 4.5? » is tried on a proposal where it is; one that counts to 12, on 11, 12 and 13.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from clausier.model.proposal import ProviderView
from clausier.playbook.template_check.names import example

MOST, FEW = 60, 4
LARGEST, LONGEST = 80, 30
"""The numbers, and how many words or numbers, of a template that are tried."""
LITERAL = re.compile(r"\"([^\"]*)\"|'([^']*)'|(?<![\w.])(\d+)(?![\w.])")
CLOSED = frozenset(("genre", "style", "motif", "repere", "porteur", "voix"))
"""Fields whose words are few, or not for templates."""
OWN_CLAUSE = {"id": "", "titre": "", "titre_article": ""}
"""The carrier of a request that none carries."""
BLANK = "champs vides"
LISTS = ("questions", "preuves", "definitions", "regles", "prix", "annexe")
FOLLOWED = ("accords", "contre_propositions", "refus", "a_preciser", "sans_reponse", "abandons", "nouvelles")
BLANKS = ("reference", "lieu", "mode_envoi")
WRITER_BLANKS = ("coordonnees", "mandat")
PARTY_BLANKS = ("forme", "siren", "siret", "representant", "qualite")
WHO = ("cabinet", "prestataire", "redacteur")
LOOKS = (("paragraphe", ""), ("liste", ""), ("liste", "fort"), ("paragraphe", "citation"))

Tree = dict[str, Any]


@dataclass(frozen=True)
class Situation:
    """A proposal under its name in French, with what the internal summary says."""

    name: str
    view: ProviderView
    summary: Mapping[str, Any]


def situations(tags: Sequence[str], fields: Iterable[str] = ()) -> Iterator[Situation]:
    """The usual ones first, then those that these tags call for; `fields` are the free fields to fill in."""
    for one in _situations(tags):
        told = dict.fromkeys(fields, "" if one.name == BLANK else "2026-1")
        yield replace(one, view=one.view.model_copy(update={"fields": told}))


def _situations(tags: Sequence[str]) -> Iterator[Situation]:
    yield _situation("contrat signé", _tree())
    yield _situation("contrat non signé", _with(_tree(), "contrat", signe=False))
    yield _situation(BLANK, _blank(_tree()))
    yield _situation("sans écart", _tree(0))
    yield _situation("une seule demande", _tree(1))
    yield _situation("une seule demande, légale", _tree(1, first=1))
    yield _situation("une clause porte une autre demande", _carrying(_tree()))
    yield _situation("document définitif", _with(_tree(), "acte", projet=False))
    yield _situation("aucun point conforme ni à vérifier", _with(_tree(), "compte", conformes=0, a_verifier=0))
    for voice in ("conseil", "union"):
        yield _situation(f"lettre d'un rédacteur « {voice} »", _with(_tree(), "redacteur", voix=voice))
    for purpose in ("rappel", "derniere_demande", ""):
        yield _situation(f"relance « {purpose} »", _with(_tree(), "relance", motif=purpose))
    words, numbers = _literals(tags)
    for size in sorted({near for number in numbers for near in (number - 1, number, number + 1) if near > 0} | {MOST}):
        yield _situation(f"{size} demandes", _many(_tree(size), size))
    for word in words:
        yield _situation(f"« {word} » partout", _spelled(_tree(1), word))


def _literals(tags: Sequence[str]) -> tuple[list[str], list[int]]:
    """The texts and the numbers written in tags."""
    found = [match for tag in tags for match in LITERAL.finditer(tag)]
    words = dict.fromkeys(one[1] or one[2] for one in found if one[1] or one[2])
    numbers = dict.fromkeys(int(one[3]) for one in found if one[3] and len(one[3]) < 3 and int(one[3]) <= LARGEST)
    return [word for word in words if any(sign.isalnum() for sign in word)][:LONGEST], [*numbers][:LONGEST]


def _situation(name: str, tree: Tree) -> Situation:
    fields = {info.alias or field for field, info in ProviderView.model_fields.items()}
    view = {key: value for key, value in tree.items() if key in fields}
    return Situation(name, ProviderView.model_validate(view), tree["synthese"])


def _tree(size: int = FEW, first: int = 0) -> Tree:
    """Requests of every kind of law and look, no two with the same words; `first` is the rank of the first."""
    sample = example()
    requests = tuple(_request(sample["priorites"][0], rank) for rank in range(first, first + size))
    category = sample["categories"][0]
    return {
        **sample,
        "compte": {**sample["compte"], "ecarts": size},
        "priorites": requests[:6],
        "categories": tuple({**category, "numero": one["categorie"], "demandes": (one,)} for one in requests),
    }


def _carrying(tree: Tree) -> Tree:
    """The second request is a part of the clause of the first."""
    first, second, *others = tree["categories"]
    (carrier,), (carried,) = first["demandes"], second["demandes"]
    named = {"id": carrier["id"], "titre": carrier["titre"], "titre_article": first["titre_article"]}
    moved = {**second, "demandes": ({**carried, "porteur": named},)}
    return {**tree, "categories": (first, moved, *others)}


def _with(tree: Tree, name: str, **fields: Any) -> Tree:
    return {**tree, name: {**tree[name], **fields}}


def _many(tree: Tree, size: int) -> Tree:
    """Every list as long as that of the requests."""
    return {**tree, **{name: tree[name] * size for name in LISTS}}


def _blank(tree: Tree) -> Tree:
    """What may be unknown, left empty."""
    parties = {name: {**tree[name], **dict.fromkeys(PARTY_BLANKS, ""), "adresse": ()} for name in WHO}
    parties["redacteur"] |= dict.fromkeys(WRITER_BLANKS, "")
    summary = {key: () if isinstance(value, tuple) else value for key, value in tree["synthese"].items()}
    return {
        **tree,
        **dict.fromkeys(BLANKS, ""),
        **parties,
        **dict.fromkeys(LISTS, ()),
        "contrat": {**tree["contrat"], "signe": False, "reference": "", "date": ""},
        "acte": {**tree["acte"], "prise_d_effet": "", "electronique": True},
        "relance": {**tree["relance"], **dict.fromkeys(FOLLOWED, ()), "date_retour": "", "reponse": ""},
        "reserve": {"lettre": "", "acte": "", "jointe": False},
        "synthese": summary,
    }


def _spelled(value: Any, word: str) -> Any:
    """The same tree where every text is this word."""
    if isinstance(value, str):
        return word
    if isinstance(value, Mapping):
        return {key: one if key in CLOSED else _spelled(one, word) for key, one in value.items()}
    return tuple(_spelled(one, word) for one in value) if isinstance(value, tuple) else value


def _request(sample: Mapping[str, Any], rank: int) -> Tree:
    """The sample request under another number, legal or not, with or without an article and a law."""
    bare = rank % 2 == 0
    body = tuple(
        {"genre": kind, "passages": ({"texte": f"Clause {rank + 1}, bloc {number} : texte.", "style": style},)}
        for number, (kind, style) in enumerate(LOOKS)
    )
    empty = {"article": "", "citation": "", "introduction": (), "sources": (), "livrables": ()} if bare else {}
    number, legal = rank + 1, rank in (1, 2)
    names = {"id": f"essai-{number}", "numero": f"{number}.1", "categorie": number, "titre": f"Clause d'essai {number}"}
    return {**sample, **empty, **names, "legal": legal, "corps": body, "porteur": OWN_CLAUSE}
