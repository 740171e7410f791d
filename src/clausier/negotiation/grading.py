"""What an answer is worth: the engine says so, whatever its sender says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clausier.french import typeset
from clausier.judging import proofs
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.negotiation import Assessment, Choice, Grade, ReplyItem, Respondent, SentText, Touch
from clausier.model.requirement import Requirement
from clausier.negotiation import proofwords
from clausier.negotiation.harmless import is_harmless, says_more
from clausier.negotiation.reply.neutral import same_text
from clausier.negotiation.values import ORDER, grade_value
from clausier.office.word.places import excerpt
from clausier.worddiff import Fate, Words, excerpted, word_diff

BY_CHOICE = {Choice.REFUSED: Grade.REFUSED, Choice.DISCUSS: Grade.DISCUSS, Choice.COVERED: Grade.COVERED}
WAITING = frozenset((Grade.SILENT, Grade.COVERED, Grade.DISCUSS, Grade.TO_READ))
"""What the proof that is given tells more of."""
MARKS = {Fate.KEPT: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "[+{}+]"}
QUOTED = 200
"""Characters of a wording that are told beside a grade: the register keeps it whole."""
RESERVED = "une réserve l'accompagne"
UNTOUCHED = "clause renvoyée telle quelle : ce n'est pas un accord"


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
            return found.model_copy(update={"quoted": _joined(found.quoted, *self._unasked(item))})
        waits = found.grade in WAITING and not item.wording and not self._reserved(item)
        grade = proof.grade if waits else found.grade
        return found.model_copy(update={"grade": grade, "reason": _joined(found.reason, proof.reason)})

    def _assess(self, requirement: Requirement | None, item: ReplyItem, sent: SentText) -> Assessment:
        if item.choice in BY_CHOICE:
            return Assessment(grade=BY_CHOICE[item.choice], quoted=_joined(item.comment, item.beside))
        if item.touch is Touch.DELETED:
            return Assessment(grade=Grade.REFUSED, reason="clause supprimée du document renvoyé", quoted=item.beside)
        if item.value or item.wording:
            return self._counter(requirement, item, sent)
        conditions = _joined(*self._conditions(item))
        if item.choice is Choice.AMENDED or item.cost or item.time or self._reserved(item):
            reason = "" if conditions else "modification annoncée, et non écrite"
            return Assessment(grade=Grade.TO_READ, reason=reason, quoted=conditions)
        if item.choice is Choice.ACCEPTED:
            return Assessment(grade=Grade.AGREED if self.respondent.known else Grade.UNSIGNED)
        if item.touch is Touch.UNTOUCHED:
            return Assessment(grade=Grade.SILENT, reason=UNTOUCHED, quoted=item.beside)
        return Assessment(grade=Grade.SILENT, quoted=_joined(item.comment, item.beside))

    def _reserved(self, item: ReplyItem) -> bool:
        """Is something written beside « Accepté » that may take it back?"""
        return item.choice is Choice.ACCEPTED and any(not self._harmless(text) for text in (item.comment, item.beside))

    def _conditions(self, item: ReplyItem) -> Iterator[str]:
        """What is written beside the answer, in its own words."""
        for label, text in (("coût", item.cost), ("délai", item.time)):
            if text:
                yield f"{label} : « {text} »"
        for label, text in (("commentaire", item.comment), ("en marge", item.beside)):
            if not self._harmless(text):
                yield f"{label} : « {text} »"

    def _harmless(self, text: str) -> bool:
        return is_harmless(text, self.library.formulas.harmless)

    def _counter(self, requirement: Requirement | None, item: ReplyItem, sent: SentText) -> Assessment:
        """Another value or another wording: what was accepted besides does not count."""
        differing = changes(sent.text, item.wording) if item.wording else ""
        grade, reason = self._value(requirement, item.value)
        worded = bool(item.value) and says_more(item.wording, item.value, sent, self.library.formulas.harmless)
        conditions = [*self._conditions(item)]
        if worded:
            conditions.insert(0, f"rédaction : « {excerpt(item.wording, QUOTED)} »")
        if grade in ORDER and conditions:
            grade, reason = Grade.TO_READ, f"{reason}, mais {RESERVED}"
        return Assessment(
            grade=grade,
            reason=reason,
            reserved=bool(item.value and conditions),
            quoted=_joined(*conditions),
            changes=differing,
        )

    def _value(self, requirement: Requirement | None, value: str) -> tuple[Grade, str]:
        if not value:
            return Grade.TO_READ, "rédaction proposée sans valeur"
        if requirement is None:
            return Grade.TO_READ, "la bibliothèque n'a plus ce point"
        return grade_value(value, requirement, self.library)

    def _proof(self, requirement: Requirement | None, item: ReplyItem) -> Assessment | None:
        rule = requirement.criterion.proof if requirement else None
        if not item.proof or rule is None or not proofs.is_required(rule, self.case.facts()):
            return None
        found = proofwords.faults(item.proof, rule, self.case, self.library, self.day)
        if found:
            return Assessment(grade=Grade.UNPROVEN, reason=" ; ".join(found))
        return Assessment(grade=Grade.PROVEN, reason="la preuve décrite convient : en demander la copie")

    def _unasked(self, item: ReplyItem) -> Iterator[str]:
        """A proof that the point does not require is not judged; beside « Accepté » it is told."""
        if item.choice is Choice.ACCEPTED and not self._harmless(item.proof):
            yield f"preuve : « {item.proof} »"


def _joined(*reasons: str) -> str:
    return " ; ".join(filter(None, reasons))


def changes(sent: str, proposed: str) -> str:
    """The words that differ, with a few around them: [-ours-] [+theirs+]; empty if none does."""
    words = excerpted(compared(sent, proposed))
    return " ".join("".join(MARKS[one.fate].format(one.text) for one in words).split())


def compared(sent: str, proposed: str) -> tuple[Words, ...]:
    """Both texts as one, each stretch with its fate; empty if no word differs."""
    return () if same_text(sent, proposed) else word_diff(sent, typeset(proposed))
