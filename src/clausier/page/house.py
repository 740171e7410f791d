"""What one run of the page holds: the folder that is open, the keys, the day, and what was read of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from clausier.page.asked import NotHere
from clausier.page.keys import Keys
from clausier.page.listing import Kept, kept_in
from clausier.page.shelf import Opened, Shelf


@dataclass(frozen=True)
class House:
    """Only what stands in `root` is seen. `today` is asked each time: a page may stay open over midnight.

    `strict`: what nobody foresaw goes through, for tests and whoever mends it.
    """

    root: Path
    today: Callable[[], date]
    quit: Callable[[], None] = lambda: None
    keys: Keys = field(default_factory=Keys)
    shelf: Shelf = field(default_factory=Shelf)
    strict: bool = False

    def kept(self, name: str) -> Kept:
        """The dossier of this name; NotHere if there is none."""
        found = kept_in(self.root).get(name)
        if found is None:
            raise NotHere
        return found

    def opened(self, name: str) -> Opened:
        """The dossier of this name, read and judged. NotHere; InvalidInput if it, or its library, is at fault."""
        return self.shelf.opened(self.root, self.kept(name), self.today())
