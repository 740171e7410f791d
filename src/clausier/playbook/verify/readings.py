"""What a letter would lend to another: an edited basis to whoever read the old one, a figure to an older source."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.errors import Problem
from clausier.library.reading import Reading
from clausier.model.law import Verification


def problems(reading: Reading) -> Iterator[Problem]:
    """Bases that an overlay changed and that would still be printed as read; thresholds with the origin of another."""
    yield from reading.moved
    bases = reading.library.bases if reading.library else {}
    for id_, key in reading.edited.items():
        basis = bases.get(id_)
        if basis is not None and basis.verification is Verification.TEXT_READ and not basis.is_approved():
            message = f"« {key} » a changé, mais « verification: texte_lu » dit la lecture de l'ancien contenu."
            hint = (
                "Donner « verification », « version_lue » et « verifie_le » d'une autre lecture, "
                "ou inscrire une lecture : "
                f"clausier bibliotheque fondements valider {id_} --par … --dans …"
            )
            yield reading.places.problem(("fondements", id_, key), message, hint)
