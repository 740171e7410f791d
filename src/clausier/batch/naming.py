"""The folder of a dossier: a name that every system takes, and that depends on the dossier's id alone."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from clausier.french import normal

CASE, ARCHIVES = "dossier.yaml", "archives"
"""The dossier in the folder of its provider; the folder of those that are no more in the source."""
FRAMEWORKS, MAILS = "prestataires", "courriels"
"""The folders of what is asked of a provider for all of its contracts, and of the drafts of mails."""
LONGEST = 64
PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
MARKED = re.compile(r"-[0-9a-f]{8}$")
OTHER_FILES = re.compile(
    r"\.(?:zip|tmp|old)$|^(?:suivi(?:-anonyme)?\.xlsx|synthese(?:-anonyme)?\.html|lot\.json|envois\.csv"
    r"|archives|courriels|prestataires)$"
)
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


def archive_name(folder: str, label: str = "") -> str:
    """The name of a provider's archive: its folder's, after what a column of the user's own says of it.

    A folder's name holds no blank: whatever the label, the archive is known by what follows the last one.
    """
    shown = " ".join("".join(sign if sign.isalnum() or sign in "-_." else " " for sign in normal("NFC", label)).split())
    return f"{shown[:LONGEST].strip(' .')} {folder}.zip".lstrip()


def archives_in(root: Path) -> dict[str, tuple[str, ...]]:
    """The names of the archives of each folder of a batch; one at most, but for a name that was asked otherwise."""
    found: dict[str, tuple[str, ...]] = {}
    for path in root.glob("*.zip"):
        folder = path.stem.rpartition(" ")[2]
        found[folder] = (*found.get(folder, ()), path.name)
    return found


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
