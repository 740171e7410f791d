"""Drafts: what each one asks, kept beside the dossier until a person says that it was sent.

Never in the folder of the documents, which people attach whole: in `.clausier/brouillons`, a file for each, under its
fingerprint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from clausier.errors import InvalidInput, Problem
from clausier.files import limits
from clausier.files.bounded import read_bounded
from clausier.files.strictyaml import read_bytes, require_mapping
from clausier.files.validation import build
from clausier.files.yamltext import record
from clausier.model.analysis import Analysis
from clausier.model.negotiation import Draft, MarkedText, Purpose, Sending, SentQuestion, SentText, fingerprint_of
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName
from clausier.negotiation.rounds import repeats
from clausier.negotiation.standing import TAKEN, Standing, State
from clausier.proposal.values import chosen_position, raw_values

FOLDER = Path(".clausier", "brouillons")
BATCH = "lot.json"
"""What tells the folder of a batch, whose drafts stand together: a provider's folder is what is sent."""
PRINT = re.compile("[0-9a-f]{16}")
HEAD = "# Ce que demande un brouillon, gardé jusqu'à son envoi. Interne : ne pas transmettre.\n"


def is_batch(folder: Path) -> bool:
    """Is this the folder of a batch?"""
    return (folder / BATCH).is_file()


def home_of(dossier: Path) -> Path:
    """The folder that keeps what belongs to a dossier, given its file: its own, or that of its batch."""
    folder = dossier.parent
    return folder.parent if is_batch(folder.parent) else folder


def drafts_of(dossier: Path) -> Path:
    """The folder of the drafts of a dossier, given its file."""
    return home_of(dossier) / FOLDER


def draft_file(draft: Draft) -> tuple[str, bytes]:
    """The name and the content of the file of a draft."""
    tree = draft.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    return f"{draft.sending.fingerprint}.yaml", (HEAD + record(tree)).encode()


def read_draft(folder: Path, fingerprint: str) -> Draft | None:
    """The draft of this fingerprint; None if it was not kept. InvalidInput if its file is spoilt."""
    path = folder / f"{fingerprint}.yaml"
    if not PRINT.fullmatch(fingerprint) or not path.is_file():
        return None
    draft = draft_from(read_bounded(path, limits.DOCUMENT), str(path))
    if draft.sending.fingerprint != fingerprint:
        message = "ce brouillon n'est pas celui que dit son nom."
        raise InvalidInput([Problem(str(path), "envoi.empreinte", message, "Rédiger de nouveau.")])
    return draft


def draft_from(content: bytes, name: str) -> Draft:
    """The draft that the content of a file of this name tells; InvalidInput if it is spoilt."""
    document = read_bytes(content, name, limits.KEPT)
    return build(Draft, require_mapping(document), document.places)


def draft_of(
    proposal: Proposal,
    analysis: Analysis,
    state: State,
    purpose: Purpose,
    default: PositionName,
    letters: Mapping[str, str],
    files: Mapping[str, str],
    marked: Mapping[str, MarkedText] = MappingProxyType({}),
) -> Draft:
    """What is asked, to the letter; nothing for a reminder. `files` are the fingerprints of what may leave.

    `marked` is how each request stands in the provider's own contract, by its id.
    """
    view = proposal.view
    recalls = (state.asking or None) if purpose is not Purpose.REQUEST and repeats(state) else None
    sending = Sending(
        round=view.mark.round,
        day=view.iso_day,
        dated=view.iso_day,
        purpose=purpose,
        reply_by=view.reply_by_iso,
        fingerprint=view.mark.fingerprint,
        recalls=recalls,
        position=default,
        asking=analysis.asking,
        scope=_scope(analysis),
        texts={} if recalls else dict(_texts(proposal, analysis, state, default, marked)),
        questions={} if recalls else dict(_questions(proposal)),
        files=dict(files),
    )
    return Draft(sending=sending, letters=dict(letters), after=state.register.print_)


def _scope(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    """The facts that were declared, by which the points that apply were chosen."""
    return {name: tuple(sorted(values)) for name, values in analysis.case.facts().items() if values}


def _questions(proposal: Proposal) -> Iterator[tuple[str, SentQuestion]]:
    for one in proposal.view.questions:
        yield one.id, SentQuestion(number=one.number, question=one.question)


def _texts(
    proposal: Proposal,
    analysis: Analysis,
    state: State,
    default: PositionName,
    marked: Mapping[str, MarkedText],
) -> Iterator[tuple[str, SentText]]:
    for request in proposal.view.requests:
        requirement = analysis.library.by_id[request.id]
        name, position = chosen_position(requirement, analysis.case, default)
        asked = raw_values(requirement, analysis.case, position).get(requirement.criterion.measured, "")
        figure = request.value if request.carrier.id else asked
        kept = state.standings[request.id] if request.id in analysis.wordings else None
        value = _value_kept(kept) if kept else figure
        yield (
            request.id,
            SentText(
                number=request.number,
                title=request.title,
                position=name,
                value=value,
                legal=request.legal,
                fingerprint=fingerprint_of([request.text]),
                text=request.text,
                theirs=kept is not None and _is_theirs(kept),
                own=kept is not None,
                unread=bool(figure) and not value,
                carrier=request.carrier.id,
                defined="\n".join(block.text for block in proposal.view.defined_in(request.id)),
                marked=marked.get(request.id),
            ),
        )


def _value_kept(one: Standing) -> str:
    """The figure in a text that stands in the place of our clause; empty where it could not be read."""
    return one.decision.value if one.decision and one.decision.stand in TAKEN else one.sent.value


def _is_theirs(one: Standing) -> bool:
    return one.sent.theirs or bool(one.decision and one.decision.wording)
