"""JSON from strangers: its values and its depth are bounded, whatever its fault it is a ValueError."""

from __future__ import annotations

import json
from typing import Any

from clausier.files import limits

DEEP = f"plus de {limits.DEPTH} niveaux imbriqués."
SHALLOW = "Un dossier en a moins de dix."
MANY = f"plus de {limits.spaced(limits.NODES)} valeurs."


class Beyond(ValueError):
    """A bound is passed: what is wrong, in French, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(message)


def loaded(content: bytes, **hooks: Any) -> Any:
    """The tree of a JSON text in UTF-8; ValueError if it is none, `Beyond` if it holds too much.

    Brackets and commas are counted before anything is built: as many values at least, and some hundred bytes for each.
    """
    if sum(map(content.count, (b"[", b"{", b","))) > limits.NODES:
        raise Beyond(MANY, "Vérifier que c'est le bon fichier.")
    try:
        return json.loads(content.decode("utf-8-sig"), **hooks)
    except RecursionError:
        raise Beyond(DEEP, SHALLOW) from None
