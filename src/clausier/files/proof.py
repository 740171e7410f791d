"""What is about to be written is read back first, by the reader that will have to.

The very bytes are read, before they take the place of what stands there: nobody loses a file to a fault of ours.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from clausier.errors import InvalidInput, Unsound

OTHER = "ce qui y est relu n'est pas ce qu'il fallait écrire"


def proven(content: bytes, name: str, read: Callable[[bytes], object], meant: object = None) -> bytes:
    """The content, once it was read back; Unsound if it cannot be, or if it does not say what was `meant`."""
    try:
        found = read(content)
    except InvalidInput as error:
        raise Unsound(name, error) from None
    if meant is not None and found != meant:
        raise Unsound(name, OTHER)
    return content


def proven_file(content: bytes, name: str, read: Callable[[Path], object], meant: object = None) -> bytes:
    """The same for a reader that opens files."""

    def read_there(content: bytes) -> object:
        with tempfile.TemporaryDirectory(prefix="clausier-") as room:
            path = Path(room) / name
            path.write_bytes(content)
            return read(path)

    return proven(content, name, read_there, meant)
