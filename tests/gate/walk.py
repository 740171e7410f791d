"""All that the commands do with a dossier that was read, one after the other: nothing on the way may refuse it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from clausier.cli.report import as_data
from clausier.documents.assemble import assemble
from clausier.documents.catalogue import REPLY, Occasion, due
from clausier.documents.folder import provider_folder
from clausier.documents.manifest import Terms
from clausier.documents.sending import drafted
from clausier.dossier.read import case_of
from clausier.dossier.write import dossier_text
from clausier.files.strictyaml import read_bytes
from clausier.forms.files import excel_file, read_form, word_file
from clausier.forms.merge import Wins
from clausier.forms.questionnaire import practice_form, provider_form
from clausier.forms.readback import Base, read_back
from clausier.forms.scope import provider_scope
from clausier.judging.gaps import analyse
from clausier.model.analysis import Analysis
from clausier.model.casefile import CaseFile
from clausier.model.casefile import State as Signature
from clausier.model.library import Library
from clausier.model.negotiation import Purpose
from clausier.model.register import Event, Register
from clausier.model.requirement import PositionName
from clausier.negotiation.calendar import calendar
from clausier.negotiation.concluding import blockers, missing
from clausier.negotiation.deadlines import deadlines
from clausier.negotiation.drafts import draft_file, read_draft
from clausier.negotiation.register import read_register, with_events
from clausier.negotiation.reply.read import read_reply
from clausier.negotiation.rounds import next_analysis, next_proposal, purpose_of
from clausier.negotiation.standing import State, state_of
from clausier.proposal import draft
from clausier.resources import shipped
from tests.builders import DAY

TEMPLATES = (shipped("templates"),)
MADE = datetime(2026, 11, 24, tzinfo=UTC)


def judged(case: CaseFile, library: Library, day: date = DAY) -> Analysis:
    """`analyser` and what is drafted at each position, without any file."""
    for unknown_as_absent in (True, False):
        analysis = analyse(library, case, day, unknown_as_absent=unknown_as_absent)
        json.dumps(as_data(analysis))
        for position in PositionName:
            draft(analysis, position)
    return analysis


def documents(analysis: Analysis, position: PositionName) -> dict[str, bytes]:
    """`rediger`."""
    terms = Terms(analysis.date, position, unknown_as_absent=False)
    return provider_folder(analysis, draft(analysis, position), terms, TEMPLATES)


def negotiation(analysis: Analysis, files: dict[str, bytes], folder: Path) -> None:
    """`reponse lire` of an empty form, `suivre`, `relancer`, `echeances`, and what `conclure` would miss."""
    case, library = analysis.case, analysis.library
    proposal = draft(analysis)
    if not case.id or not proposal.view.requests:
        return
    nothing = State(Register(case=case.id))
    kept = drafted(proposal, analysis, nothing, Purpose.REQUEST, PositionName.TARGET, files)
    name, content = draft_file(kept)
    (folder / name).write_bytes(content)
    assert read_draft(folder, kept.sending.fingerprint) == kept
    sending = kept.sending
    path = folder / "dossier.registre.yaml"
    path.write_text(with_events("", case.id, Event(sending=sending)), encoding="utf-8")
    register = read_register(path, case.id)
    state = state_of(register)
    form = REPLY.file(case.contract.state is Signature.SIGNED)
    (folder / form).write_bytes(files[form])
    assert read_reply(folder / form, sending.texts).items == {}
    calendar({case.id: deadlines(case, library, state)}, MADE)
    tuple(blockers(state, library, {}))
    tuple(missing(case, proposal, state))
    later = next_analysis(case, library, state, analysis.date)
    again = next_proposal(later, state, purpose_of(state))
    assemble(again, TEMPLATES, due(Occasion.REMINDER))
    assemble(again, TEMPLATES, due(Occasion.ROUND))


def forms(case: CaseFile, library: Library, folder: Path) -> None:
    """`questionnaire creer`, and `questionnaire lire` of the same, untouched."""
    base = case_of(read_bytes(dossier_text(case, library).encode(), "dossier.yaml"), library)
    assert base == case
    for form in (practice_form(library, case), provider_form(library, provider_scope(case))):
        for name, content in {"f.xlsx": excel_file(form), "f.docx": word_file(form)}.items():
            (folder / name).write_bytes(content)
            places = read_bytes(b"{}", "dossier.yaml").places
            read_back([read_form(folder / name)], [Base(case, places)], library, Wins.FIRST)


def expected(case: CaseFile, library: Library) -> None:
    """`echeances` of a dossier that was never sent."""
    calendar({case.id: deadlines(case, library, state_of(Register(case=case.id or "x")))}, MADE)


def everything(case: CaseFile, library: Library, folder: Path, day: date = DAY) -> None:
    analysis = judged(case, library, day)
    expected(case, library)
    files = documents(analysis, PositionName.TARGET)
    documents(analysis, PositionName.FLOOR)
    negotiation(analysis, files, folder)
    forms(case, library, folder)
