"""A new overlay to start from: a name, a page that explains, nothing copied from the base."""

from __future__ import annotations

from clausier.model.library import Library

PAGE = """\
# {name}

Cette bibliothèque se superpose à celle de clausier ({base}, version {version}).
Elle ne contient que ce qui change.

    clausier bibliotheque verifier {folder}
    clausier rediger dossier.yaml -o sortie --bibliotheque {folder}

Changer un point : créer un fichier qui porte son identifiant (« clausier points » les liste),
avec les seules clés à changer.

    # 04-sauvegardes/sauvegardes-test-restauration.yaml
    positions: {{cible: {{frequence: 4 par an}}}}
    clause: {{titre: Essais de restauration}}

Retirer un point : `desactive: oui`. Effacer une clé : `null`.
Ajouter un point : un fichier complet, avec son `numero`.
Ajouter un fondement : `fondements.yaml`. Inscrire une lecture :

    clausier bibliotheque fondements valider csp-l1111-8 --par "Me …" --dans {folder}
"""


def starter(library: Library, folder: str) -> dict[str, str]:
    """File name → text of a new overlay named after its folder."""
    name = f"Bibliothèque {folder}"
    page = PAGE.format(name=name, base=library.name, version=library.version, folder=folder)
    return {"bibliotheque.yaml": f'nom: "{name}"\nversion: "0.1.0"\n', "LISEZMOI.md": page}
