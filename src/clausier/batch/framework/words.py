"""What the framework letter and the common requests say."""

from __future__ import annotations

LETTER, REQUESTS = "lettre-cadre.docx", "demandes-communes.docx"
LETTER_TITLE, REQUESTS_TITLE = "Lettre-cadre", "Demandes communes"
TO_FILL = "……………………………………"
DEAR = "Madame, Monsieur,"
OPENING = (
    "Votre société a conclu {contracts} avec {clients} dont la liste suit. Chacun a été comparé au même guide "
    "({guide}), et les mêmes points y manquent souvent. Plutôt que de vous écrire autant de fois la même chose, nous "
    "vous proposons d'en convenir une fois pour toutes."
)
COUNTED = (
    "{all_} à tous les contrats que le point concerne, {some} à certains d'entre eux seulement. Elles sont réunies "
    "dans « {requests} », avec leur rédaction si elle est la même partout ; le projet d'acte de chaque contrat dit le "
    "reste."
)
FIRST = "Ce qui manque partout, en premier lieu :"
FREEDOM = (
    "Un accord sur ces textes vaut proposition : il n'engage chaque client que par l'acte qu'il signe lui-même pour "
    "son contrat, et ne règle ni ses prix, ni ce qui lui est propre."
)
REPLY = "Nous vous remercions de nous faire part de votre position sur l'ensemble d'ici au {day}."
CLOSING = "Veuillez agréer, Madame, Monsieur, l'expression de nos salutations distinguées."
CONTRACTS = "Contrats concernés"
CONTRACT_HEADS = ("N°", "Client", "Contrat", "Demandes")
OF_ALL, OF_SOME = "Ce qui manque à tous", "Ce qui manque à certains"
REQUEST_HEADS = ("Réf.", "Demande", "Contrats")
OWN_TEXT = "La rédaction dépend du contrat : voir le projet d'acte de chacun."
LEGAL = "Fondé sur une obligation légale pour un contrat au moins."
NONE = "Aucun point."
