"""One provider of a batch: decides what must be made, and makes it. Touches no file of the provider's folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from clausier.batch.naming import CASE
from clausier.documents import manifest
from clausier.documents.assemble import assemble
from clausier.documents.catalogue import Document, Occasion, due
from clausier.documents.sending import drafted
from clausier.dossier.write import record_text
from clausier.judging.extent import asking_of
from clausier.model.analysis import Analysis
from clausier.model.batch import BatchRow, Mistake, Status
from clausier.model.casefile import CaseFile
from clausier.model.casefile import State as Signature
from clausier.model.extent import Extent
from clausier.model.inbox import Inbox
from clausier.model.library import Library
from clausier.model.negotiation import Purpose
from clausier.model.proposal import Proposal
from clausier.model.register import Register
from clausier.negotiation.drafts import draft_file
from clausier.negotiation.following import progress
from clausier.negotiation.inbox import waiting
from clausier.negotiation.register import NAME as REGISTER
from clausier.negotiation.register import register_of
from clausier.negotiation.rounds import first_request
from clausier.negotiation.standing import State, state_of
from clausier.office.pdf import pdf_name, to_pdf, with_pdfs
from clausier.proposal import asks_anything
from clausier.proposal.approved import only_approved

CHANGED = "le dossier a changé dans la source depuis l'envoi : le reporter dans le dossier.yaml de son répertoire"


@dataclass(frozen=True)
class Order:
    """What is asked for every provider of a batch. `words` are those of documents of the catalogue."""

    library: Library
    terms: manifest.Terms
    templates: tuple[Path, ...]
    words: frozenset[str]
    pdf: bool = False
    resume: bool = False
    overwrite: bool = False
    named_by: str = ""
    """The heading of the user's own column whose value begins the names of archives; empty if none does."""

    archives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The archives that stand in the batch: name of a folder → their names."""

    today: date | None = None
    """The day on which negotiations are looked at; that of the documents if nothing is said."""

    inbox: Inbox = field(default_factory=Inbox)
    """What came back to the batch, and what nobody has read of it."""

    approved_only: bool = False
    """Is a dossier refused that would print a clause which nobody approved as it stands?"""

    extent: Extent | None = None
    """How much is asked of all of them; None: what each dossier says."""

    def terms_of(self, case: CaseFile) -> manifest.Terms:
        """The terms of a dossier, which may say how much it asks."""
        asking = self.terms.asking
        return replace(self.terms, asking=asking_of(case, self.extent, asking.points, joined=asking.joined))

    @property
    def day(self) -> date:
        return self.today or self.terms.day

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(document for document in due(Occasion.FIRST) if document.word in self.words)


@dataclass(frozen=True)
class Task:
    """A dossier and the folder for it."""

    place: str
    folder: str
    case: CaseFile
    own: Mapping[str, str] = field(default_factory=dict)
    """What the user's own columns say: for reports, never for a document."""
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True)
class Found:
    """A provider's folder as it stands: its manifest, the names of its files, its register if there is one."""

    past: manifest.Past | None = None
    names: frozenset[str] = frozenset()
    register: bytes | None = None


@dataclass(frozen=True)
class Made:
    """What to write for a provider, the manifest last; `stale` are files of another state, to remove.

    `draft` is the name and the content of what keeps, beside the batch, what its documents ask.
    """

    row: BatchRow
    files: Mapping[str, bytes]
    stale: frozenset[str] = frozenset()
    draft: tuple[str, bytes] | None = None


def make(order: Order, task: Task, found: Found) -> Made:
    """The files that the folder lacks, or all of them; none once they were sent.

    InvalidInput or CannotWrite if they cannot be made.
    """
    state = standing(task, found)
    made = _due(order, task, found, state)
    if found.register is None:
        return made
    unread = [one.name for one in waiting(order.inbox, state.register)]
    told = progress(task.case, state, order.day, unread)
    return replace(made, row=made.row.model_copy(update={"progress": told}))


def _due(order: Order, task: Task, found: Found, state: State) -> Made:
    if state.last or state.register.unconfirmed:
        return Made(_left(order, task, found, state), {})
    source = manifest.inputs(order.library, task.case, order.terms_of(task.case), order.templates)
    past = found.past
    unchanged = order.resume and past is not None and past.read_the_same(source)
    if unchanged and past is not None and _names(order, task.case, past) <= found.names:
        return Made(_row(task, Status.CURRENT, past), {})
    return _make(order, task, found, source, state)


