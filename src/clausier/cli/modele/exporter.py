"""`clausier modele exporter`: our templates, to start from."""

from __future__ import annotations

from pathlib import Path

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.terminal import echo
from clausier.errors import CannotWrite


@command("exporter")
@options.target("DIR", "Dossier où copier les modèles.")
def exporter(target: Path) -> None:
    """Copie les modèles Word de clausier, pour les modifier. N'écrase aucun fichier.

    \b
    Exemple :
      clausier modele exporter -o mes-modeles
    """
    from clausier.documents.catalogue import MESSAGES, templates
    from clausier.files.journal import recover
    from clausier.files.publish import publish
    from clausier.resources import shipped

    recover(target)
    names = (*templates(), MESSAGES)
    present = [name for name in names if (target / name).exists()]
    if present:
        held = ", ".join(present)
        raise CannotWrite(f"« {target} » contient déjà {held} : rien n'a été écrit. Choisir un autre dossier avec -o.")
    publish({name: (shipped("templates") / name).read_bytes() for name in names}, target)
    echo(f"Modèles copiés dans {target} : {', '.join(names)}.\n")
    echo("Ensuite, après les avoir modifiés dans Word :")
    echo(f"  clausier modele verifier {target}")
    echo(f"  clausier rediger dossier.yaml -o sortie --modeles {target}")
