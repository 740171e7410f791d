"""Names, titles and headings of the framework letter and the common requests; what the letter says is data."""

from __future__ import annotations

LETTER, REQUESTS = "lettre-cadre.docx", "demandes-communes.docx"
LETTER_TITLE, REQUESTS_TITLE = "Lettre-cadre", "Demandes communes"
TO_FILL = "……………………………………"
CONTRACTS = "Contrats concernés"
CONTRACT_HEADS = ("N°", "Client", "Contrat", "Demandes")
OF_ALL, OF_SOME = "Ce qui manque à tous", "Ce qui manque à certains"
REQUEST_HEADS = ("Réf.", "Demande", "Contrats")
OWN_TEXT = "La rédaction dépend du contrat : voir le projet d'acte de chacun."
LEGAL = "Fondé sur une obligation légale pour un contrat au moins."
NONE = "Aucun point."
NONE_COMMON = "aucune commune"
