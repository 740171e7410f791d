"""Clauses that somebody approved, legal bases that somebody read, and that changed since."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.errors import Problem
from clausier.files.strictyaml import Places
from clausier.model.library import Library
from clausier.playbook.verify.told import warning
from clausier.proposal.approved import changed


def problems(library: Library, places: Places) -> Iterator[Problem]:
    """Approvals of a point that is not there, or of a content that is no more: they lapse and stop no letter."""
    for id_ in library.approvals:
        path = ("clauses_validees", id_)
        point = library.by_id.get(id_)
        if point is None:
            message = f"le point « {id_} » n'existe pas : sa validation est sans objet."
            yield warning(places, path, message, "La retirer.")
        elif told := changed(point, library):
            hint = f"La relire, puis : clausier bibliotheque valider {point.number} --par … --dans …"
            yield warning(places, path, f"la clause {point.number} est {told}.", hint)
    for id_, basis in library.bases.items():
        if basis.approval is not None and not basis.is_read():
            message = f"{basis.short} : modifié depuis sa lecture par {basis.approval.name}, il n'est plus cité."
            hint = f"Le relire, puis : clausier bibliotheque fondements valider {id_} --par … --dans …"
            yield warning(places, ("fondements", id_, "valide_par"), message, hint)
