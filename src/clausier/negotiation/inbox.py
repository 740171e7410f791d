"""The list of what came back, kept beside the drafts: what was read, and above all what was not.

A file that nobody has read may hold the answer that a reminder would claim to miss.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from clausier.errors import InvalidInput, Problem
from clausier.files.bounded import Absent
from clausier.files.proof import proven
from clausier.files.strictyaml import Document, read_bytes, read_path, require_mapping
from clausier.files.validation import build
from clausier.files.yamltext import record
from clausier.model.inbox import Arrival, Inbox
from clausier.model.register import Register
from clausier.negotiation.drafts import FOLDER, home_of, is_batch
from clausier.negotiation.reply.incoming import printable

NAME = "courrier.yaml"
HEAD = "# Ce qu'est devenu chaque fichier reçu, tenu par clausier. Interne : ne pas transmettre.\n"


def list_path(dossier: Path) -> Path:
    """The list of a dossier, given its file, or that of its batch, whose folder may be given too."""
    home = dossier if is_batch(dossier) else home_of(dossier)
    return home / FOLDER.parent / NAME


def read_list(path: Path) -> Inbox:
    """The list, empty if there is none; InvalidInput if it is spoilt."""
    try:
        return _told(read_path(path))
    except Absent:
        return Inbox()
    except InvalidInput:
        hint = "L'effacer, puis relire les dossiers de réponses : clausier reponse lire."
        raise InvalidInput([Problem(str(path), "", "la liste du courrier reçu est abîmée.", hint)]) from None


def _told(document: Document) -> Inbox:
    return build(Inbox, require_mapping(document), document.places)


def list_file(inbox: Inbox) -> bytes:
    """The content of its file, proven to be read again."""
    tree = inbox.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    content = (HEAD + record({"schema": inbox.schema_, **tree})).encode()
    return proven(content, NAME, lambda content: _told(read_bytes(content, NAME)), inbox)


def box_of(inbox: Path, home: Path) -> str:
    """A folder of replies, told from the one that holds `.clausier`; whole where no path leads there from it.

    Of printable signs only, as the names of its files: the list is a text.
    """
    try:
        return printable(Path(os.path.relpath(inbox.resolve(), home)).as_posix())
    except ValueError:  # another drive of Windows
        return printable(inbox.resolve().as_posix())


def place_of(one: Arrival, root: Path) -> Path:
    """Where a file stands, given the folder that holds `.clausier`; of printable signs only."""
    return Path(printable(os.path.normpath(root / one.inbox / one.file)))


def renewed(inbox: Inbox, found: Iterable[Arrival], root: Path, looked_at: Collection[Path]) -> Inbox:
    """The list after a run over files and folders: what it held of them gives way to what was found."""

    def gone(one: Arrival) -> bool:
        place = place_of(one, root)
        return any(path == place or path in place.parents for path in looked_at)

    return Inbox(arrivals=(*(one for one in inbox.arrivals if not gone(one)), *found))


def attributions(inbox: Inbox) -> dict[str, str]:
    """The dossier of each file that was once attributed, by its content: it is not asked again."""
    return {one.fingerprint: one.case for one in inbox.arrivals if one.case and one.fingerprint}


def waiting(inbox: Inbox, register: Register) -> tuple[Arrival, ...]:
    """What may be an answer to this dossier and was not read; what was noted with its file is settled."""
    noted = {reply.piece.fingerprint for reply in register.replies if reply.piece}
    settled = {(one.inbox, one.file) for one in inbox.arrivals if one.fingerprint in noted}
    return tuple(
        one
        for one in unread(inbox.arrivals)
        if one.fingerprint not in noted
        and (one.inbox, one.file) not in settled
        and (one.case == register.case or (not one.case and names(one, register.case)))
    )


def strays(inbox: Inbox) -> tuple[Arrival, ...]:
    """What was not read and is of no known dossier."""
    return tuple(one for one in unread(inbox.arrivals) if not one.case)


def unread(arrivals: Iterable[Arrival]) -> tuple[Arrival, ...]:
    return tuple(one for one in arrivals if not one.outcome.read)


def names(one: Arrival, case: str) -> bool:
    """Does the path of a file hold the id of a dossier? Enough to wait before writing, never to attribute."""
    return re.search(rf"(?<![^\W_]){re.escape(case)}(?![^\W_])", one.name, re.IGNORECASE) is not None


def before_reminding(waiting: Sequence[Arrival]) -> str:
    """Why no reminder is written while these files wait; empty if there are none."""
    if not waiting:
        return ""
    told = "".join(f"\n- {one.name} : {sentence(one)}" for one in waiting)
    return f"une réponse est peut-être arrivée, qui n'est pas lue : pas de rappel.{told}\n{AFTER}"


AFTER = "Ensuite, relire le dossier des réponses (clausier reponse lire) : un fichier retiré n'y compte plus."


def sentence(one: Arrival) -> str:
    """What became of a file and what to do with it, in one sentence or two."""
    reason = f" ({one.reason.rstrip('.')})" if one.reason else ""
    return " ".join(filter(None, (f"{one.outcome.value}{reason}.", one.remedy)))
