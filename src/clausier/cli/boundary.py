"""The last boundary: what no command foresaw is one French sentence, with a code to report that holds no data.

Around `main` alone. `run`, which tests call, lets everything through: a fault of ours stops them.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable
from types import MappingProxyType

from clausier.cli.terminal import echo
from clausier.errors import code_of, debugging

CANNOT_WRITE, USAGE, UNEXPECTED = 1, 2, 5
REASONS = MappingProxyType(
    {
        errno.ENOENT: "fichier ou dossier introuvable",
        errno.EACCES: "accès refusé",
        errno.EPERM: "opération refusée",
        errno.ENAMETOOLONG: "nom ou chemin trop long",
        errno.ENOTDIR: "un fichier se trouve là où il faut un dossier",
        errno.EISDIR: "c'est un dossier",
        errno.ELOOP: "les liens tournent en rond",
        errno.ENOSPC: "plus de place",
        errno.EMFILE: "trop de fichiers ouverts",
        errno.EROFS: "disque en lecture seule",
        errno.EIO: "erreur du disque",
    }
)
"""What the system says, in French."""


def guarded(work: Callable[[], int]) -> int:
    """The exit code of a command, whatever it raises; with CLAUSIER_DEBUG=1, the trace too."""
    try:
        return work()
    except Exception as error:
        if debugging():
            _tell("".join(traceback.format_exception(error)))
        sentence, code = told(error)
        _tell(f"Erreur : {sentence}")
        return code


def told(error: Exception) -> tuple[str, int]:
    """What happened, in French, and the exit code."""
    if isinstance(error, MemoryError):
        return "la mémoire ne suffit pas. Fermer d'autres programmes, ou partager le fichier.", CANNOT_WRITE
    if isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason:
        return "un nom de fichier, ou un mot de la commande, n'est pas en UTF-8. Le renommer.", USAGE
    if isinstance(error, OSError) and error.errno is not None:
        where = f"« {os.fsdecode(error.filename)} » : " if isinstance(error.filename, str | bytes | os.PathLike) else ""
        reason = REASONS.get(error.errno, error.strerror or "erreur du système")
        return f"{where}{reason}. Vérifier le chemin et les droits, puis recommencer.", CANNOT_WRITE
    sentence = (
        f"clausier s'est arrêté sur un défaut qui vient de lui. Code à signaler : {code_of(error)} "
        "(docs/securite.md, « Signaler une faille »)."
    )
    return sentence, UNEXPECTED


def _tell(text: str) -> None:
    """On standard error, as far as it takes anything."""
    try:
        echo(text, err=True)
    except (OSError, ValueError):
        return


def opened_streams() -> None:
    """Standard streams that are closed lead nowhere: a file that is opened must never take the place of one."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
        if getattr(sys, name) is None and name != "stdin":
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # for the whole run
