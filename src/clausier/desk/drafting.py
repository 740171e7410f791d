"""The documents of a first request: asked, made, put in their folder, with what they ask kept beside the dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clausier.desk import gate
from clausier.desk.holding import holding
from clausier.desk.marking import marked
from clausier.desk.outbox import next_folder
from clausier.desk.table import Table, kept_with, seated
from clausier.documents.assemble import slow_templates
from clausier.documents.catalogue import MARKED, Occasion, due
from clausier.documents.folder import Placing, documents_seen, placing, provider_folder
from clausier.documents.manifest import Terms
from clausier.documents.marked import Given
from clausier.documents.sending import drafted
from clausier.dossier.proposed import undecided
from clausier.dossier.read import read_case
from clausier.dossier.readings import reading_beside
from clausier.errors import InvalidInput
from clausier.files.journal import recover
from clausier.files.publish import publish
from clausier.files.seen import Seen, again
from clausier.files.written import tell
from clausier.french import counted
from clausier.judging.extent import asking_of
from clausier.model.analysis import Analysis
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.negotiation import Purpose
from clausier.model.proposal import Proposal
from clausier.model.register import Register
from clausier.model.requirement import PositionName
from clausier.negotiation.drafts import home_of
from clausier.negotiation.rounds import first_request
from clausier.negotiation.standing import State
from clausier.office.pdf import to_pdf
from clausier.proposal.approved import only_approved

ANSWERED = "une réponse est déjà venue : pour y répondre, c'est clausier relancer."


@dataclass(frozen=True)
class Making:
    """How documents are made; `terms` are those of a dossier, whose own choices they may follow."""

    library: Library
    terms: Callable[[CaseFile], Terms]
    templates: Sequence[Path]
    pdf: bool = False
    overwrite: bool = False
    approved_only: bool = False
    contract: Given | None = None
    """The provider's own contract, to be marked with what is asked."""


@dataclass(frozen=True)
class Made:
    """What was asked, and what was put in the folder; `printed` are the names of PDFs among `files`.

    `marked`: a sentence on the provider's contract, if it was given.
    """

    analysis: Analysis
    proposal: Proposal
    files: tuple[str, ...]
    printed: tuple[str, ...]
    placed: Placing
    marked: str = ""


def state_of_table(case: CaseFile, table: Table | None) -> State:
    """Where the negotiation of a dossier stands, which may have no register."""
    return table.state if table else State(Register(case=case.id))


def made(case: CaseFile, table: Table | None, before: Seen, target: Path, how: Making) -> Made:
    """Makes the documents and puts them in a folder, all of them or none.

    InvalidInput for a template, or a clause that may not be printed; CannotWrite, with nothing written, for what must
    not be written over; Changed if what was seen `before` is no more as it was. What else is to be known is told.
    """
    terms, state = how.terms(case), state_of_table(case, table)
    flags = {"unknown_as_absent": terms.unknown_as_absent, "beyond_scope": terms.beyond_scope}
    analysis, proposal = first_request(case, how.library, state, terms.day, terms.asking, terms.position, **flags)
    if how.approved_only:
        only_approved(proposal, how.library, terms.day)
    theirs = marked(how.contract, analysis, proposal) if how.contract else None
    files = provider_folder(analysis, proposal, terms, how.templates, contract=theirs)
    printed = to_pdf(files) if how.pdf else {}
    placed = placing(target, {**files, **printed}, overwrite=how.overwrite, sent=state.register.prints)
    texts = theirs.texts if theirs else {}
    asked = drafted(proposal, analysis, state, Purpose.REQUEST, terms.position, placed.files, marked=texts)
    publish(placed.files, target, table.keep(asked) if table else {}, placed.gone, seen=before)
    for sentence in (*slow_templates(how.templates), *([ANSWERED] if state.answered else [])):
        tell(sentence)
    told = f"{MARKED.file(signed=True)} : {theirs.told}." if theirs else ""
    return Made(analysis, proposal, tuple(files), tuple(printed), placed, told)


def replaced(placed: Placing) -> Iterator[str]:
    """A sentence on what was in the folder before and is no more, or is there under another name."""
    for old, new in (placed.kept or {}).items():
        yield f"{old}, modifié depuis sa rédaction et qui ne s'applique plus, est gardé sous le nom {new}."
    if gone := [name for name in placed.gone if name not in (placed.kept or {})]:
        yield f"Retiré du dossier, car cela ne s'applique plus : {', '.join(gone)}."


def unconfirmed(dossier: Path, case: CaseFile, library: Library) -> str:
    """A sentence on the points that were read beside a dossier and that nobody has confirmed; empty if there are none.

    A reading that cannot be read again is none: documents never depend on it.
    """
    try:
        reading = reading_beside(dossier)
    except InvalidInput:
        return ""
    left = len(undecided(reading, case, library)) if reading else 0
    if not left:
        return ""
    stay = "il reste une question" if left == 1 else "ils restent des questions"
    told = counted(left, "point lu et non confirmé", "points lus et non confirmés")
    return f"{told} : aucune demande n'en est tirée, {stay}."


def drafted_beside(
    path: Path, library: Library, day: date, *, beside: bool = False, overwrite: bool = False
) -> tuple[Path, Made]:
    """The documents of a dossier, given its file, as it asks for them, in the folder of its round, and that folder.

    The dossier is held meanwhile. `beside`: in a new folder in any case. Raises what `made` does.
    """
    templates = gate.templates(None, due(Occasion.FIRST), library)
    how = Making(library, lambda case: _own_terms(case, day), templates, overwrite=overwrite)

    def work() -> tuple[Path, Made]:
        before = kept_with(path)
        case = read_case(str(path), library)
        table = seated(str(path), case, before)
        target = next_folder(path, state_of_table(case, table), beside=beside)
        recover(path.parent, target)
        done = made(case, table, before | documents_seen(target), target, how)
        for sentence in replaced(done.placed):
            tell(sentence)
        if left := unconfirmed(path, case, library):
            tell(left)
        return target, done

    with holding(lambda: home_of(path)):
        return again(work)


def _own_terms(case: CaseFile, day: date) -> Terms:
    return Terms(day, PositionName.TARGET, asking=asking_of(case))
