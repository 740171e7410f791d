"""Documents as pages to look at, printed beside and kept in memory as long as there is room."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clausier.desk.showing import Printed, has_office, picture, printed, text_of
from clausier.desk.unforeseen import sentence
from clausier.errors import ClausierError

if TYPE_CHECKING:
    from clausier.desk.showing import Shown

ROOM = 40 << 20
"""Bytes of PDFs and pictures that are kept."""
TEXTS = 12
"""Texts that are kept."""


@dataclass
class Studio:
    """Printed documents by the digest of their Word file, one lot after the other."""

    _printed: OrderedDict[str, Printed] = field(default_factory=OrderedDict)
    _pictures: OrderedDict[tuple[str, int], bytes] = field(default_factory=OrderedDict)
    _texts: OrderedDict[str, tuple[Shown, ...]] = field(default_factory=OrderedDict)
    _faults: dict[str, str] = field(default_factory=dict)
    _coming: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _press: threading.Lock = field(default_factory=threading.Lock)

    @property
    def open(self) -> bool:
        """Is there a program that prints?"""
        return has_office()

    def printed(self, content: bytes) -> Printed | None:
        """A document as it was printed; None if it is not yet."""
        with self._lock:
            digest = _digest(content)
            if digest in self._printed:
                self._printed.move_to_end(digest)
            return self._printed.get(digest)

    def fault(self, content: bytes) -> str:
        """Why it could not be printed; empty if it could, or was not tried."""
        return self._faults.get(_digest(content), "")

    def print(self, files: Mapping[str, bytes]) -> None:
        """Begins to print those that are not printed, nor about to be."""
        with self._lock:
            wanted = {name: one for name, one in files.items() if self._is_wanted(_digest(one))}
            digests = {name: _digest(one) for name, one in wanted.items()}
            self._coming |= set(digests.values())
        if wanted:
            threading.Thread(target=self._make, args=(wanted, digests), daemon=True).start()

    def _is_wanted(self, digest: str) -> bool:
        return digest not in self._printed and digest not in self._coming and digest not in self._faults

    def _make(self, files: Mapping[str, bytes], digests: Mapping[str, str]) -> None:
        found: dict[str, Printed] = {}
        fault = ""
        try:
            with self._press:
                found = printed(files)
        except ClausierError as error:
            fault = str(error)
        except Exception as error:  # told by the page that shows the document
            fault = sentence(error)
        with self._lock:
            for name, digest in digests.items():
                if name in found:
                    self._printed[digest] = found[name]
                else:
                    self._faults[digest] = fault
            self._coming -= set(digests.values())
            self._make_room()

    def text(self, content: bytes, name: str) -> tuple[Shown, ...]:
        """The body of a document as plain blocks. InvalidInput."""
        with self._lock:
            known = self._texts.get(_digest(content))
        if known is None:
            known = text_of(content, name)
            with self._lock:
                self._texts[_digest(content)] = known
                while len(self._texts) > TEXTS:
                    self._texts.popitem(last=False)
        return known

    def picture(self, content: bytes, rank: int) -> bytes | None:
        """A page as a picture, from 0; None if the document is not printed, or has no such page. CannotWrite."""
        document, key = self.printed(content), (_digest(content), rank)
        if document is None or not 0 <= rank < len(document.sizes):
            return None
        with self._lock:
            known = self._pictures.get(key)
        if known is None:
            known = picture(document.content, rank)
            with self._lock:
                self._pictures[key] = known
                self._make_room()
        return known

    def _make_room(self) -> None:
        """The oldest go; what was printed last always stays."""
        while len(self._pictures) > 1 and sum(map(len, self._pictures.values())) > ROOM // 2:
            self._pictures.popitem(last=False)
        while len(self._printed) > 1 and sum(len(one.content) for one in self._printed.values()) > ROOM // 2:
            self._printed.popitem(last=False)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
