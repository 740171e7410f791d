"""What the first page of a library book says. It is known text: anything else there is not silently dropped."""

from __future__ import annotations

from clausier.french import typeset

LINES = (
    "**Document interne – ne pas transmettre au prestataire.** Il contient les positions de repli et les notes "
    "internes.",
    "Bibliothèque « {library} », version {version}. Modifiez ce fichier dans Word, puis : clausier bibliotheque "
    "importer FICHIER -o DOSSIER. L'import dit tout ce qui change et n'enregistre que cela.",
    "**Ce qui se modifie** : tous les textes, le titre qui suit le numéro, les valeurs, les positions, les fondements, "
    "les définitions, les formules, les lignes des tableaux. Le gras, l'italique et les listes (styles « Clausier – "
    "liste » et « Clausier – liste numérotée ») sont repris. Le suivi des modifications est pris comme accepté ; vos "
    "commentaires sont rapportés.",
    "**Ce qui ne se touche pas** : ce qui est entre crochets au bout du titre, les libellés de gauche, les en-têtes "
    "des tableaux, l'état de lecture d'un fondement et les styles « Clausier – … ». Pour effacer un contenu, videz sa "
    "cellule et gardez la ligne.",
    "**Ajouter** une clause, un terme ou un fondement : copiez sa page parmi les « Modèles à copier », à la fin. "
    "**Retirer** : gardez la page et écrivez « oui » en face de « Retirer ».",
    "**Un fondement** dont vous changez le texte, ou que vous ajoutez, n'est imprimé nulle part avant d'avoir été lu : "
    "clausier bibliotheque fondements valider.",
    "**Noms entre accolades** : la valeur du même nom s'imprime à leur place ; elle vient des positions ou des "
    "paramètres. Ceux des heures et des jours ouvrés viennent de « temps_de_travail » (bibliotheque.yaml), avec lequel "
    "le moteur compte aussi.",
    "**Seuils** : un seuil qui change demande son origine, imprimée à côté de lui : « usage » s'il est le vôtre ; "
    "« loi, à nouveau » si celle d'avant vaut aussi pour lui.",
    "**Positions** : une ligne par valeur. Pour qu'une position ait son propre texte, ajoutez une ligne nommée "
    "« texte » (il remplace la clause) ou « ajout » (il la complète). Un second repli est une colonne « Repli 2 », "
    "avant « Plancher ».",
    "**Variantes** : une colonne par rédaction ; l'en-tête dit quand elle s'emploie, par exemple « Si type : "
    "hebergement ».",
    "**Repères de lecture** : ce que « clausier lire » cherche dans un contrat, un repère par paragraphe. Ils ne "
    "s'impriment jamais.",
    "**Ne sont pas repris**, et l'import les refuse en les nommant : images, tableaux ajoutés, zones de texte, notes "
    "de bas de page, sauts de ligne dans un paragraphe (faire deux paragraphes).",
)


MODELS = "Modèles à copier"
TO_COPY = (
    "Pour ajouter une clause, un terme ou un fondement : copier ici sa page, titre compris, et la coller à sa place ; "
    "donner dans le titre son numéro (pour une clause) et, au lieu de « nouveau », un identifiant en minuscules et "
    "tirets ; remplir ce qui doit l'être. Copier une page existante va aussi bien. Ce qui reste vide ici est laissé."
)


def guidance(library: str, version: str) -> tuple[str, ...]:
    """The title, then the paragraphs of the first page."""
    filled = (line.format(library=library, version=version) for line in LINES)
    return (typeset(f"{library} : clauses à relire"), *(typeset(line) for line in filled))
