"""What is drafted and what is really sent: the draft joined with the files of a folder, edited since or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from clausier.documents.catalogue import DOCUMENTS, LATER, Content, Document
from clausier.documents.folder import past_of
from clausier.documents.manifest import digest
from clausier.errors import InvalidInput, Problem
from clausier.files import limits
from clausier.files.bounded import digest_of
from clausier.french import typeset
from clausier.model.analysis import Analysis
from clausier.model.library import Library
from clausier.model.negotiation import Channel, Draft, MarkedText, Purpose, Sending, SentText, Touch, fingerprint_of
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName
from clausier.negotiation.drafts import draft_of, read_draft
from clausier.negotiation.grading import changes
from clausier.negotiation.reply.neutral import same_text
from clausier.negotiation.reply.read import mark_of, read_reply
from clausier.negotiation.rereading import figure_in
from clausier.negotiation.standing import State
from clausier.office.package import parse, read_members
from clausier.office.pdf import with_pdfs
from clausier.office.word.opening import open_parts, read_document
from clausier.office.word.reading import lines
from clausier.office.word.wrapper import BODY
from clausier.office.word.xml import Element

OUTGOING = with_pdfs(name for document in DOCUMENTS if not document.internal for name in document.files)
"""All the files that may leave the practice."""
LETTERS = (Content.PRIORITIES, Content.FOLLOW_UP)
AGAIN = "Rédiger de nouveau (clausier rediger ou relancer), puis clausier envoyer."
THEIRS_EDITED = (
    "a été modifié depuis sa rédaction : les textes tenus pour envoyés restent ceux de l'acte, et toute réponse qui y "
    "viendra sera comparée à ceux-ci"
)


@dataclass
class Joined:
    """What was sent, what is to be known of it, and the clauses that a person had edited in the document to sign."""

    sending: Sending
    notes: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)


def drafted(
    proposal: Proposal,
    analysis: Analysis,
    state: State,
    purpose: Purpose,
    default: PositionName,
    files: Mapping[str, bytes],
    kept: Mapping[str, str] = MappingProxyType({}),
    marked: Mapping[str, MarkedText] = MappingProxyType({}),
) -> Draft:
    """What documents ask, with what is needed to know them again once they are sent; `kept` are those already there.

    `marked` is how each request stands in the provider's own contract, if that was marked.
    """
    names = outgoing(analysis.asking.joined)
    now = {name: digest(files[name]) for name in names if name in files}
    there = {name: kept[name] for name in names if name in kept}
    return draft_of(proposal, analysis, state, purpose, default, letters(files), {**there, **now}, marked)


def letters(files: Mapping[str, bytes]) -> dict[str, str]:
    """The plain texts of the letters among files, by which an edit is seen."""
    return {name: _text(parse(read_members(files[name])[BODY])) for document in DOCUMENTS for name in document.files
            if name in files and is_letter(document)}  # fmt: skip


def outgoing(joined: bool) -> tuple[str, ...]:
    """The files that leave the practice; what is kept for a second time does if it is joined."""
    return (*OUTGOING, *with_pdfs(LATER.files)) if joined else OUTGOING


def draft_in(folder: Path, drafts: Path) -> Draft:
    """The draft whose documents a folder holds; InvalidInput if there is none, several, or its own file is lost."""
    if not folder.is_dir():
        raise _unknown(
            folder, "ce dossier n'existe pas.", "Donner le dossier que « rediger -o » ou « relancer -o » a écrit."
        )
    prints = _prints(folder)
    found = {print_: draft for print_ in prints if (draft := read_draft(drafts, print_))}
    if len(found) > 1:
        days = ", ".join(sorted(one.sending.printed.isoformat() for one in found.values()))
        raise _unknown(
            folder, f"ces fichiers viennent de plusieurs brouillons ({days}).", "N'y laisser que ce qui est envoyé."
        )
    if not found:
        known = "le brouillon de ces documents n'a pas été gardé" if prints else "aucun document de clausier ici"
        raise _unknown(folder, f"{known} : ce qu'ils demandent n'est pas connu.", AGAIN)
    return next(iter(found.values()))


def _unknown(folder: Path, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(str(folder), "", message, hint)])


def _prints(folder: Path) -> tuple[str, ...]:
    """The fingerprints that the documents bear, else the one that the manifest tells."""
    marked = [mark_of(folder / name) for name in OUTGOING if _may_be_marked(folder / name)]
    found = dict.fromkeys(mark.fingerprint for mark in marked if mark)
    if not found:
        told = past_of(folder)
        found = {told.draft: None} if told and told.draft else {}
    return tuple(found)


def _may_be_marked(path: Path) -> bool:
    return path.suffix != ".pdf" and path.is_file()


def joined(draft: Draft, folder: Path, library: Library, day: date, channel: Channel | None) -> Joined:
    """What was sent on a day: the draft with the files as they are now. InvalidInput if one cannot be read again."""
    names = [name for name in draft.sending.files if (folder / name).is_file()]
    now = {name: digest_of(folder / name, limits.TABLE) for name in names}
    sending = draft.sending.model_copy(update={"day": day, "channel": channel, "files": now})
    found = Joined(sending)
    if missing := [name for name in draft.sending.files if name not in now]:
        found.notes.append(f"absent du dossier, donc compté comme non envoyé : {', '.join(missing)}")
    for name in names:
        if now[name] != draft.sending.files[name]:
            _edited(found, draft, folder / name, library)
    return found


def _edited(found: Joined, draft: Draft, path: Path, library: Library) -> None:
    """What a person did to a file since it was drafted."""
    document = next(one for one in DOCUMENTS if path.name in with_pdfs(one.files))
    if path.name in draft.letters:
        told = changes(typeset(draft.letters[path.name]), _admitted(path))
        if told:
            found.sending = found.sending.model_copy(update={"edits": {**found.sending.edits, path.name: told}})
            found.notes.append(f"{path.name} a été modifié depuis sa rédaction : {told}")
    elif document.to_sign and path.suffix == ".docx":
        _edited_act(found, path, library)
    elif document.given and path.suffix == ".docx":
        found.notes.append(f"{path.name} {THEIRS_EDITED}")
    elif not document.template and path.suffix != ".pdf":
        _edited_form(found, path)
    else:
        found.notes.append(
            f"{path.name} a été modifié ou réenregistré depuis sa rédaction ; ses mots ne sont pas comparés"
        )


def _admitted(path: Path) -> str:
    """The text of a letter as it is now; InvalidInput for one that could not be kept."""
    text = _text(open_parts(read_document(path), path.name).document)
    if wrong := limits.fault(text):
        raise InvalidInput([Problem(path.name, "", *wrong)])
    return text


def _edited_act(found: Joined, path: Path, library: Library) -> None:
    """The clauses as they were really sent; one that a person took out is not asked."""
    sent = found.sending.texts
    reply = read_reply(path, sent)
    texts: dict[str, SentText] = {}
    for point, text in sent.items():
        item = reply.items.get(point)
        if item is not None and item.touch is Touch.DELETED:
            found.edited.append(f"{text.number} {text.title} : clause retirée du document à signer, donc non demandée")
            continue
        texts[point] = text
        if item is not None and item.touch is Touch.REWORDED and not same_text(item.wording, text.text):
            texts[point] = reworded(text, typeset(item.wording), point, library)
            found.edited.append(_told(text, texts[point]))
    found.notes += [f"{path.name} : {one.message}" for one in reply.notices]
    found.sending = found.sending.model_copy(update={"texts": texts})


def reworded(text: SentText, wording: str, point: str, library: Library) -> SentText:
    requirement = library.by_id.get(point)
    value = figure_in(wording, text.text, text.value, requirement, library) if requirement else ""
    changed = {"text": wording, "drafted": text.text, "fingerprint": fingerprint_of([wording]), "value": value}
    return text.model_copy(update={**changed, "unread": bool(text.value) and not value})


def _told(before: SentText, after: SentText) -> str:
    value = f" ; valeur demandée : {after.value}" if after.value and after.value != before.value else ""
    unread = " ; la valeur demandée ne s'y lit plus : toute réponse sur ce point sera à relire" if after.unread else ""
    return f"{before.number} {before.title} : {changes(before.text, after.text)}{value}{unread}"


def _edited_form(found: Joined, path: Path) -> None:
    """A form is read back as the provider would return it: what is already written in it is told."""
    reply = read_reply(path, {point: text.on_form for point, text in found.sending.texts.items()})
    if numbers := [found.sending.texts[point].number for point in reply.items]:
        found.notes.append(f"{path.name} porte déjà des réponses ou une autre rédaction : {', '.join(numbers)}")


def _text(body: Element) -> str:
    return "\n".join(line for line in lines(body) if line.strip())


def is_letter(document: Document) -> bool:
    return document.template is not None and document.template.prints in LETTERS
