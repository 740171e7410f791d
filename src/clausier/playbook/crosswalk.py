"""To which rules of which frameworks a point corresponds: in a sentence of the Word book, and as columns of data."""

from __future__ import annotations

from typing import Any

from clausier.model.library import Library
from clausier.playbook.bases import UNREAD

TIED = "Correspondances"
"""How the sentence begins."""


def tied(point: str, library: Library) -> str:
    """« Correspondances – RGPD, article 28 : RGPD, art. 28, § 2 – PGSSI-S : … »; empty where none is known."""
    columns = library.crosswalk.columns
    known = {columns[name].title: ids for name, ids in library.crosswalk.of(point).items() if ids}
    told = [f"{title} : {', '.join(_told(id_, library) for id_ in ids)}" for title, ids in known.items()]
    return " – ".join([TIED, *told]) if told else ""


def columns_of(point: str, library: Library) -> dict[str, list[dict[str, Any]]]:
    """Column → its rules, with what was verified of each; an empty list where none is known."""
    return {name: [_rule(id_, library) for id_ in ids] for name, ids in library.crosswalk.of(point).items()}


def _told(id_: str, library: Library) -> str:
    """The short name of a rule, and what to know before quoting it: few readers go and look."""
    basis = library.bases[id_]
    return basis.short if basis.is_read() else f"{basis.short} ({UNREAD[basis.verification]})"


def _rule(id_: str, library: Library) -> dict[str, Any]:
    basis = library.bases[id_]
    return {
        "id": id_,
        "abrege": basis.short,
        "verification": basis.verification.value,
        "reserve": " ".join(basis.caveat.split()),
    }
