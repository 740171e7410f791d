"""What becomes of a file that came back, said in French: read or not, of which dossier, why, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausier.characters import legible
from clausier.errors import CannotWrite, InvalidInput, Problem
from clausier.french import counted
from clausier.model.inbox import Outcome
from clausier.model.negotiation import Mark, Received
from clausier.model.register import Register
from clausier.negotiation.replies import Answered, overtaken
from clausier.negotiation.reply.mail import Mail
from clausier.negotiation.standing import State, counts

AS_SENT = "document envoyé, revenu tel quel"
AGAIN = "Ensuite, le relire : clausier reponse lire."
NOTE = "Le lire soi-même, puis noter sa réponse : clausier reponse noter … --piece FICHIER ; sinon, le ranger ailleurs."
SAVE_AS = "L'ouvrir et l'enregistrer au format .docx (ou .xlsx), puis relire le courrier."
EXTRACT = "En extraire les fichiers dans ce dossier, puis relire le courrier."
OUTLOOK = "Dans la messagerie : l'enregistrer au format .eml, ou enregistrer ses pièces jointes dans ce dossier."
REMEDIES = {
    **dict.fromkeys((".odt", ".ods", ".ott", ".rtf", ".doc", ".xls", ".docm", ".xlsm", ".xlsb", ".pages"), SAVE_AS),
    **dict.fromkeys((".zip", ".7z", ".rar", ".tar", ".gz", ".tgz"), EXTRACT),
    ".msg": OUTLOOK,
}
"""What to do with a file that is not one of our forms, by its extension; with any other, to read it oneself."""
FORMATS = (".docx", ".xlsx")
"""What a file of this name is expected to be: if it cannot be opened, it is spoilt."""


@dataclass(frozen=True)
class Fate:
    """What became of a file, of which dossier if that is known; `problems` are told in full."""

    outcome: Outcome
    case: str = ""
    reason: str = ""
    remedy: str = ""
    problems: tuple[Problem, ...] = ()


def refused(outcome: Outcome, case: str, error: InvalidInput) -> Fate:
    """A file that was refused, by its first problem."""
    first = error.problems[0]
    place = f"{first.key} : " if first.key else ""
    return Fate(outcome, case, legible(f"{place}{first.message}"), legible(first.hint), error.problems)


def unwritten(case: str, error: CannotWrite) -> Fate:
    """A file that was read and could not be put in the register, whatever it holds."""
    told = legible(str(error))
    return Fate(Outcome.UNWRITTEN, case, told, AGAIN, (Problem("", "", told, AGAIN),))


def unlaid(case: str, error: InvalidInput) -> Fate:
    """A file whose dossier, or its register, is at fault: it is not to blame."""
    told = [legible(f"son dossier ne peut pas être lu : {one}") for one in error.problems]
    return Fate(Outcome.UNWRITTEN, case, told[0], AGAIN, tuple(Problem("", "", one) for one in told))


def unopened(name: str, case: str, error: InvalidInput) -> Fate:
    """A file that cannot be opened as one of ours; what it can be, its name tells."""
    suffix = Path(name).suffix.lower()
    if suffix in FORMATS:
        return refused(Outcome.UNREADABLE, case, error)
    told = f"un fichier {suffix} ne se lit pas." if suffix else "ce fichier ne se lit pas."
    remedy = REMEDIES.get(suffix, NOTE)
    return Fate(Outcome.OTHER, case, told, remedy, (Problem(name, "", told, remedy),))


def refusal(mark: Mark | None, state: State, drafted: bool) -> Outcome:
    """The outcome of a file that was opened and then refused."""
    if mark and mark.case and mark.case != state.register.case:
        return Outcome.STRAY
    known = mark and any(one.fingerprint == mark.fingerprint for one in state.register.sent.values())
    return Outcome.DRAFT if drafted and not known else Outcome.REFUSED


def worth(event: Received, sent: Answered, state: State) -> tuple[Outcome, str]:
    """The outcome of a reply that was read, and why, given the negotiation before it."""
    if event.declared or not event.items or counts(event, state):
        said = len(event.items) + len(event.declared)
        return Outcome.READ, counted(said, "réponse", "réponses") if said else "sans observation"
    changed = overtaken(sent, state)
    later = "une réponse plus récente, ou signée, compte déjà"
    return Outcome.OLDER, "les textes ont changé depuis l'envoi auquel il répond" if changed else later


def of_mail(mail: Mail, name: str, pieces: Sequence[Fate], case: str) -> Fate:
    """What becomes of a mail, after its files: one that brings an answer is read, but for its text.

    Beside an empty form, its text may be the answer.
    """
    cases = {one.case for one in pieces if one.case}
    known = case or (cases.pop() if len(cases) == 1 else "")
    if any(one.outcome.read and one.outcome is not Outcome.EMPTY for one in pieces):
        return Fate(Outcome.READ, known, f"{mail.told} ; son texte n'est pas lu")
    told = f"{mail.told} : son texte ne se lit pas."
    return Fate(Outcome.OTHER, known, told, NOTE, (Problem(name, "", told, NOTE),))


def sent_back(fate: Fate, fingerprint: str, register: Register) -> Fate:
    """The same, unless the file is one that we sent, to the byte: it says nothing."""
    return Fate(Outcome.EMPTY, fate.case, AS_SENT) if is_as_sent(fingerprint, register) else fate


def is_as_sent(fingerprint: str, register: Register) -> bool:
    """Is this the content of a file that we sent?"""
    return any(fingerprint in sending.files.values() for sending in register.sendings)
