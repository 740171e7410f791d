"""A reply that was opened: what it says, graded against what was sent, and put in the register of its dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from clausier.desk.dossierfile import replacing
from clausier.desk.table import Table
from clausier.dossier.write import dossier_text
from clausier.files.bounded import digest_of
from clausier.files.limits import TABLE
from clausier.files.strictyaml import read_path
from clausier.forms.declaring import with_declarations
from clausier.forms.readback import base_of
from clausier.french import counted
from clausier.judging.declarations import NO_STIPULATION
from clausier.model.inbox import Outcome
from clausier.model.library import Library
from clausier.model.negotiation import Mark, ReadReply, Received
from clausier.model.register import Event
from clausier.negotiation.fate import AS_SENT, is_as_sent, worth
from clausier.negotiation.replies import Answered, overtaken, received, sent_to, twice
from clausier.negotiation.reply.read import read_reply
from clausier.negotiation.standing import outranked

OUTRANKED = (
    "{} : une réponse signée compte déjà pour {} ; ce que celle-ci, sans nom, qualité ou date, y refuse ou réserve "
    "depuis n'y change rien. Demander au prestataire s'il revient sur son accord, et le noter : clausier reponse noter."
)


@dataclass(frozen=True)
class Declared:
    """What the provider says of the points to confirm: the files to write with his reply, and what is said of them.

    `notices` are for a person to read, whether or not anything is written.
    """

    files: Mapping[Path, bytes] = field(default_factory=dict)
    told: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A reply as it was read: what it says, the entry that it makes, the sending that it answers."""

    table: Table
    name: str
    reply: ReadReply
    event: Received
    sent: Answered
    declared: Declared = Declared()
    as_sent: bool = False
    """Is it, to the byte, what was sent?"""

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person is to read of it."""
        held = outranked(self.event, self.table.state)
        kept = (OUTRANKED.format(self.name, ", ".join(held)),) if held else ()
        return (*(str(one) for one in self.reply.notices), *self.declared.notices, *kept)

    @property
    def late(self) -> tuple[str, ...]:
        """The numbers of the points for which it does not count: their texts changed since the sending it answers."""
        return overtaken(self.sent, self.table.state) if self.sent.number != self.table.state.asking else ()

    @property
    def is_filled(self) -> bool:
        return bool(self.event.assessments or self.event.declared)

    def keep(self, *, earlier: bool) -> tuple[Outcome, str]:
        """Adds it to the register, if there is anything to add; what became of it, and why. Earlier, CannotWrite."""
        event, state = self.event, self.table.state
        if not self.is_filled:
            return Outcome.EMPTY, ""
        if self.as_sent:
            return Outcome.EMPTY, AS_SENT
        if twice(event, state):
            self.table.write(beside=self.declared.files)
            return Outcome.KNOWN, ""
        self.table.write(Event(received=event), beside=self.declared.files, earlier=earlier)
        return worth(event, self.sent, state)


def replied(
    table: Table, path: Path, name: str, mark: Mark | None, drafted: bool, library: Library, day: date
) -> Reading:
    """What a file answers; `mark` is what it says of itself, `drafted` if that is known as a draft. InvalidInput."""
    sent = sent_to(name, mark, table.state, drafted)
    form = library.formulas.reply
    read = read_reply(path, sent.texts(form=True), sent.sending.questions, sent.texts(form=False), form)
    notices = tuple(replace(one, file=name) for one in read.notices)
    reply = read.model_copy(update={"file": name, "notices": notices})
    declared = _declared(table, reply, library)
    event = received(reply, sent, table.case, library, day)
    as_sent = not event.items and not event.declared and is_as_sent(digest_of(path, TABLE), table.register)
    return Reading(table, name, reply, event, sent, declared, as_sent)


def _declared(table: Table, reply: ReadReply, library: Library) -> Declared:
    """The dossier with what the provider says of the points to confirm, apart from the practice's own answers."""
    if not reply.declarations:
        return Declared()
    base = base_of(read_path(table.path, table.path.name), library)
    done = with_declarations(base, reply.declarations, reply.respondent, reply.file, library)
    notices = tuple(map(str, done.notices))
    if done.case == base.case:
        return Declared(notices=notices)
    files, former = replacing(dossier_text(done.case, library), table.path)
    said = counted(len(reply.declarations), "point confirmé ou précisé", "points confirmés ou précisés")
    told = f"{said} par le prestataire, à part dans {table.path} (ancien dossier : {former})."
    return Declared(files, told, (*notices, f"{NO_STIPULATION}."))
