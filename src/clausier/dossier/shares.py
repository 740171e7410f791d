"""The types of a contract and their services on one line, for a cell or a field."""

from __future__ import annotations

import re
from collections.abc import Callable

from clausier.model.kinds import Shares

PART = re.compile(r"[;\n]")


def shares_text(shares: Shares, kind: Callable[[str], str], service: Callable[[str], str], joint: str = "; ") -> str:
    """« infogerance: reseau, antivirus; hebergement: sauvegarde », in words or in labels."""
    return joint.join(f"{kind(name)}: {', '.join(map(service, words))}" for name, words in shares.items())


def shares_in(text: str) -> dict[str, list[str]]:
    """Each type of such a text and its services; empty where it holds a type alone."""
    found: dict[str, list[str]] = {}
    for part in PART.split(text) if ":" in text else ():
        name, _, words = part.partition(":")
        if part.strip():
            found.setdefault(name.strip(), []).extend(word.strip() for word in words.split(",") if word.strip())
    return found
