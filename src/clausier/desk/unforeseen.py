"""What nobody foresaw, as one French sentence that holds no data but the name of a file."""

from __future__ import annotations

import errno
import os
from types import MappingProxyType

from clausier.errors import code_of

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


def sentence(error: Exception) -> str:
    """What happened, and what to do."""
    if isinstance(error, MemoryError):
        return "la mémoire ne suffit pas. Fermer d'autres programmes, ou partager le fichier."
    if is_bad_name(error):
        return "un nom de fichier, ou un mot de la commande, n'est pas en UTF-8. Le renommer."
    if isinstance(error, OSError) and error.errno is not None:
        where = f"« {os.fsdecode(error.filename)} » : " if isinstance(error.filename, str | bytes | os.PathLike) else ""
        reason = REASONS.get(error.errno, error.strerror or "erreur du système")
        return f"{where}{reason}. Vérifier le chemin et les droits, puis recommencer."
    return (
        f"clausier s'est arrêté sur un défaut qui vient de lui. Code à signaler : {code_of(error)} "
        "(docs/securite.md, « Signaler une faille »)."
    )


def is_bad_name(error: Exception) -> bool:
    return isinstance(error, UnicodeEncodeError) and "surrogates" in error.reason
