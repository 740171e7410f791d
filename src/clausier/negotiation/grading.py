"""What an answer is worth: the engine says so, whatever its sender says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clausier.french import typeset
from clausier.judging import proofs
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.negotiation import Assessment, Choice, Grade, ReplyItem, Respondent, SentText, Touch
from clausier.model.requirement import Requirement
from clausier.negotiation import proofwords
from clausier.negotiation.values import grade_value
from clausier.worddiff import Fate, excerpted, word_diff

BY_CHOICE = {Choice.REFUSED: Grade.REFUSED, Choice.DISCUSS: Grade.DISCUSS, Choice.COVERED: Grade.COVERED}
MARKS = {Fate.KEPT: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "[+{}+]"}


@dataclass(frozen=True)
class Grader:
    """Grades the answers of one reply, on the day on which it is read."""

    library: Library
    case: CaseFile
    day: date
    respondent: Respondent

    def assess(self, point: str, item: ReplyItem, sent: SentText) -> Assessment:
        """The grade of the answer to a request that was sent."""
        requirement = self.library.by_id.get(point)
        found = self._assess(requirement, item, sent)
        proof = self._proof(requirement, item)
        if proof is None:
            return found
        waits = found.grade in (Grade.SILENT, Grade.COVERED, Grade.DISCUSS, Grade.TO_READ) and not item.wording
        reason = " ; ".join(filter(None, (found.reason, proof.reason)))
        return Assessment(grade=proof.grade if waits else found.grade, reason=reason, changes=found.changes)

    def _assess(self, requirement: Requirement | None, item: ReplyItem, sent: SentText) -> Assessment:
        if item.choice in BY_CHOICE:
            return Assessment(grade=BY_CHOICE[item.choice], reason=item.comment)
        if item.touch is Touch.DELETED:
            return Assessment(grade=Grade.REFUSED, reason="clause supprimée du document renvoyé")
        if item.value or item.wording:
            return self._counter(requirement, item, sent)
        if item.choice is Choice.AMENDED or item.cost or item.time:
            return Assessment(grade=Grade.TO_READ, reason="une condition est ajoutée (coût, délai ou commentaire)")
        if item.choice is Choice.ACCEPTED:
            return Assessment(grade=Grade.AGREED if self.respondent.known else Grade.UNSIGNED)
        untouched = "clause renvoyée telle quelle : ce n'est pas un accord" if item.touch is Touch.UNTOUCHED else ""
        return Assessment(grade=Grade.SILENT, reason=untouched or item.comment)

    def _counter(self, requirement: Requirement | None, item: ReplyItem, sent: SentText) -> Assessment:
        """Another value or another wording: what was accepted besides does not count."""
        changes = _changes(sent.text, item.wording) if item.wording else ""
        if not item.value:
            return Assessment(grade=Grade.TO_READ, reason="rédaction proposée sans valeur", changes=changes)
        if requirement is None:
            return Assessment(grade=Grade.TO_READ, reason="la bibliothèque n'a plus ce point", changes=changes)
        grade, reason = grade_value(item.value, requirement, self.library)
        return Assessment(grade=grade, reason=reason, changes=changes)

    def _proof(self, requirement: Requirement | None, item: ReplyItem) -> Assessment | None:
        rule = requirement.criterion.proof if requirement else None
        if not item.proof or rule is None or not proofs.is_required(rule, self.case.facts()):
            return None
        found = proofwords.faults(item.proof, rule, self.case, self.library, self.day)
        if found:
            return Assessment(grade=Grade.UNPROVEN, reason=" ; ".join(found))
        return Assessment(grade=Grade.PROVEN, reason="la preuve décrite convient : en demander la copie")


def _changes(sent: str, proposed: str) -> str:
    """The words that differ, with a few around them: [-ours-] [+theirs+]."""
    words = excerpted(word_diff(sent, typeset(proposed)))
    return " ".join("".join(MARKS[one.fate].format(one.text) for one in words).split())
