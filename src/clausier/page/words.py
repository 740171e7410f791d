"""Words of the page. Of what it says after an action, addresses carry a word: no sentence that somebody could forge."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from clausier.model.requirement import Importance

SAID: Mapping[str, str] = MappingProxyType(
    {
        "enregistre": "Enregistré.",
        "retire": "Réponse effacée.",
        "ensemble": "Réponses enregistrées.",
        "reporte": "Reporté dans le dossier.",
        "ecartee": "Écarté : ce ne sera plus proposé.",
        "cree": "Dossier créé.",
        "copie": "Exemple copié.",
        "envoye": "Envoi noté.",
        "archive": "Dossier archivé : il se trouve dans le dossier « archives ».",
        "decide": "Décision enregistrée.",
        "note": "Réponse notée et appréciée.",
        "deja": "Cette réponse était déjà notée : rien n'est ajouté.",
        "ecarte": "Fichier mis de côté, dans le répertoire « reponses-ecartees » : il n'attend plus d'être lu.",
        "lettre": "Lettre préparée. Rien n'est envoyé : la relire, puis l'envoyer vous-même.",
        "conclu": "Document à signer préparé. Rien n'engage avant la signature des deux parties.",
        "confirme": "Noté : cet envoi est parti.",
        "annule": "Annulé. Rien n'est effacé : l'annulation s'ajoute à l'historique.",
        "avance": (
            "La négociation a avancé ailleurs depuis l'affichage de cette page : rien n'a été enregistré. La page "
            "montre maintenant où elle en est."
        ),
        "remis": "Dossier remis dans la liste.",
        "entretemps": (
            "Ce dossier avait été modifié ailleurs (une autre fenêtre, une commande, un éditeur) depuis l'affichage de "
            "cette page. Rien n'est perdu : la page montre maintenant ce qui s'y trouve."
        ),
        "annote": (
            "Le fichier du dossier avait une forme que la page ne sait pas retoucher : il a été réécrit, et l'ancien, "
            "avec ses commentaires, est gardé à côté."
        ),
    }
)
IMPORTANCES: Mapping[Importance, str] = MappingProxyType(
    {
        Importance.ESSENTIAL: "Indispensable",
        Importance.IMPORTANT: "Important",
        Importance.RECOMMENDED: "Recommandé",
    }
)
JOINT = "."
"""Between several words of an address."""


def said(words: str) -> list[str]:
    """The sentences of the words of an address; a word that is none of ours says nothing."""
    return [SAID[word] for word in dict.fromkeys(words.split(JOINT)) if word in SAID]
