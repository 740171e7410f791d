"""What each name of a template means, and an example: (model, name in files) → (meaning, example)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from clausier.model import followup, negotiation, partyview, prices, proposal, summary
from clausier.model.base import Model
from clausier.model.library import Client
from clausier.playbook.template_check.partywords import EXCHANGED, Words

WORDS: Mapping[type[Model], Words] = MappingProxyType(
    {
        proposal.Run: {
            "texte": ("un morceau de texte, déjà composé à la française", "Le Prestataire procède à un test."),
            "style": ("sa mise en forme : rien, gras, ou citation du contrat", ""),
            "italique": ("est-il en italique ?", False),
        },
        proposal.Block: {
            "genre": ("un alinéa, un élément de liste ou le titre d'une partie portée", "paragraphe"),
            "passages": ("le texte du bloc, découpé selon la mise en forme", None),
            "numerote": ("est-ce un élément de liste numérotée ?", False),
        },
        **EXCHANGED,
        partyview.ContractView: {
            "titre": ("titre du contrat", "Contrat d’infogérance et de sauvegarde"),
            "reference": ("référence chez le prestataire, vide si inconnue", "INF-2026-118"),
            "date": ("date du contrat, vide si inconnue", "1er mars 2026"),
            "signe": ("le contrat est-il signé ?", True),
            "type": ("type de contrat, en toutes lettres", "contrat d’infogérance"),
            "nom": ("le contrat dans une phrase, sans article", "contrat d’infogérance et de sauvegarde"),
            "designation": ("comment la lettre l'appelle", "contrat « Contrat d’infogérance et de sauvegarde »"),
        },
        proposal.SourceView: {
            "id": ("identifiant du fondement", "rgpd-32-1-c"),
            "citation": ("citation complète", "article 32, paragraphe 1, point c), du RGPD"),
            "abrege": ("citation courte", "art. 32 RGPD"),
            "force": ("ce que vaut le texte", "loi"),
            "impose": ("le texte impose-t-il cette mesure au prestataire ?", False),
        },
        proposal.DeliverableView: {
            "numero": ("numéro du point du guide", "4.5"),
            "intitule": ("ce qui est remis", "Procès-verbal de test de restauration"),
            "echeance": ("quand", "huit (8) jours calendaires après chaque test"),
        },
        prices.PriceView: {
            "genre": ("compris, au tarif annexé ou sur devis", "compris"),
            "limite": ("dans quelle limite, ou quoi ; vide : en entier", "jusqu’à 8 heures par an"),
        },
        prices.PricedView: {
            "titre": ("titre de la clause", "Tests de restauration"),
            "limite": ("dans quelle limite, ou quoi ; vide : en entier", "jusqu’à 8 heures par an"),
        },
        prices.PriceRow: {
            "titre": ("comment ces clauses se paient", "Compris dans le prix"),
            "clauses": ("les clauses qui se paient ainsi", None),
        },
        proposal.Request: {
            "id": ("identifiant du point", "sauvegardes-test-restauration"),
            "numero": ("numéro du point du guide", "4.5"),
            "categorie": ("numéro de la catégorie", 4),
            "intitule": ("intitulé du point dans le guide", "Test de restauration prévu au contrat"),
            "titre": ("titre de la clause", "Tests de restauration"),
            "verdict": ("ce que l'examen a conclu", "Insuffisant"),
            "legal": ("la demande repose-t-elle sur une obligation légale du prestataire ?", False),
            "article": ("article du contrat, vide si rien ne porte sur ce point", "article 7.2"),
            "valeur": ("le chiffre demandé, vide si le point n'en a pas", "2 par an"),
            "citation": ("ce que dit le contrat, mot pour mot", "Le prestataire teste les sauvegardes."),
            "redaction_actuelle": ("ce que dit le contrat, prêt à imprimer", None),
            "introduction": ("la phrase qui précède la clause, parfois vide", None),
            "corps": ("le texte de la clause, bloc par bloc", None),
            "argument": ("la phrase de la lettre", None),
            "justification": ("l'argument complet, avec sa source", None),
            "sources": ("les textes cités", None),
            "livrables": ("ce que la clause fait remettre", None),
            "prix": ("qui paie ce que la clause demande", None),
            "porteur": ("la clause qui en porte la partie, vide si la demande a la sienne", None),
        },
        proposal.CarrierView: {
            "id": ("identifiant du point porteur", "hebergement-lieux"),
            "titre": ("titre de sa clause", "Certification de l’hébergement"),
            "titre_article": ("titre de l'article où elle figure", "Hébergement et protection des données"),
        },
        proposal.CategoryView: {
            "numero": ("numéro de la catégorie", 4),
            "intitule": ("nom de la catégorie", "Sauvegardes"),
            "titre_article": ("titre de l'article dans l'acte", "Sauvegardes"),
            "demandes": ("les demandes de cette catégorie", None),
        },
        proposal.Question: {
            "id": ("identifiant du point, ou « situation. » et le fait", "reseau-wifi-separes"),
            "numero": ("numéro du point, vide pour une question de fait", "5.3"),
            "intitule": ("intitulé du point", "Accès WiFi séparés"),
            "question": ("la question", "Le contrat prévoit-il des accès WiFi séparés ?"),
        },
        proposal.ProofRequest: {
            "numero": ("numéro du point", "8.1"),
            "intitule": ("intitulé du point", "Hébergeur certifié"),
            "attendu": ("ce qu'il faut remettre", "Copie du certificat, avec sa date d’expiration."),
        },
        proposal.DefinitionView: {
            "terme": ("le terme défini", "Sauvegarde"),
            "passages": ("sa définition", None),
            "point": (
                "la demande qui seule l'emploie, et dont la clause finit par sa définition ; vide dans cette liste",
                "sauvegardes-test-restauration",
            ),
        },
        proposal.RuleView: {"passages": ("une règle commune à toutes les clauses", None)},
        proposal.AnnexView: {
            "id": ("clé de la rubrique dans le dossier", "objet"),
            "intitule": ("la rubrique", "Objet du traitement"),
            "valeur": ("ce qui est connu, vide s'il faut le compléter", "Infogérance du parc."),
        },
        proposal.Counts: {
            "applicables": ("points examinés", 54),
            "conformes": ("points conformes", 14),
            "ecarts": ("points à compléter", 37),
            "a_verifier": ("points à vérifier", 3),
        },
        proposal.Act: {
            "intitule": ("titre du document à signer", "Avenant n° 1"),
            "numero": ("numéro de l'avenant", 1),
            "prise_d_effet": ("date d'effet, vide s'il faut la compléter", "1er novembre 2026"),
            "originaux": ("nombre d'originaux, en lettres", "deux (2)"),
            "electronique": ("la signature est-elle électronique ?", False),
            "projet": ("est-ce encore un projet ?", True),
            "client": ("le client, tel que l'acte le définit, avec sa majuscule", None),
        },
        negotiation.Mark: {
            "dossier": ("identifiant du dossier", "tilleuls-infogerance-2026"),
            "tour": ("tour de la négociation", 1),
            "empreinte": ("empreinte des clauses demandées", "3f2a9c0b7d41e586"),
        },
        followup.FollowedView: {
            "numero": ("numéro du point", "10.A"),
            "titre": ("titre de la clause", "Délai de récupération"),
            "repondu": ("ce que le prestataire a répondu, parfois vide", "vous proposez « 30 jours »"),
            "suite": ("ce que nous lui disons", "nous maintenons notre demande (15 jours)"),
        },
        Client: {
            "nom": ("le nom commun qui désigne le client dans le guide", "association"),
            "le": ("ce nom avec « le »", "l’association"),
            "du": ("ce nom avec « de »", "de l’association"),
            "au": ("ce nom avec « à »", "à l’association"),
        },
        proposal.GuideView: {
            "relecture": ("ce que la lettre dit du guide", "Nous l’avons rapproché d’un guide de conformité."),
            "expose": ("le deuxième alinéa de l'exposé préalable", "Le Client a souhaité des précisions."),
        },
        proposal.ReserveView: {
            "lettre": ("ce que la lettre en dit", "Nous réservons les autres points, sans y renoncer."),
            "acte": ("ce que l'acte en dit", "Le silence des présentes ne vaut ni acceptation, ni renonciation."),
            "jointe": ("leurs clauses sont-elles jointes à la lettre ?", False),
        },
        followup.FollowUpView: {
            "motif": ("rappel, tour ou derniere_demande ; vide ailleurs", "tour"),
            "date_envoi": ("date de l'envoi précédent", "15 septembre 2026"),
            "reponse": ("la réponse, avec la date qu'elle porte", "votre réponse du 2 octobre 2026"),
            "date_retour": ("date de la réponse, vide s'il n'y en a pas", "2 octobre 2026"),
            "accords": ("les accords de principe", None),
            "contre_propositions": ("ce que le prestataire propose autrement", None),
            "refus": ("ce qu'il refuse", None),
            "a_preciser": ("ce qui reste à préciser", None),
            "sans_reponse": ("ce à quoi il n'a pas répondu", None),
            "nouvelles": ("ce qui n'avait pas encore été demandé", None),
            "abandons": ("ce à quoi le client renonce", None),
            "phrases": ("ce que la bibliothèque fait dire à la lettre, vide s'il n'y a pas à le dire", None),
        },
        proposal.ProviderView: {
            "reference": ("référence du dossier", "tilleuls-infogerance-2026"),
            "repere": ("ce qui permet de reconnaître une réponse", None),
            "date": ("date des documents, en toutes lettres", "15 septembre 2026"),
            "date_iso": ("la même, AAAA-MM-JJ", date(2026, 9, 15)),
            "lieu": ("lieu, vide si inconnu", "Poitiers"),
            "mode_envoi": ("mode d'envoi, parfois vide", "Lettre recommandée avec avis de réception"),
            "delai_reponse": ("délai laissé pour répondre", "30 jours"),
            "date_reponse": ("date de réponse attendue, en toutes lettres", "15 octobre 2026"),
            "date_reponse_iso": ("la même, AAAA-MM-JJ", date(2026, 10, 15)),
            "client": ("comment le guide désigne le client", None),
            "guide": ("ce que les documents disent du guide", None),
            "redacteur": ("qui écrit la lettre : le client, son conseil ou son union", None),
            "cabinet": ("le client, quel que soit le guide", None),
            "prestataire": ("le prestataire", None),
            "contrat": ("le contrat", None),
            "acte": ("le document à signer", None),
            "compte": ("les totaux de l'examen", None),
            "priorites": ("les demandes les plus importantes, six au plus", None),
            "ordre": ("les identifiants des demandes, par ordre d'importance", "sauvegardes-test-restauration"),
            "categories": ("les catégories où il y a des demandes", None),
            "questions": ("les points à confirmer", None),
            "preuves": ("les preuves à remettre", None),
            "definitions": ("les termes que les clauses emploient", None),
            "formulaire": (
                "les phrases du formulaire de réponse, vides où sont celles de clausier",
                None,
            ),
            "reserve": ("ce qui est gardé pour un second temps, vide si tout est demandé", None),
            "regles": ("les règles communes à toutes les clauses de l'acte", None),
            "prix": (
                "ce qui est compris dans le prix, au tarif ou sur devis ; rien là où il n'y a pas de clause",
                None,
            ),
            "relance": ("ce sur quoi revient une lettre de relance", None),
            "annexe": ("la description du traitement de données, vide si elle n'a pas lieu d'être", None),
            "champs": ("les champs libres que la bibliothèque déclare", None),
        },
        summary.ScoreRow: {
            "numero": ("numéro de la catégorie", 4),
            "intitule": ("nom de la catégorie", "Sauvegardes"),
            "score": ("score de la catégorie", "40 %"),
            "barre": ("cases pleines sur dix", 4),
            "ecarts": ("points à compléter", 3),
            "a_verifier": ("points à vérifier", 1),
            "applicables": ("points examinés", 6),
        },
        summary.Priority: {
            "numero": ("numéro du point", "4.5"),
            "intitule": ("intitulé du point", "Test de restauration prévu au contrat"),
            "verdict": ("ce que l'examen a conclu", "Insuffisant"),
            "motif": ("pourquoi ce verdict", "rien dans le contrat ne porte sur ce point"),
            "pourquoi": ("pourquoi c'est important", "Une sauvegarde jamais restaurée peut être inutilisable."),
            "demander": ("quoi demander", "Nous vous demandons un test deux fois par an."),
            "legal": ("est-ce une obligation légale du prestataire ?", False),
        },
        summary.SetAside: {
            "numero": ("numéro du point", "8.4"),
            "intitule": ("intitulé du point", "Clause RGPD"),
            "motif": ("pourquoi il est écarté", "le prestataire déclare n’avoir aucun accès aux données"),
        },
        summary.Summary: {
            "phrase": ("l'essentiel en une phrase", "Sur 54 points examinés, 14 sont conformes."),
            "score": ("score d'ensemble", "27 %"),
            "lignes": ("une ligne par catégorie", None),
            "priorites": ("les priorités, telles que le client les lit", None),
            "ecartes": ("les points légaux écartés", None),
            "avertissements": ("ce qu'il faut savoir avant d'envoyer", "4.5 : le texte demandé reste en deçà."),
            "etapes": ("ce qu'il reste à faire", "Relire la lettre, puis l’envoyer."),
            "mention": ("la mention finale", "Ce document ne constitue pas un conseil juridique."),
        },
    }
)
ADDED: Mapping[str, str] = MappingProxyType(
    {
        "demandes": "toutes les demandes, sans les catégories",
        "livrables": "tous les livrables, avec le titre de leur clause",
        "livrables[].clause": "titre de la clause",
        "echeances": "les mêmes, réunis par échéance",
        "echeances[].echeance": "quand",
        "echeances[].livrables": "ce qui est remis à cette échéance",
        "synthese": "la page interne",
    }
)
EXAMPLES: Mapping[str, object] = MappingProxyType(
    {
        "prestataire.nom": "Ardoise Informatique",
        "prestataire.forme": "SAS",
        "prestataire.siren": "901 234 567",
        "prestataire.siret": "901 234 567 00021",
        "prestataire.adresse": "3, allée de l’Industrie",
        "prestataire.representant": "M. Paul Durand",
        "prestataire.qualite": "président",
    }
)
