"""A new overlay to start from: a name, a page that explains, nothing copied from the base."""

from __future__ import annotations

from collections.abc import Sequence

from clausier.characters import legible
from clausier.files.proof import proven
from clausier.files.strictyaml import read_bytes
from clausier.files.yamltext import document
from clausier.model.library import Library
from clausier.model.requirement import Requirement

PAGE = """\
# {name}

Cette bibliothèque se superpose à « {base} », version {version}.
Elle ne contient que ce qui change.

    clausier bibliotheque verifier {under}{folder}
    clausier rediger dossier.yaml -o sortie {chosen}--bibliotheque {folder}

Changer un point : créer un fichier qui porte son identifiant (« clausier points » les liste),
avec les seules clés à changer.

{change}

{read}Retirer un point : `desactive: oui`. Effacer une clé : `null`.
Ajouter un point : un fichier complet, avec son `numero`.
Ajouter un fondement : `fondements.yaml`.{approve}
"""
READ = """\
Changer ce que « clausier lire » cherche dans un contrat : les `reperes` du point, un à la fois, avec `plus` et `moins`.

    # {category:02}/{id}.yaml
    reperes: {{plus: {{forts: ["mot ~5 autre mot"]}}}}

    clausier bibliotheque reperes essayer {number} contrat.pdf {chosen}--bibliotheque {folder}

"""
APPROVE = """ Inscrire une lecture :

    clausier bibliotheque fondements valider {basis} --par "Me …" {chosen}--dans {folder}"""


def starter(library: Library, folder: str, under: Sequence[str] = ()) -> dict[str, str]:
    """File name → text of a new overlay named after its folder; `under` are the folders that it lies on."""
    folder, under = legible(folder), [legible(one) for one in under]
    name = f"Bibliothèque {folder}"
    chosen = "".join(f"--bibliotheque {one} " for one in under)
    unread = next((id_ for id_, basis in library.bases.items() if basis.citable and not basis.is_read()), "")
    page = PAGE.format(
        name=name,
        base=library.name,
        version=library.version,
        folder=folder,
        under="".join(f"{one} " for one in under),
        chosen=chosen,
        change=_change(_example(library)),
        read=_read(library, chosen, folder),
        approve=APPROVE.format(basis=unread, chosen=chosen, folder=folder) if unread else "",
    )
    tree = {"nom": name, "version": "0.1.0"}
    text = document(tree)
    proven(text.encode(), "bibliotheque.yaml", lambda content: read_bytes(content, "bibliotheque.yaml").data, tree)
    return {"bibliotheque.yaml": text, "LISEZMOI.md": page}


def _example(library: Library) -> Requirement:
    """A point to show: one with a figure, if there is one."""
    measured = (point for point in library.requirements if point.positions.target.values)
    return next(measured, library.requirements[0])


def _read(library: Library, chosen: str, folder: str) -> str:
    """How what is looked for is changed, if the library looks for anything."""
    read = next((point for point in library.requirements if point.landmarks), None)
    if read is None:
        return ""
    return READ.format(category=read.category, id=read.id, number=read.number, chosen=chosen, folder=folder)


def _change(point: Requirement) -> str:
    lines = [f"# {point.category:02}/{point.id}.yaml"]
    for name, value in [*point.positions.target.values.items()][:1]:
        lines.append(f"positions: {{cible: {{{name}: {value}}}}}")
    lines.append(f"clause: {{titre: {point.clause.title}}}")
    return "\n".join(f"    {line}" for line in lines)
