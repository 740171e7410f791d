"""What the first page of a library book says. It is known text: anything else there is not silently dropped."""

from __future__ import annotations

from clausier.french import typeset

LINES = (
    "**Document interne – ne pas transmettre au prestataire.** Il contient les positions de repli et les notes "
    "internes.",
    "Bibliothèque « {library} », version {version}. Modifiez ce fichier dans Word, puis : clausier bibliotheque "
    "importer FICHIER -o DOSSIER. L'import dit tout ce qui change et n'enregistre que cela.",
    "**Ce qui se modifie** : tous les textes, le titre qui suit le numéro, les valeurs, les positions, les "
    "fondements, les lignes des tableaux. Le gras et les listes (style « Clausier – liste ») sont repris. Le suivi "
    "des modifications est pris comme accepté ; vos commentaires sont rapportés.",
    "**Ce qui ne se touche pas** : l'identifiant entre crochets au bout du titre, les libellés de gauche, les "
    "en-têtes des tableaux et les styles « Clausier – … ». Pour effacer un contenu, videz sa cellule et gardez la "
    "ligne.",
    "**Noms entre accolades** : la valeur du même nom s'imprime à leur place ; elle vient des positions ou des "
    "paramètres.",
    "**Positions** : une ligne par valeur. Pour qu'une position ait son propre texte, ajoutez une ligne nommée "
    "« texte » (il remplace la clause) ou « ajout » (il la complète). Un second repli est une colonne « Repli 2 », "
    "avant « Plancher ».",
    "**Variantes** : une colonne par rédaction ; l'en-tête dit quand elle s'emploie, par exemple « Si type : "
    "hebergement ».",
    "**Repères de lecture** : ce que « clausier lire » cherche dans un contrat, un repère par paragraphe. Ils ne "
    "s'impriment jamais.",
    "**Ne sont pas repris**, et l'import les refuse en les nommant : images, tableaux ajoutés, zones de texte, notes "
    "de bas de page. Ajouter ou retirer une clause se fait dans la bibliothèque, pas ici.",
)


def guidance(library: str, version: str) -> tuple[str, ...]:
    """The title, then the paragraphs of the first page."""
    filled = (line.format(library=library, version=version) for line in LINES)
    return (typeset(f"{library} : clauses à relire"), *(typeset(line) for line in filled))
