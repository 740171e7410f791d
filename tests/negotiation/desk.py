"""A negotiation held in memory: the commands without their files, for thousands of sequences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clausier.documents.sending import reworded
from clausier.errors import CannotWrite
from clausier.judging.gaps import analyse
from clausier.library.reading import load_library
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.negotiation import (
    Draft,
    FormKind,
    Purpose,
    ReadReply,
    Received,
    ReplyItem,
    Respondent,
    Source,
)
from clausier.model.proposal import Proposal
from clausier.model.register import Conclusion, Event, Register, Stand
from clausier.model.requirement import PositionName
from clausier.negotiation.concluding import blockers, final_analysis, final_proposal, missing
from clausier.negotiation.deciding import decide
from clausier.negotiation.differences import restated
from clausier.negotiation.drafts import draft_of
from clausier.negotiation.following import nothing_to_send
from clausier.negotiation.register import NAME, register_of, with_events
from clausier.negotiation.replies import Answered, received, sent_before, sent_to, twice
from clausier.negotiation.rounds import (
    first_analysis,
    first_case,
    next_analysis,
    next_proposal,
    purpose_of,
    repeats,
    round_of,
)
from clausier.negotiation.standing import State, state_of
from clausier.negotiation.undoing import take_back
from clausier.proposal import draft
from clausier.resources import shipped
from tests.builders import case, library

CASE = "essai-2026"
START = date(2026, 11, 23)
DELAY, TRANSFER = "correctifs-delai-critique", "sortie-delai-recuperation"
FEES, HOSTING, PLACES = "financier-frais-sortie", "hebergement-hds", "hebergement-localisation"
POINTS = (DELAY, TRANSFER, FEES, HOSTING, PLACES)
SECRETS = ("SECRET-MOTIF", "SECRET-COMMENTAIRE")
WORDINGS = (
    "Le Prestataire remet les Données sous trente (30) jours calendaires.",
    "Le Prestataire fait de son mieux.",
)
VALUES = ("21 jours calendaires", "30 jours calendaires", "60 jours calendaires", "bientôt")
WHO = Respondent(name="Claude Spécimen", capacity="directrice générale", day=START)

SIGNED = {"representant": "Dr Exemple", "qualite": "gérante"}
SECTIONS: dict[str, Any] = {
    "dossier": {"id": CASE},
    "cabinet": SIGNED,
    "prestataire": SIGNED,
    "avenant": {"prise_d_effet": "2027-03-01"},
    "situation": {"acces_aux_donnees": "non"},
}
REST = {requirement.id: {"constat": "sans_objet", "motif": "essai"} for requirement in library().requirements}
NO = {"constat": "non", "commentaire": SECRETS[1]}
CHANGED: tuple[Mapping[str, Any], ...] = (
    {},
    {DELAY: {"constat": "oui", "valeur": "10 jours calendaires", "commentaire": SECRETS[1]}},
    {TRANSFER: {"constat": "oui", "valeur": "90 jours calendaires", "article": "7.2"}},
    {FEES: {"constat": "a_verifier"}, PLACES: {"constat": "a_verifier"}},
    {HOSTING: {"constat": "contraire", "article": "3", "citation": "Sans certificat."}},
)
"""What the practice comes to answer otherwise."""
LIBRARIES = (0, 1)
FALLBACK = "{delai: 28 jours calendaires, delai_exploitee: 3 jours ouvrés}"


@cache
def laid(number: int) -> Library:
    """The shipped library, or one in which a firm changed a parameter of two clauses."""
    if not number:
        return library()
    with TemporaryDirectory() as folder:
        for category, point, text in (
            ("10-sortie", TRANSFER, "parametres: {delai_reprise: 3 jours ouvrés}\n"),
            (
                "03-mises-a-jour",
                DELAY,
                f"positions: {{repli: [{FALLBACK}]}}\n",
            ),
        ):
            (Path(folder) / category).mkdir()
            (Path(folder) / category / f"{point}.yaml").write_text(text, encoding="utf-8")
        return load_library([shipped("clauses"), Path(folder)])


@cache
def dossier(number: int) -> CaseFile:
    return case({**REST, **dict.fromkeys(POINTS, NO), **CHANGED[number]}, **SECTIONS)


@lru_cache(maxsize=64)
def _read(text: str) -> Register:
    return register_of(text.encode(), NAME, CASE) if text else Register(case=CASE)


@lru_cache(maxsize=64)
def _folded(text: str) -> State:
    return state_of(_read(text))


@dataclass(frozen=True, repr=False)
class Made:
    """A draft as it was made: what it asks, and all that it says."""

    draft: Draft
    proposal: Proposal

    def __repr__(self) -> str:
        return f"Made({self.draft.sending.purpose}, {self.draft.sending.fingerprint})"


@dataclass
class Desk:
    """The dossier, the library, the register as its text, and the drafts of each folder."""

    text: str = ""
    day: date = START
    answers: int = 0
    overlay: int = 0
    folders: dict[str, Made] = field(default_factory=dict)
    made: list[Made] = field(default_factory=list)

    @property
    def case(self) -> CaseFile:
        return dossier(self.answers)

    @property
    def library(self) -> Library:
        return laid(self.overlay)

    @property
    def register(self) -> Register:
        return _read(self.text)

    @property
    def state(self) -> State:
        return _folded(self.text)

    def write(self, *events: Event) -> None:
        self.text = with_events(self.text, CASE, *events)

    def draft(self, folder: str, position: PositionName) -> Made:
        """`rediger`."""
        state = self.state
        found = first_analysis(analyse(self.library, first_case(self.case, state), self.day), state)
        proposal = draft(found, position, round_of(state))
        kept = draft_of(proposal, found, state, Purpose.REQUEST, position, {}, {})
        return self._keep(folder, Made(kept, proposal))

    def write_again(self, folder: str) -> Made:
        """`relancer`; CannotWrite where it refuses."""
        state = self.state
        if reason := nothing_to_send(self.case, self.library, state, self.day):
            raise CannotWrite(reason)
        purpose = purpose_of(state)
        found = next_analysis(self.case, self.library, state, self.day)
        proposal = next_proposal(found, state, purpose)
        if repeats(state) and (told := restated(state, proposal)):
            raise CannotWrite("\n".join(told))
        kept = draft_of(proposal, found, state, purpose, PositionName.TARGET, {}, {})
        return self._keep(folder, Made(kept, proposal))

    def _keep(self, folder: str, made: Made) -> Made:
        self.folders[folder] = made
        self.made.append(made)
        return made

    def send(self, folder: str, edit: str = "") -> Draft:
        """`envoyer`, with the first clause edited in the document to sign where `edit` says so."""
        kept = self.folders[folder].draft
        if any(one.fingerprint == kept.sending.fingerprint for one in self.register.sent.values()):
            raise CannotWrite("déjà inscrits")
        texts = dict(kept.sending.texts)
        if edit and texts:
            point, text = next(iter(texts.items()))
            texts[point] = reworded(text, edit, point, self.library)
        self.write(Event(sending=kept.sending.model_copy(update={"day": self.day, "texts": texts})))
        return kept

    def reply(
        self, kind: FormKind | Source, made: Made | None, items: Mapping[str, ReplyItem], who: Respondent
    ) -> Received:
        """`reponse lire` of a form of a draft, sent or not; `reponse noter` for another source."""
        sent = self._answered(kind, made)
        reply = ReadReply(file="reponse", kind=kind, mark=None, respondent=who, items=dict(items))
        event = received(reply, sent, self.case, self.library, self.day)
        if not event.assessments:
            raise CannotWrite("rien n'y est rempli")
        if twice(event, self.state):
            raise CannotWrite("déjà lue")
        self.write(Event(received=event))
        return event

    def _answered(self, kind: FormKind | Source, made: Made | None) -> Answered:
        if isinstance(kind, FormKind):
            mark = made.proposal.view.mark if made else None
            return sent_to("reponse", mark, self.state, drafted=made is not None)
        found = sent_before(self.state, self.day)
        if found is None:
            raise CannotWrite("rien n'était envoyé")
        return found

    def decide(self, point: str, stand: Stand) -> None:
        found = decide(point, stand, SECRETS[0], self.day, self.state, self.library, despite=True, case=self.case)
        self.write(Event(decision=found.decision))

    def undo(self, target: int, whole: bool) -> tuple[int, ...]:
        """`annuler`; the events that were taken back."""
        events = take_back(self.register, target, self.day, SECRETS[0], whole)
        self.write(*events)
        return tuple(one.undo.event for one in events if one.undo)

    def conclude(self, legal: bool) -> Proposal:
        """`conclure`, with the legal points left open where `legal` says so; CannotWrite for all that is missing."""
        state = self.state
        despite = {
            one.point: SECRETS[0] for one in state.standings.values() if legal and one.sent.legal and not one.agreed
        }
        final = final_proposal(final_analysis(self.case, self.library, state, self.day, despite), state, despite)
        asked = missing(self.case, final, state) if state.last else ()
        found = [one.message for one in (*blockers(state, self.library, despite), *asked)]
        if found or not final.view.requests:
            raise CannotWrite("\n".join(found or ["il n'y a rien à signer"]))
        self.write(Event(conclusion=Conclusion(day=self.day, fingerprint=final.view.mark.fingerprint, despite=despite)))
        return final

    def wait(self, days: int) -> None:
        self.day += timedelta(days=days)


def masked(register: Register, gone: set[int]) -> Register:
    """The register as it would be had some events, and the undoing of any, never happened; numbers kept."""
    events = tuple(
        Event() if number in gone or event.undo else event for number, event in enumerate(register.events, start=1)
    )
    return Register(case=register.case, events=events)


def texts_sent(register: Register) -> Iterator[tuple[int, str, str]]:
    """Event, point and text of all that was sent."""
    for number, sending in register.sent.items():
        for point, text in sending.texts.items():
            yield number, point, text.text
