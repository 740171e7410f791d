"""Where the negotiation of a dossier stands on a day, with what came back and nobody has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clausier.desk.table import Table
from clausier.model.inbox import Arrival, Inbox
from clausier.model.library import Library
from clausier.model.progress import Progress
from clausier.negotiation.following import next_step, progress, to_ask_again
from clausier.negotiation.inbox import waiting


@dataclass(frozen=True)
class Overview:
    """`unread` are files that may be an answer, `line` tells it all in short; `again`: an agreed text is asked anew."""

    table: Table
    unread: tuple[Arrival, ...]
    again: bool
    line: Progress

    def next_step(self, day: date) -> str:
        """The next thing to do, in a sentence."""
        return next_step(self.table.state, day, [one.name for one in self.unread], self.again)


def overview(table: Table, library: Library, day: date, inbox: Inbox) -> Overview:
    """`inbox` is the list of what came back."""
    unread = waiting(inbox, table.register)
    again = to_ask_again(table.case, library, table.state, day)
    return Overview(table, unread, again, progress(table.case, table.state, day, [one.name for one in unread], again))
