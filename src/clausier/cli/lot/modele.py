"""`clausier lot modele`: the table of dossiers, ready to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo
from clausier.errors import CannotWrite


@command("modele")
@options.target("FICHIER.xlsx", "Le classeur à écrire ; il ne remplace pas un fichier qui existe.", dir_okay=False)
@options.group(options.LibraryOptions)
def modele(target: Path, given: options.LibraryOptions) -> None:
    """Écrit un tableau à remplir : une ligne par prestataire, une colonne par point.

    Des listes déroulantes donnent les réponses admises, une feuille les explique. Le tableau rempli se
    donne tel quel à « clausier lot produire », en .xlsx ou enregistré en .csv.

    \b
    Exemple :
      clausier lot modele -o lot.xlsx
    """
    from clausier.batch.table_file.template import proven_template
    from clausier.files.publish import publish
    from clausier.files.seen import seen

    if target.suffix.lower() != ".xlsx":
        raise click.UsageError(f"« {target.name} » n'est pas un nom de classeur : le terminer par .xlsx.")
    library = given.library()
    before = seen([target])
    if target.exists():
        raise CannotWrite(f"« {target} » existe déjà : il contient peut-être des dossiers. Choisir un autre nom.")
    publish({target.name: proven_template(library)}, target.parent, seen=before)
    following = f"clausier lot produire {target} -o sortie{given.told()}"
    echo(f"Tableau créé : {target}. Une ligne par prestataire, puis : {following}")
