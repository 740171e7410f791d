"""`clausier exemple`: an example to start from."""

from __future__ import annotations

from pathlib import Path

import click

from clausier.cli.french import command
from clausier.cli.said import say
from clausier.cli.terminal import echo
from clausier.errors import nearest


@command("exemple")
@click.argument("nom", required=False, metavar="[NOM]")
@click.option(
    "-o", "target", type=click.Path(path_type=Path), metavar="DIR", help="Dossier à créer (par défaut : NOM)."
)
def exemple(nom: str | None, target: Path | None) -> None:
    """Copie un exemple de dossier ; sans NOM, liste les exemples.

    \b
    Exemple :
      clausier exemple infogerance-non-signee -o mon-essai
    """
    from clausier.desk.examples import OWN_LIBRARY, copied, examples, title_of

    known = examples()
    if nom is None:
        width = max(map(len, known))
        for name, path in known.items():
            say(f"{name:<{width}} {title_of(path)}", hanging=" " * (width + 1))
        return
    if nom not in known:
        raise click.UsageError(f"l'exemple « {nom} » n'existe pas. {nearest(nom, known)}")
    folder = target or Path(nom)
    copied(known[nom], folder)
    own = folder / OWN_LIBRARY
    chosen = f" --bibliotheque {own}" if own.is_dir() else ""
    echo(f"Exemple copié dans {folder}. Ensuite : clausier analyser {folder / 'dossier.yaml'}{chosen}")
