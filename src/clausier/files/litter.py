"""What systems and programs leave in a folder by themselves: nobody put it there, so it is passed over in silence."""

from __future__ import annotations

import re

from clausier.files.replacing import OURS

LITTER = re.compile(
    rf"{OURS.pattern}|\._.*|~\$.*|\.~lock\..*#|\.ds_store|thumbs\.db|desktop\.ini|__macosx", re.IGNORECASE
)
"""What a killed command of ours left, macOS's companions, the lock files of Word and LibreOffice, the notes of file
managers."""


def is_litter(name: str) -> bool:
    """True for the name of such a file or folder, without its path."""
    return LITTER.fullmatch(name) is not None
