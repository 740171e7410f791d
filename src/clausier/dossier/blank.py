"""A blank dossier: every fact and every question of the library, with comments that tell how to answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from clausier.dossier.write import STEP, Notes, comment, questions
from clausier.files.yamltext import FORM, document
from clausier.model.criterion import Criterion, ProofKind
from clausier.model.facts import UNKNOWN
from clausier.model.library import Library
from clausier.model.verdict import Finding

HEAD = """\
# Dossier clausier. Compléter, puis : clausier analyser ce-fichier
# Une clé laissée vide compte comme non renseignée. Dates : 2026-12-15, 15/12/2026 ou 15 décembre 2026.

dossier:
  id: {id}

cabinet:
  nom:                  # nom {of} (obligatoire)
  forme:                # {forms}
  siret:
  adresse:
  representant:         # qui signe
  qualite:              # gérante, associé …

prestataire:
  nom:                  # obligatoire
  forme:
  siren:
  adresse:
  representant:
  qualite:

contrat:
  titre:                # tel qu'il figure sur le contrat (obligatoire)
  reference:
  date:
  echeance:             # jour de la reconduction ou de la fin
  preavis:              # « 3 mois »
  etat:                 # signe | non_signe (obligatoire)
  type: {kind:<15} # {types}
"""

OPTIONAL = """\
# Facultatif
# courrier: {lieu: Poitiers, mode_envoi: Lettre recommandée avec avis de réception, delai_reponse: 30 jours}
#   La lettre est d'un conseil, ou d'une union :
# courrier: {redacteur: conseil, conseil: {nom: Me …, qualite: avocate au barreau de …, adresse: …}}
# courrier: {redacteur: union, union: {nom: …, representant: …, qualite: …}, mandat: mandat écrit du 3 septembre 2026}
# annexe: {mesures: Accès nominatifs et chiffrés}   # description du traitement : ce qui reste à remplir
# avenant: {numero: 1, prise_d_effet: 2027-01-01, originaux: 2, signature: manuscrite}    # ou electronique

# Réponses. Pour chaque point, écrire :
"""
LONG = """\
# Forme longue : {constat: oui, valeur: 2 par an, article: "7.2", citation: "texte exact", commentaire: note interne}
"""
NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})
MORE = {Finding.NOT_APPLICABLE: " (ajouter un motif)"}


def blank_case(
    library: Library, today: date, stem: str, kind: str = UNKNOWN, told: Mapping[str, Sequence[str]] = NOTHING
) -> str:
    """The YAML text of a blank dossier whose id is made from `stem` and the year.

    `kind` is the type of its contract, `told` the facts that are known: name → words.
    """
    types = " | ".join(library.contract_types)
    of, forms = library.client.of, library.forms_told
    head = HEAD.format(id=identifier(stem, today), types=types, kind=kind, of=of, forms=forms)
    facts: dict[str, Any] = {name: [] if fact.multiple else None for name, fact in library.facts.items()}
    facts |= {name: [*words] if library.facts[name].multiple else words[0] for name, words in told.items()}
    host = {"hebergeur": None} if library.asks_host else {}
    points = [point.id for point in library.requirements]
    tree = {"situation": {**facts, **host}, "reponses": dict.fromkeys(points)}
    return head + document(tree, FORM, {**_facts(library), **_answers(library, points)})


def identifier(stem: str, today: date) -> str:
    """An id for a dossier, made from some words and the year."""
    slug = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-._") or "dossier"
    return f"{slug}-{today.year}"


def _facts(library: Library) -> Notes:
    notes: Notes = {("situation",): [""]}
    for name, kind in library.facts.items():
        words = [f"  #   {word:<26} {label}" for word, label in kind.values.items()]
        notes["situation", name] = [*comment(kind.question, STEP), *words]
    if library.asks_host:
        notes["situation", "hebergeur"] = ["  # Nom de l'hébergeur, s'il est connu"]
    return notes


def _answers(library: Library, points: list[str]) -> Notes:
    words = [f"#   {one:<12}{one.meaning}{MORE.get(one, '')}" for one in Finding]
    told = ["", *OPTIONAL.splitlines(), *words, *LONG.splitlines()]
    notes: Notes = {("reponses",): told, **questions(library, points)}
    for point in library.requirements:
        for line in _expectations(point.criterion, library.proofs):
            notes["reponses", point.id] += comment(line, 2 * STEP)
    return notes


def _expectations(criterion: Criterion, proofs: dict[str, ProofKind]) -> Iterator[str]:
    for measure in criterion.measures:
        example = "France" if measure.among else measure.bound_text
        yield f"valeur : {measure.label or measure.kind.value}, par exemple « {example} »"
    if criterion.parts:
        yield f"volets : [{', '.join(criterion.parts)}]"
    if criterion.proof is not None:
        fields = ", ".join(proofs[criterion.proof.kind].fields)
        yield f"preuve : {{nature: {criterion.proof.kind}, {fields}}}"
