"""`clausier bibliotheque exporter`: the library as one Word file that a lawyer edits."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo
from clausier.errors import CannotWrite


@command("exporter")
@click.option("--categorie", type=click.IntRange(min=1), metavar="N", help="Seulement cette catégorie.")
@options.target("FICHIER.docx", "Le document Word à écrire ; il ne remplace pas un fichier qui existe.", dir_okay=False)
@options.group(options.LibraryOptions)
def exporter(categorie: int | None, target: Path, given: options.LibraryOptions) -> None:
    """Écrit la bibliothèque dans un document Word, à relire et à modifier.

    Un titre par clause ; ses positions et ses variantes côte à côte ; les notes internes ; puis, sans
    --categorie, les définitions, les formules et les fondements. Le document se relit avec « clausier
    bibliotheque importer ».

    \b
    Exemple :
      clausier bibliotheque exporter --categorie 4 -o sauvegardes.docx
    """
    from clausier.files.publish import publish
    from clausier.files.seen import seen
    from clausier.playbook.book import word_file
    from clausier.playbook.book.book import FORMULAS, POINT
    from clausier.playbook.book.roundtrip import book_of

    if target.suffix.lower() != ".docx":
        raise click.UsageError(f"« {target.name} » n'est pas un nom de document Word : le terminer par .docx.")
    library = given.unchecked_library()
    known = [category.number for category in library.categories]
    if categorie is not None and categorie not in known:
        raise click.UsageError(f"la catégorie {categorie} n'existe pas. Valeurs admises : {min(known)} à {max(known)}.")
    before = seen([target])
    if target.exists():
        raise CannotWrite(f"« {target} » existe déjà : il contient peut-être des modifications. Choisir un autre nom.")
    book = book_of(library, categorie)
    publish({target.name: word_file(book)}, target.parent, seen=before)
    parts = Counter(sheet.part for sheet in book.sheets)
    rest = ", avec les définitions, les formules et les fondements" if parts[FORMULAS] else ""
    echo(f"{parts[POINT]} clauses dans {target}{rest}. Ensuite :")
    echo(f"  clausier bibliotheque importer {target} -o ma-bibliotheque{given.told()}")
