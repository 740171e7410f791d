"""What templates may say of who writes to whom, and of the form in which the provider answers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from clausier.model import exchange, partyview
from clausier.model.base import Model

Words = Mapping[str, tuple[str, object]]
"""Alias of a field → what it means, and an example."""

PARTY: Words = MappingProxyType(
    {
        "nom": ("nom ou raison sociale", "Société des Tilleuls"),
        "forme": ("forme juridique, vide si inconnue", "SELARL"),
        "siren": ("numéro SIREN, vide si inconnu", "812 345 678"),
        "siret": ("numéro SIRET, vide si inconnu", "812 345 678 00012"),
        "adresse": ("les lignes de l'adresse", "12, rue des Tilleuls"),
        "representant": ("qui signe, vide si inconnu", "Dr Anne Martin"),
        "qualite": ("en quelle qualité", "gérante"),
    }
)
EXCHANGED: Mapping[type[Model], Words] = MappingProxyType(
    {
        exchange.LetterFormulas: {
            "lu": ("après le remerciement pour une réponse", "Nous en avons pris connaissance avec attention."),
            "accords": ("au-dessus de ce qui est accepté", "Nous notons votre accord de principe"),
            "contre_propositions": (
                "au-dessus de ce qui est proposé autrement",
                "Sur les points où vous proposez une autre rédaction ou une autre valeur :",
            ),
            "refus": ("au-dessus de ce qui est refusé", "Vous n'avez pas retenu les points suivants :"),
            "a_preciser": ("au-dessus de ce qui reste à préciser", "Les points suivants restent à préciser :"),
            "sans_reponse": ("au-dessus de ce qui n'a pas de réponse", "Nous n'avons pas trouvé de réponse sur :"),
            "abandons": ("au-dessus de ce à quoi le client renonce", "Nous n'insistons pas sur :"),
            "etat": ("ce que le projet joint reprend", "Le projet joint reprend l'état de nos échanges."),
            "echange": (
                "après elle, si ce n'est pas la dernière demande",
                "Nous restons à votre disposition pour en parler.",
            ),
            "derniere_demande": (
                "après elle, si c'est la dernière",
                "Il s'agit de la dernière demande sur ces points : nous souhaitons pouvoir arrêter une version commune",
            ),
            "rappel": ("dans un premier rappel", "Nous restons attachés à une rédaction convenue ensemble"),
            "dernier_rappel": (
                "dans un second",
                "Un rappel vous a déjà été adressé : nous renouvelons une dernière fois cette demande",
            ),
            "priorites": (
                "au-dessus des priorités, dans un rappel",
                "Les points que nous tenons pour prioritaires restent les suivants :",
            ),
            "portee": (
                "ce que la lettre n'engage pas",
                "La présente lettre est un document de travail.",
            ),
            "sans_engagement": (
                "à sa suite, d'un contrat qui n'est pas signé",
                "À ce stade, aucun engagement de conclure le contrat n'est pris.",
            ),
        },
        exchange.ReplyFormulas: {
            "titre": ("le titre du formulaire de réponse", "Formulaire de réponse"),
            "titre_comment": ("formulaire : au-dessus du mode d'emploi", "Comment répondre"),
            "titre_points": ("formulaire : au-dessus des questions", "Points à confirmer"),
            "titre_qui": ("formulaire : au-dessus du nom de qui répond", "Qui répond"),
            "avertissement": (
                "formulaire de réponse : en tête : ce que répondre engage ou non",
                "Répondre n'engage à rien.",
            ),
            "choisir": (
                "formulaire de réponse : comment choisir dans la liste des réponses",
                "Choisir dans la liste : oui ou non.",
            ),
            "parties": (
                "formulaire de réponse : si des clauses ont plusieurs parties",
                "Une clause peut avoir plusieurs parties.",
            ),
            "texte": ("formulaire : où se lit le texte de chaque demande", "Le texte est dans le projet."),
            "modifier": ("formulaire : comment proposer autre chose", "Écrire la rédaction proposée."),
            "renvoyer": ("formulaire : comment renvoyer le formulaire", "Renvoyer ce fichier."),
            "choisir_questions": (
                "formulaire de réponse : la même que « choisir », s'il n'y a que des questions",
                "Choisir dans la liste.",
            ),
            "signer": (
                "formulaire de réponse : ce qui manque à un accord qui n'est pas signé",
                "Sans nom, pas d'accord.",
            ),
            "signer_questions": (
                "formulaire de réponse : la même, s'il n'y a que des questions",
                "Sans nom, pas de réponse.",
            ),
            "confirmer": ("formulaire : ce que vaut une réponse aux questions", "Une simple indication."),
        },
        partyview.PartyView: PARTY,
        partyview.WriterView: {
            **PARTY,
            "voix": ("qui écrit la lettre", "cabinet"),
            "coordonnees": ("téléphone, courriel ; vide si inconnus", "01 23 45 67 89"),
            "mandat": ("le mandat d'une union, vide ailleurs", "mandat écrit du 3 septembre 2026"),
        },
        partyview.PracticeView: {
            **PARTY,
            "precision": (
                "ce que l'acte ajoute à sa désignation, parfois vide",
                "Société qui met des moyens en commun.",
            ),
            "membre": ("comment nommer chacun de ceux qui sont parties avec lui, parfois vide", "Associé"),
            "membres": ("ceux qui sont parties avec lui", None),
            "membres_a_nommer": ("faut-il des lignes pour les nommer ?", False),
            "signe": ("signe-t-il lui-même ?", True),
            "lettre": ("ce que la lettre dit de sa forme, parfois vide", "Nous vous écrivons pour chacun d’eux."),
        },
        partyview.MemberView: {
            "nom": ("son nom", "Dr Alix Exemple"),
            "qualite": ("en quelle qualité, parfois vide", "associée"),
            "siret": ("numéro SIRET, parfois vide", "812 345 678 00012"),
            "adresse": ("son adresse, parfois vide", "12, rue des Tilleuls"),
        },
    }
)
