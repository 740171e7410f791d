"""The command line: parses, calls, prints; the only place that sets exit codes."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import click

from clausier import __version__
from clausier.cli.boundary import guarded, opened_streams
from clausier.cli.french import Group, explain
from clausier.cli.later import Later
from clausier.cli.said import warn, written
from clausier.cli.terminal import echo
from clausier.errors import CannotWrite, ClausierError
from clausier.files.written import recorded

DONE, CANNOT_WRITE, USAGE, INVALID, GAPS = range(5)
LOST = frozenset((errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG, errno.EPIPE, errno.EDQUOT, errno.EINVAL))
"""What a standard output that takes no more answers."""
SELDOM = 10_000
"""New objects before rubbish is looked for. Python's 700 is reached a hundred times by the modules of one command."""


COMMANDS = Later(
    {
        "ouvrir": "ouvrir",
        "lire": "lecture.lire",
        "confirmer": "lecture.confirmer",
        "analyser": "analyser",
        "rediger": "rediger",
        "nouveau": "nouveau",
        "exemple": "exemple",
        "points": "points",
        "bibliotheque": "bibliotheque",
        "modele": "modele",
        "lot": "lot",
        "questionnaire": "questionnaire",
        "envoyer": "negociation.envoyer",
        "reponse": "reponse",
        "suivre": "negociation.suivre",
        "decider": "negociation.decider",
        "relancer": "negociation.relancer",
        "conclure": "negociation.conclure",
        "annuler": "negociation.annuler",
        "echeances": "negociation.echeances",
    }
)


@click.group(cls=Group, commands=COMMANDS, no_args_is_help=True)
@click.version_option(
    __version__, "--version", prog_name="clausier", message="%(prog)s %(version)s", help="Afficher la version."
)
def clausier() -> None:
    """Compare un contrat informatique à un guide et rédige ce qu'il faut demander.

    \b
    Pour commencer :
      clausier ouvrir                       ouvre une page dans le navigateur
      clausier exemple                      liste les exemples
      clausier nouveau -o dossier.yaml      crée un dossier vierge, commenté
      clausier analyser dossier.yaml        dit ce qui manque
      clausier rediger dossier.yaml -o sortie

    Ce n'est pas un conseil juridique : faites relire les documents avant de signer.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point. Exit codes: 0 done, 1 could not write, 2 usage, 3 invalid file, 4 gaps with --echec-si-ecart,
    5 a defect of ours, whose code is told."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins takes longer than our models
    gc.set_threshold(SELDOM)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # an order to end is heard as Ctrl-C is
    opened_streams()
    _utf8_console()
    code = guarded(lambda: run(arguments))
    gc.freeze()  # the process ends: nothing of what it holds is worth a last search
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and give its exit code; every expected fault is one French message.

    What nobody foresaw goes through, to `guarded` or to the tests.
    """
    with recorded(warn) as placed:
        return _run(arguments, placed)


def _run(arguments: Sequence[str] | None, placed: Collection[Path]) -> int:
    try:
        _refuse_null(arguments)
        code = clausier.main(args=arguments, prog_name="clausier", standalone_mode=False) or DONE
        sys.stdout.flush()
        return code
    except click.UsageError as error:
        return _usage(error)
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        echo(f"Interrompu : {written(placed)}.", err=True)
        return CANNOT_WRITE
    except CannotWrite as error:
        echo(f"Erreur : {error}", err=True)
        return CANNOT_WRITE
    except ClausierError as error:
        return _invalid(error, placed)
    except BrokenPipeError:
        _silence()
        return CANNOT_WRITE
    except OSError as error:
        return _output_lost(error, placed)


def _output_lost(error: OSError, placed: Collection[Path]) -> int:
    """Standard output takes no more; an OSError that names a file, or is no writer's, is another fault."""
    if error.filename is not None or error.errno not in LOST:
        raise error
    _silence()
    reason = "plus de place" if error.errno == errno.ENOSPC else error.strerror
    remedy = "Libérer de la place, ou diriger la sortie ailleurs."
    echo(f"Erreur : la sortie standard ne peut pas être écrite ({reason}) ; {written(placed)}. {remedy}", err=True)
    return CANNOT_WRITE


def _refuse_null(arguments: Sequence[str] | None) -> None:
    if any("\0" in one for one in (sys.argv[1:] if arguments is None else arguments)):
        raise click.UsageError("un argument contient un caractère nul (U+0000). Le retirer.")


def _silence() -> None:
    """What is still to be written to standard output goes nowhere, also when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(error: click.UsageError) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        echo(error.format_message(), err=True)
        return USAGE
    help_hint = f"\nAide : {error.ctx.command_path} --help" if error.ctx else ""
    echo(f"Erreur : {explain(error)}{help_hint}", err=True)
    return USAGE


def _invalid(error: ClausierError, placed: Collection[Path]) -> int:
    problems = getattr(error, "problems", ())
    echo(f"{len(problems)} problème{'s' if len(problems) > 1 else ''} ; {written(placed)}.", err=True)
    for problem in problems:
        echo(f"- {problem}", err=True)
    return INVALID


def _utf8_console() -> None:
    """A Windows console may not be in UTF-8: French must still be readable."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
