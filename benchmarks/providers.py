"""Synthetic providers: every gap profile, a fixed seed, the same records on every machine."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

from clausier.model.library import Library
from clausier.model.requirement import Requirement
from clausier.quantity import Kind

SEED = 2026
PROFILES = {
    "nothing": {"non": 1},
    "poor": {"non": 6, "partiel": 3, "oui": 2, "contraire": 1, "a_verifier": 1},
    "usual": {"non": 3, "partiel": 3, "oui": 6, "contraire": 1, "a_verifier": 1},
    "good": {"non": 1, "partiel": 1, "oui": 9, "a_verifier": 1},
}
"""Weights of the findings; the first profile asks for every clause."""
VALUES = {
    Kind.DURATION: ("4 heures", "8 heures ouvrées", "24 à 48 heures", "15 jours", "30 jours", "3 mois", "12 mois"),
    Kind.FREQUENCY: ("1 par an", "2 par an", "quotidienne", "tous les 6 mois", "hebdomadaire"),
    Kind.COUNT: ("3 versions", "7 versions", "14 versions", "30 versions"),
    Kind.AMOUNT: ("60 € HT", "gratuit", "750 € TTC"),
    Kind.COUNTRIES: ("France", "France et Irlande", "États-Unis"),
}
SERVICES = ("infogerance", "reseau", "antivirus", "sauvegarde", "hebergement", "logiciel_metier")
CITATIONS = (
    "Le Prestataire fait ses meilleurs efforts.",
    "La liste est disponible sur demande motivée ; elle n'est pas contractuelle.",
    "Les failles sont corrigées selon leur gravité & « dans un délai raisonnable » (< 6 mois).",
    "Les sauvegardes sont conservées :\n- sur site ;\n- chez un tiers choisi par le Prestataire.",
)


def records(count: int, library: Library) -> Iterator[str]:
    """Lines of JSON, one dossier each, in the keys of the dossier file."""
    chance = random.Random(SEED)
    for rank in range(count):
        yield json.dumps(_record(rank, library, chance), ensure_ascii=False)


def _record(rank: int, library: Library, chance: random.Random) -> dict[str, Any]:
    profile = PROFILES[tuple(PROFILES)[rank % len(PROFILES)]]
    return {
        "dossier": {"id": f"prestataire-{rank:05d}"},
        "cabinet": {
            "nom": f"SELARL du Tilleul n° {rank % 40}",
            "forme": "SELARL",
            "siren": "000 000 000",
            "adresse": "12 rue de l'Exemple, 33000 Modèleville",
            "representant": "Dr Camille Exemple",
            "qualite": "gérante",
        },
        "prestataire": {
            "nom": f"Informatique & Santé {rank}",
            "forme": chance.choice(("SAS", "SARL", "SA")),
            "adresse": f"{rank + 1} avenue de l'Échantillon, 33000 Villexemple",
            "representant": "M. Claude Spécimen",
            "qualite": "directeur",
        },
        "contrat": {
            "titre": "Contrat d'infogérance du cabinet",
            "reference": f"INF-{rank:05d}",
            "date": f"20{chance.randint(15, 26)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
            "etat": "signe",
            "type": chance.choice(("infogerance", "logiciel_local", "logiciel_en_ligne", "hebergement")),
        },
        "situation": {
            "services": chance.sample(SERVICES, 4 if rank % 4 else 6),
            "donnees_hebergees_par": chance.choice(("cabinet", "prestataire", "hebergeur_du_prestataire")),
            "sauvegardes_hebergees_par": chance.choice(("cabinet", "prestataire", "hebergeur_du_prestataire")),
            "acces_aux_donnees": chance.choice(("oui", "non", "inconnu")),
        },
        "courrier": {"lieu": "Modèleville", "delai_reponse": "30 jours"},
        "reponses": {point.id: _answer(point, profile, chance) for point in library.requirements},
    }


def _answer(point: Requirement, profile: dict[str, int], chance: random.Random) -> dict[str, Any] | str:
    finding = chance.choices(tuple(profile), tuple(profile.values()))[0]
    if finding in ("non", "a_verifier"):
        return finding
    answer: dict[str, Any] = {"constat": finding, "article": f"{chance.randint(1, 14)}.{chance.randint(1, 9)}"}
    if finding != "oui":
        answer["citation"] = chance.choice(CITATIONS)
    if point.criterion.measures and finding == "oui":
        answer["valeur"] = chance.choice(VALUES[point.criterion.measures[0].kind])
    if point.criterion.parts and finding == "partiel":
        answer["volets"] = {part: chance.choice(("oui", "non")) for part in point.criterion.parts}
    return answer
