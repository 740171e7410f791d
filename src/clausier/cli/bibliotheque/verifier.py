"""`clausier bibliotheque verifier`: everything that is wrong or weak in a library, at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausier.cli import options
from clausier.cli.french import command
from clausier.cli.said import say
from clausier.cli.terminal import echo, echo_data, echo_pieces, seen, style, styled

if TYPE_CHECKING:
    from clausier.errors import Problem
    from clausier.library.reading import Reading

INVALID_EXIT_CODE = 3
SCHEMA = 1


@command("verifier")
@click.argument("overlays", metavar="[DIR]...", nargs=-1, type=click.Path(path_type=Path))
@options.chain(options.JSON, options.single(options.LibraryOptions, "extras"))
def verifier(overlays: tuple[Path, ...], extras: tuple[str, ...], as_json: bool) -> int:
    """Contrôle une bibliothèque : chaque faute avec son fichier, sa ligne et son remède.

    Les DIR sont posés, dans l'ordre, sur la bibliothèque de clausier ; sans DIR, elle est contrôlée seule. Une erreur
    rendrait une lettre fausse ou impossible : code de sortie 3, ici et dans toute commande qui juge ou écrit avec
    cette bibliothèque. Un avertissement seul n'arrête rien : code 0, et chacune le dit une fois.

    \b
    Exemple :
      clausier bibliotheque verifier ma-bibliotheque
    """
    from clausier.errors import Severity
    from clausier.library.reading import read_library
    from clausier.playbook.verify import verify

    reading = read_library(options.LibraryOptions(overlays, extras).folders())
    problems = verify(reading)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if as_json:
        echo_data(_data(problems, errors))
    else:
        _show(problems, errors, reading)
    return INVALID_EXIT_CODE if errors else 0


def _data(problems: Sequence[Problem], errors: int) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "erreurs": errors,
        "avertissements": len(problems) - errors,
        "problemes": [
            {
                "fichier": problem.file,
                "ligne": problem.line,
                "cle": problem.key,
                "gravite": problem.severity.value,
                "message": problem.message,
                "remede": problem.hint,
            }
            for problem in problems
        ],
    }


def _show(problems: Sequence[Problem], errors: int, reading: Reading) -> None:
    from clausier.french import counted
    from clausier.playbook.verify import by_file

    for file, found in by_file(problems):
        styled(file, bold=True)
        for problem in found:
            _print(problem)
        echo()
    if reading.library is None:
        say("Ces fautes empêchent de lire la bibliothèque : les autres contrôles viendront une fois corrigées.")
        return
    points = counted(len(reading.library.requirements), "point", "points")
    bases = counted(len(reading.library.bases), "fondement", "fondements")
    told = (
        f"{counted(errors, 'erreur', 'erreurs')}, {counted(len(problems) - errors, 'avertissement', 'avertissements')}"
    )
    echo(f"{points}, {bases} : {told if problems else 'rien à signaler'}.")


def _print(problem: Problem) -> None:
    from clausier.errors import Severity

    is_error = problem.severity is Severity.ERROR
    line = f"ligne {problem.line}" if problem.line else "fichier"
    where = ".".join(problem.key.split(".")[2:]) if problem.key.startswith("points.") else problem.key
    label = style(problem.severity.value, fg="red" if is_error else "yellow")
    echo_pieces(f"  {line}, {label}" + (f", {seen(where)}" if where else ""))
    for text in (problem.message, f"→ {problem.hint}" if problem.hint else ""):
        if text:
            say(text, "    ")
