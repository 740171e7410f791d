"""What one run of the page holds: the folder that is open, the keys, the day, and what was read of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from clausier.page.asked import NotHere
from clausier.page.beside import Beside, Besides
from clausier.page.dossier import Unfinished
from clausier.page.keys import Keys
from clausier.page.listing import Kept, kept_of
from clausier.page.reading import Readings
from clausier.page.shelf import Opened, Shelf
from clausier.page.studio import Studio
from clausier.page.works import Works


@dataclass(frozen=True)
class House:
    """Only what stands in `root` is seen. `today` is asked each time: a page may stay open over midnight; `clock` tells
    the moment, where that is to be known.

    `strict`: what nobody foresaw goes through, for tests and whoever mends it.
    """

    root: Path
    today: Callable[[], date]
    quit: Callable[[], None] = lambda: None
    keys: Keys = field(default_factory=Keys)
    shelf: Shelf = field(default_factory=Shelf)
    works: Works = field(default_factory=Works)
    studio: Studio = field(default_factory=Studio)
    besides: Besides = field(default_factory=Besides)
    readings: Readings = field(default_factory=Readings)
    strict: bool = False
    clock: Callable[[], datetime] | None = None

    def now(self) -> datetime:
        """This moment, with its time zone; the beginning of the day where there is no clock."""
        return self.clock() if self.clock else datetime.combine(self.today(), time(), UTC)

    def kept(self, name: str) -> Kept:
        """The dossier of this name; NotHere if there is none."""
        found = kept_of(self.root, name)
        if found is None:
            raise NotHere
        return found

    def opened(self, name: str) -> Opened:
        """The dossier of this name, read and judged. NotHere; InvalidInput if it, or its library, is at fault.

        Unfinished if it does not say yet what none can do without.
        """
        found = self.begun(name)
        if found.blanks:
            raise Unfinished(found)
        return found

    def begun(self, name: str) -> Opened:
        """The same, whole or not."""
        return self.read(self.kept(name))

    def read(self, kept: Kept) -> Opened:
        """The same of one that was found in the list."""
        return self.shelf.opened(self.root, kept, self.today())

    def beside(self, opened: Opened) -> Beside:
        """What was read of its contract."""
        return self.besides.beside(opened)