def _make(order: Order, task: Task, found: Found, source: Mapping[str, Any], state: State) -> Made:
    analysis, proposal = asked(order, task, state)
    past = found.past
    same = past is not None and past.would_print_the_same(source, manifest.content_fingerprint(proposal))
    names = _names(order, task.case, analysis)
    missing = names - found.names if same and order.resume else names
    wanted = [one for one in order.documents if missing & set(_files(order, one, task.case))]
    files = assemble(proposal, order.templates, wanted)
    kept = _kept(past, found, set(files)) if same and past is not None else {}
    asked_for = drafted(proposal, analysis, state, Purpose.REQUEST, order.terms.position, files, kept)
    source_file = {CASE: record_text(task.case).encode()}
    told = manifest.manifest(analysis, proposal, order.terms_of(task.case), order.templates, files, kept)
    fresh = {**files, **(to_pdf(files) if order.pdf else {})}
    now = manifest.past(told)
    assert now is not None
    row = _row(task, Status.MADE if wanted else Status.CURRENT, now)
    stale = files_of(due(Occasion.FIRST)) - set(fresh) - {*kept, *map(pdf_name, kept)}
    return Made(row, {**fresh, **source_file, manifest.NAME: told}, stale, draft_file(asked_for) if wanted else None)


def asked(order: Order, task: Task, state: State) -> tuple[Analysis, Proposal]:
    """The dossier judged, and what its first request says.

    InvalidInput names the clauses that nobody approved, where only approved ones may go out.
    """
    terms = order.terms_of(task.case)
    how = {"unknown_as_absent": terms.unknown_as_absent, "beyond_scope": terms.beyond_scope}
    analysis, proposal = first_request(task.case, order.library, state, terms.day, terms.asking, terms.position, **how)
    if order.approved_only:
        only_approved(proposal, order.library, order.terms.day)
    return analysis, proposal


def _left(order: Order, task: Task, found: Found, state: State) -> BatchRow:
    """The row of a provider whose documents were sent: what they were made of, else the dossier judged anew."""
    told = found.past
    if told is None:
        made = manifest.manifest(*asked(order, task, state), order.terms_of(task.case), order.templates, {})
        told = manifest.past(made)
    row = _row(task, Status.SENT if state.last else Status.UNCONFIRMED, told)
    moved = found.past is not None and not found.past.read_case(task.case)
    return row.model_copy(update={"warnings": (*row.warnings, *[CHANGED] * moved)})


def standing(task: Task, found: Found) -> State:
    if found.register is None:
        return state_of(Register(case=task.case.id))
    return state_of(register_of(found.register, f"{task.folder}/{REGISTER}", task.case.id))


def _kept(past: manifest.Past, found: Found, wanted: set[str]) -> dict[str, str]:
    """Documents of the same content that stay as they are."""
    return {name: print_ for name, print_ in past.produced.items() if name in found.names and name not in wanted}


def _names(order: Order, case: CaseFile, judged: Analysis | manifest.Past) -> frozenset[str]:
    """Names of the files asked for this dossier, PDFs included; nothing to sign or to answer if nothing is asked."""
    asked = {id_: verdict for id_, verdict in judged.verdicts.items() if id_ not in judged.later}
    gaps = any(verdict.is_gap for verdict in asked.values())
    later = any(judged.verdicts[id_].is_gap for id_ in judged.later)
    questions = asks_anything(asked, case, order.library)
    documents = [one for one in order.documents if one.needs.is_met(gaps=gaps, questions=questions, later=later)]
    return frozenset(name for document in documents for name in _files(order, document, case))


def _files(order: Order, document: Document, case: CaseFile) -> tuple[str, ...]:
    """The file of a document for this dossier, and its PDF if one is asked."""
    names = (document.file(case.contract.state is Signature.SIGNED),)
    return with_pdfs(names) if order.pdf else names


def files_of(documents: Iterable[Document]) -> frozenset[str]:
    """All the files that a batch may have made of these documents."""
    return frozenset(with_pdfs(name for document in documents for name in document.files))


def _row(task: Task, status: Status, told: manifest.Past | None, problems: tuple[str, ...] = ()) -> BatchRow:
    case = task.case
    return BatchRow(
        place=task.place,
        id=case.id,
        folder=task.folder,
        practice=case.practice.name,
        provider=case.provider.name,
        contract=case.contract.title,
        types=case.contract.types,
        status=status,
        verdicts=told.verdicts if told else {},
        legal=told.legal if told else (),
        files=tuple(told.produced) if told else (),
        problems=problems,
        warnings=told.warnings if told else (),
        own=dict(task.own),
        mistakes=task.mistakes,
    )


def failed(task: Task, problems: Iterable[str]) -> BatchRow:
    """The row of a dossier that is sound but whose documents could not be made."""
    return _row(task, Status.FAILED, None, tuple(problems))
