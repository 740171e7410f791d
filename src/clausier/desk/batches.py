"""A batch that was made elsewhere, taken in: the files of its folder, or a zip of it, under names that lead nowhere.

What systems leave in a folder is passed over, and so is what is hidden, but for what clausier keeps there of a batch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from clausier.batch.naming import ARCHIVES, CASE, RESERVED
from clausier.desk.contracts import FOLDER as CONTRACTS
from clausier.desk.libraries import SHELF
from clausier.desk.papers import plain_name
from clausier.errors import CannotWrite, InvalidInput, Problem
from clausier.files.limits import spaced
from clausier.files.litter import is_litter
from clausier.files.publish import cannot_write
from clausier.files.replacing import new_folder
from clausier.french import counted, normal
from clausier.negotiation.drafts import BATCH
from clausier.negotiation.drafts import FOLDER as DRAFTS
from clausier.office.kinds import ARCHIVE
from clausier.office.limits import BATCH_FILES
from clausier.office.safe import unpacked

LONGEST, DEEPEST = 150, 8
"""Characters of the name of a file or a folder; folders in one another."""
NOWHERE = ("", ".", "..")
BARRED = re.compile(r'[\\:*?"<>|]|^ |[ .]$')
"""What in a name some system does not take, or takes for something else."""
HIDDEN = re.compile(
    rf"{re.escape(DRAFTS.as_posix())}/[0-9a-f]{{16}}\.yaml|{re.escape(CONTRACTS.as_posix())}/[a-z0-9][\w.-]*\.jsonl"
)
"""What is kept of what is hidden: what drafts ask, and the texts of contracts."""
OTHERWISE = "lot"
"""The name of a batch whose own may not be that of its folder."""
SHOWN = 5
"""Dossiers that are named."""
ANOTHER = "Choisir le répertoire que « clausier lot produire » a écrit, ou une archive .zip de ce répertoire."
RENAME = "Le renommer, ou le retirer du lot."
ABSENT = f"il n'y a pas là le répertoire d'un lot : aucun fichier {BATCH}.", ANOTHER
SEVERAL = f"il y a là plusieurs lots : plusieurs fichiers {BATCH}.", "Les importer l'un après l'autre."
EMPTY = f"ce lot n'a aucun dossier : aucun fichier {CASE} dans ses répertoires.", ANOTHER
OUTSIDE = "ce fichier n'est pas dans le répertoire du lot.", ANOTHER
TWICE = "un autre fichier ou répertoire a le même nom, aux majuscules ou aux accents près.", RENAME
NAMED = "ce nom de fichier n'est pas admis partout, ou mène ailleurs.", RENAME
CROWDED = f"il y a plus de {spaced(BATCH_FILES)} fichiers.", ARCHIVE.lighten


@dataclass(frozen=True)
class Layout:
    """Where the files of a batch go in its folder, by the names they came with; the folders of its dossiers."""

    name: str
    places: Mapping[str, PurePosixPath]
    dossiers: tuple[str, ...]

    @property
    def drafts(self) -> bool:
        """Did what its documents ask come with it?"""
        return any(DRAFTS.as_posix() == place.parent.as_posix() for place in self.places.values())


def of_folder(root: Path, files: Sequence[tuple[str, bytes]], called: str, known: Collection[str]) -> Layout:
    """Puts a batch in the folder that is open, given its files by their paths; `known` are folders of dossiers there.

    `called` is how messages call it. InvalidInput for what is no such folder, or holds a name that may not be written;
    CannotWrite. Nothing is then left.
    """
    contents = dict(files)
    layout = laid_out([name for name, _ in files], called)
    return _placed(root, layout, known, contents.__getitem__)


def of_archive(root: Path, content: bytes, name: str, known: Collection[str]) -> Layout:
    """The same, given a zip, by its name."""
    with unpacked(content, name, ARCHIVE) as package:
        files = [one for one in package.names if not one.endswith("/")]
        return _placed(root, laid_out(files, name), known, package.read)


def laid_out(names: Sequence[str], called: str) -> Layout:
    """Where each of these files goes; `called` names the batch where they stand in no folder. InvalidInput."""
    split = [tuple(name.split("/")) for name in names]
    home = _home(split, called)
    if len(names) > BATCH_FILES:
        raise _refused(called, CROWDED)
    places: dict[str, PurePosixPath] = {}
    for name, parts in zip(names, split, strict=True):
        if any(map(is_litter, parts)):
            continue
        if parts[: len(home)] != home:
            raise _refused(name, OUTSIDE)
        inside = parts[len(home) :]
        if any(_is_wrong(part) for part in inside) or len(inside) > DEEPEST or set(home) & {*NOWHERE}:
            raise _refused(name, NAMED)
        if name in places:
            raise _refused(name, TWICE)
        if not any(part.startswith(".") for part in inside) or HIDDEN.fullmatch("/".join(inside)):
            places[name] = PurePosixPath(*inside)
    _check_apart(places)
    dossiers = sorted(place.parts[0] for place in places.values() if place.name == CASE and len(place.parts) == 2)
    if not dossiers:
        raise _refused(called, EMPTY)
    return Layout(_name(home[-1] if home else PurePosixPath(called).stem), places, tuple(dossiers))


def _home(files: Iterable[tuple[str, ...]], called: str) -> tuple[str, ...]:
    """The folder of the batch among what came: none, or the one in which all stands."""
    found = sorted({parts[:-1] for parts in files if parts[-1] == BATCH and len(parts) < 3}, key=len)
    if not found:
        raise _refused(called, ABSENT)
    if len(found) > 1 and found[0]:
        raise _refused(called, SEVERAL)
    return found[0]


def _is_wrong(part: str) -> bool:
    """Is this no name of a file or a folder, on some system?"""
    odd = part in NOWHERE or len(part) > LONGEST or not part.isprintable()
    return odd or bool(BARRED.search(part)) or part.partition(".")[0].strip().casefold() in RESERVED


def _check_apart(places: Mapping[str, PurePosixPath]) -> None:
    """InvalidInput if a system that takes capitals, or accents, as one would mix two of these files or folders up."""
    files: set[str] = set()
    spelled: dict[str, PurePosixPath] = {}
    for name, place in places.items():
        same = [(_same(one), one) for one in place.parents]
        if _same(place) in spelled or any(spelled.setdefault(key, one) != one or key in files for key, one in same):
            raise _refused(name, TWICE)
        spelled[_same(place)] = place
        files.add(_same(place))


def _same(place: PurePosixPath) -> str:
    return normal("NFC", place.as_posix()).casefold()


def _name(called: str) -> str:
    """The name of its folder, as near as can be to its own."""
    plain = plain_name(called)
    return OTHERWISE if _is_wrong(plain) or plain.casefold() in (ARCHIVES, SHELF) else plain


def _placed(root: Path, layout: Layout, known: Collection[str], read: Callable[[str], bytes]) -> Layout:
    there = [one for one in layout.dossiers if one in known]
    if there:
        told = f"{', '.join(there[:SHOWN])}{'…' if len(there) > SHOWN else ''}"
        already = counted(len(there), "dossier est déjà", "dossiers sont déjà")
        raise CannotWrite(f"{already} dans la liste ({told}) : rien n'est changé.")
    target = root / layout.name
    if target.exists() or target.is_symlink():
        raise CannotWrite(f"un répertoire « {layout.name} » est déjà là : renommer l'un des deux. Rien n'est changé.")
    try:
        with new_folder(target) as made:
            for name, place in layout.places.items():
                path = made / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(read(name))
    except OSError as error:
        raise CannotWrite(cannot_write(target, error)) from error
    return layout


def _refused(name: str, fault: tuple[str, str]) -> InvalidInput:
    return InvalidInput([Problem("".join(sign if sign.isprintable() else "\ufffd" for sign in name), "", *fault)])
