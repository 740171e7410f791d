"""A blank dossier: every fact and every question of the library, with comments that tell how to answer."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from datetime import date

from clausier.model.criterion import Criterion, ProofKind
from clausier.model.library import Library
from clausier.model.requirement import Requirement

WIDTH = 110

HEAD = """\
# Dossier clausier. Compléter, puis : clausier analyser ce-fichier
# Une clé laissée vide compte comme non renseignée. Les dates s'écrivent AAAA-MM-JJ.

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
  type: inconnu         # {types}

situation:
"""

TAIL = """
# Facultatif
# courrier: {lieu: Poitiers, mode_envoi: Lettre recommandée avec avis de réception, delai_reponse: 30 jours}
# annexe: {mesures: Accès nominatifs et chiffrés}   # description du traitement : ce qui reste à remplir
# avenant: {numero: 1, prise_d_effet: 2027-01-01, originaux: 2, signature: manuscrite}    # ou electronique

# Réponses. Pour chaque point, écrire : oui, partiel, non, contraire, sans_objet ou a_verifier.
#   oui         le contrat répond à la question        contraire    le contrat prévoit l'inverse
#   partiel     il n'y répond qu'en partie             sans_objet   ne concerne pas ce contrat (ajouter un motif)
#   non         il n'en dit rien                       a_verifier   à regarder, ou à demander
# Forme longue : {constat: oui, valeur: 2 par an, article: "7.2", citation: "texte exact", commentaire: note interne}
reponses:
"""


def blank_case(library: Library, today: date, stem: str) -> str:
    """The YAML text of a blank dossier whose id is made from `stem` and the year."""
    types = " | ".join(library.contract_types)
    head = HEAD.format(id=_identifier(stem, today), types=types, of=library.client.of, forms=library.forms_told)
    return head + "\n".join((*_situation(library), TAIL.rstrip("\n"), *_answers(library))) + "\n"


def _identifier(stem: str, today: date) -> str:
    slug = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-._") or "dossier"
    return f"{slug}-{today.year}"


def _situation(library: Library) -> Iterator[str]:
    for name, kind in library.facts.items():
        yield from _comment(kind.question, 2)
        for word, label in kind.values.items():
            yield f"  #   {word:<26} {label}"
        yield f"  {name}: {'[]' if kind.multiple else ''}".rstrip()
    if library.asks_host:
        yield "  # Nom de l'hébergeur, s'il est connu"
        yield "  hebergeur:"


def _answers(library: Library) -> Iterator[str]:
    for category in library.categories:
        yield f"\n  # ---- {category.number}. {category.title} ----"
        for requirement in library.requirements:
            if requirement.category == category.number:
                yield from _answer(requirement, library)


def _answer(requirement: Requirement, library: Library) -> Iterator[str]:
    yield ""
    yield from _comment(f"{requirement.number} {requirement.question}", 2)
    for line in _expectations(requirement.criterion, library.proofs):
        yield from _comment(line, 4)
    yield f"  {requirement.id}:"


def _expectations(criterion: Criterion, proofs: dict[str, ProofKind]) -> Iterator[str]:
    for measure in criterion.measures:
        example = "France" if measure.among else measure.bound_text
        yield f"valeur : {measure.label or measure.kind.value}, par exemple « {example} »"
    if criterion.parts:
        yield f"volets : [{', '.join(criterion.parts)}]"
    if criterion.proof is not None:
        fields = ", ".join(proofs[criterion.proof.kind].fields)
        yield f"preuve : {{nature: {criterion.proof.kind}, {fields}}}"


def _comment(text: str, indent: int) -> Iterator[str]:
    prefix = f"{' ' * indent}# "
    yield from textwrap.wrap(text, WIDTH, initial_indent=prefix, subsequent_indent=prefix)
