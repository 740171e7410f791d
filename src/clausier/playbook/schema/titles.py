"""French descriptions of what a file may hold: model → what an editor shows beside it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CONDITION = "Conditions : l'une des valeurs d'une clé, toutes les clés, l'une des suites d'une liste."

MODELS: Mapping[str, str] = MappingProxyType(
    {
        "Requirement": "Un point du guide : sa question, son exigence, ses fondements, ses positions, sa clause.",
        "Condition": CONDITION,
        "NotApplicable": "Ce qu'on dit quand le point ne s'applique pas pour cette raison.",
        "Criterion": "Ce qu'il faut pour qu'un « oui » suffise : une mesure, des volets, une preuve.",
        "Measure": "Un seuil : une seule borne, au_moins, au_plus ou parmi.",
        "Part": "Une partie de la réponse ; son texte est demandé quand elle manque.",
        "ProofRule": "La preuve qu'il faut, et quand.",
        "ActivityRule": "L'une au moins de ces activités doit être couverte, si la condition est remplie.",
        "BasisUse": "Un fondement et ce qu'il fait pour ce point.",
        "Argument": "La phrase de la lettre.",
        "Positions": "Ce qui est demandé d'abord, ce qui est acceptable, ce en dessous de quoi ne pas signer.",
        "Position": "Les valeurs des noms entre accolades et, si la rédaction change, son texte.",
        "Clause": "La clause modèle.",
        "Variant": "Une autre rédaction, là où les faits sont connus.",
        "Deliverable": "Ce que le prestataire remet, et quand.",
        "Library": "Une bibliothèque.",
        "FactKind": "Un fait de la situation et ses valeurs.",
        "ProofKind": "Une sorte de preuve, ce qu'elle doit montrer.",
        "Framework": "Une version du référentiel.",
        "CountrySet": "Un ensemble de pays et les noms sous lesquels un contrat l'invoque.",
        "Formulas": "Les phrases que le moteur met autour des clauses.",
        "StateFormulas": "Ce qui précède une clause, selon ce que le contrat prévoit déjà.",
        "AnnexRow": "Une ligne de l'annexe ; sans valeur connue, elle reste à compléter.",
        "LegalBasis": "Une règle de droit, une recommandation ou un usage, et ce qui en a été vérifié.",
        "Period": "Dates d'application, comprises.",
        "ContractDates": "Dates de conclusion des contrats visés, comprises.",
        "Approval": "La lecture d'un avocat ; elle tombe si le contenu change.",
        "Definition": "Un terme défini, imprimé quand une clause s'en sert.",
        "Controls": "Ce que cherche « clausier bibliotheque verifier ».",
        "WordRule": "Des expressions à éviter dans certains textes.",
        "Category": "Une catégorie : un article de l'acte à signer.",
        "CaseFile": "Le dossier d'un prestataire : les parties, le contrat, la situation, les réponses.",
        "CaseHeader": "En-tête du dossier.",
        "Party": "Une partie.",
        "Contract": "Le contrat examiné.",
        "Situation": "Les faits ; une clé vide ou « inconnu » laisse la question ouverte.",
        "Mail": "L'envoi de la lettre.",
        "AmendmentTerms": "L'acte à signer ; un blanc laisse une ligne à compléter.",
        "Answer": "Ce que le contrat dit sur un point : un constat seul, ou une suite de clés.",
        "Proof": "Un document qui prouve une réponse.",
        **{"Declaration": "Ce qu'une personne du prestataire déclare.", "Entry": "Qui a répondu pour le cabinet."},
    }
)
