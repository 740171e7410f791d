"""A foreign zip, its members read a piece at a time. Nothing of it is ever written to a disk.

`zipfile` gives no more of a member than the zip declares, and checks its sum at the end: what is declared is what
there is to count.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import IO

from clausier.office.damage import Damaged, outside

PIECE = 1 << 18


class Zipped:
    """The members of a zip, by name. Damaged where there is none, or where it cannot be read."""

    def __init__(self, source: IO[bytes] | bytes) -> None:
        file = io.BytesIO(source) if isinstance(source, bytes) else source
        with outside():
            self._archive = zipfile.ZipFile(file)
        self.members = tuple(self._archive.infolist())
        self._by_name = {member.filename: member for member in self.members}

    def __enter__(self) -> Zipped:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._by_name)

    def size(self, name: str) -> int:
        """Bytes of a member once open, 0 for one that is not there."""
        return self._by_name[name].file_size if name in self else 0

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member by pieces of a bounded size."""
        if name not in self:
            raise Damaged(name)
        with outside():
            stream = self._archive.open(self._by_name[name])
        with stream:
            while True:
                with outside():
                    piece = stream.read(PIECE)
                if not piece:
                    return
                yield piece

    def read(self, name: str) -> bytes:
        """A whole member, which the gate found not to be too large."""
        return b"".join(self.pieces(name))
