"""The folder of a dossier: a name that every system takes, and that depends on the dossier's id alone."""

from __future__ import annotations

import hashlib
import re

from clausier.french import normal

CASE, ARCHIVES = "dossier.yaml", "archives"
"""The dossier in the folder of its provider; the folder of those that are no more in the source."""
LONGEST = 64
PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
MARKED = re.compile(r"-[0-9a-f]{8}$")
OTHER_FILES = re.compile(r"\.(?:zip|tmp|old)$|^(?:suivi\.xlsx|synthese\.html|lot\.json|archives)$")
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789"))
)


def folder_name(id_: str) -> str:
    """The id itself where that is safe; else its safe letters and a mark drawn from the whole id.

    Ids that differ only by case get different names even where the file system ignores case: an id
    with capitals is always marked. At most 64 characters, no dot or blank at the end.
    """
    if _is_safe(id_):
        return id_
    mark = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{_letters(id_)[: LONGEST - len(mark) - 1].rstrip('-') or 'dossier'}-{mark}"


def _is_safe(id_: str) -> bool:
    return (
        len(id_) <= LONGEST
        and PLAIN.fullmatch(id_) is not None
        and id_.split(".")[0] not in RESERVED
        and not MARKED.search(id_)
        and not OTHER_FILES.search(id_)
    )


def _letters(id_: str) -> str:
    plain = normal("NFKD", id_.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9_]+", plain))
