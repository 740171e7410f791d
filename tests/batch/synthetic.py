"""Made-up providers in any number, the same for the same seed: `python -m tests.batch.synthetic 500 lot.jsonl`.

Each bears its own mark in every text that its documents may print, and in none of the others'.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clausier.model.requirement import Requirement
from tests.builders import CERTIFICATE, library

SEED = 20261123
PROFILES = {
    "complet": {"oui": 1.0},
    "bon": {"oui": 0.8, "partiel": 0.1, "non": 0.05, "rien": 0.05},
    "moyen": {"oui": 0.4, "faible": 0.15, "partiel": 0.1, "contraire": 0.05, "non": 0.2, "a_verifier": 0.1},
    "mauvais": {"non": 0.8, "contraire": 0.2},
    "prolixe": {"contraire": 0.5, "partiel": 0.3, "sans_objet": 0.2},
    "muet": {"rien": 1.0},
}
TYPES = ("infogerance", "logiciel_local", "logiciel_en_ligne", "hebergement", "materiel", "inconnu")
HOSTS = ("cabinet", "prestataire", "hebergeur_du_prestataire", "hebergeur_du_cabinet", "inconnu")
SERVICES = ("infogerance", "sauvegarde", "reseau", "antivirus")


def mark(number: int) -> str:
    """A word that stands in one provider's texts only."""
    return f"Zq{number:06d}k"


def dossiers(count: int, seed: int = SEED) -> Iterator[dict[str, Any]]:
    """The first providers of a seed; the n-th is the same whatever the count."""
    for number in range(count):
        yield dossier(number, seed)


def dossier(number: int, seed: int = SEED) -> dict[str, Any]:
    chance, word = random.Random(f"{seed}-{number}"), mark(number)
    profile = list(PROFILES)[number % len(PROFILES)]
    return {
        "dossier": {"id": f"prestataire-{number:05d}"},
        "cabinet": {"nom": f"Cabinet {word}", "adresse": f"{number} rue {word}, 44000 Nantes"},
        "prestataire": {"nom": f"Société {word} & Fils", "forme": "SAS", "representant": f"Mme {word}"},
        "contrat": {
            "titre": f"Contrat {word}",
            "date": "2025-03-01",
            "etat": chance.choice(("signe", "non_signe")),
            "type": chance.choice(TYPES),
        },
        "situation": {
            "services": chance.sample(SERVICES, chance.randint(1, 4)),
            "donnees_hebergees_par": chance.choice(HOSTS),
            "sauvegardes_hebergees_par": chance.choice(HOSTS),
            "acces_aux_donnees": chance.choice(("oui", "non", "inconnu")),
            "hebergeur": f"Hébergeur {word}",
        },
        "reponses": _answers(profile, chance, word),
    }


def _answers(profile: str, chance: random.Random, word: str) -> dict[str, Any]:
    kinds, weights = zip(*PROFILES[profile].items(), strict=True)
    drawn = [(point, chance.choices(kinds, weights)[0]) for point in library().requirements]
    return {point.id: _answer(kind, point, word) for point, kind in drawn if kind != "rien"}


def _answer(kind: str, point: Requirement, word: str) -> Any:
    if kind == "sans_objet":
        return {"constat": "sans_objet", "motif": f"motif {word}"}
    if kind in ("non", "a_verifier"):
        return kind
    answer: dict[str, Any] = {"constat": kind, "article": f"7.{word}", "citation": f"« texte {word} »"}
    if kind in ("oui", "faible"):
        answer["constat"] = "oui"
        answer |= _details(kind, point, word)
    return {**answer, "commentaire": f"commentaire {word}"}


def _details(kind: str, point: Requirement, word: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    measures = [measure for measure in point.criterion.measures if measure.among is None]
    if measures:
        weak = "1 an" if measures[0].at_most else "1 par an"
        found["valeur"] = measures[0].bound_text if kind == "oui" or measures[0].kind.value not in WEAK else weak
    elif point.criterion.measures:
        found["valeur"] = "France"
    if point.criterion.parts:
        found["volets"] = list(point.criterion.parts)[: None if kind == "oui" else 1]
    if point.criterion.proof and kind == "oui":
        found["preuves"] = [{**CERTIFICATE, "titulaire": f"Hébergeur {word}"}]
    return found


WEAK = ("duree", "frequence")


def write_lines(path: Path, count: int, seed: int = SEED) -> Path:
    """A JSON Lines file of so many providers."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for item in dossiers(count, seed):
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
    return path


def write_folder(folder: Path, count: int, seed: int = SEED) -> Path:
    """A folder of dossiers; JSON is YAML."""
    folder.mkdir()
    for item in dossiers(count, seed):
        (folder / f"{item['dossier']['id']}.yaml").write_text(json.dumps(item, ensure_ascii=False), encoding="utf-8")
    return folder


if __name__ == "__main__":
    write_lines(Path(sys.argv[2]), int(sys.argv[1]))
