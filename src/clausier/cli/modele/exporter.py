"""`clausier modele exporter`: our templates, to start from."""

from __future__ import annotations

from pathlib import Path

import click

from clausier.cli.french import command
from clausier.errors import CannotWrite


@command("exporter")
@click.option(
    "-o", "target", type=click.Path(path_type=Path), metavar="DIR", required=True, help="Dossier où copier les modèles."
)
def exporter(target: Path) -> None:
    """Copie les modèles Word de clausier, pour les modifier. N'écrase aucun fichier.

    \b
    Exemple :
      clausier modele exporter -o mes-modeles
    """
    from clausier.files.publish import publish
    from clausier.playbook.template_check.names import TEMPLATES
    from clausier.resources import shipped

    present = [name for name in TEMPLATES if (target / name).exists()]
    if present:
        names = ", ".join(present)
        raise CannotWrite(f"« {target} » contient déjà {names} : rien n'a été écrit. Choisir un autre dossier avec -o.")
    publish({name: (shipped("templates") / name).read_bytes() for name in TEMPLATES}, target)
    click.echo(f"Modèles copiés dans {target} : {', '.join(TEMPLATES)}.\n")
    click.echo("Ensuite, après les avoir modifiés dans Word :")
    click.echo(f"  clausier modele verifier {target}")
    click.echo(f"  clausier rediger dossier.yaml -o sortie --modeles {target}")
