"""Points one after the other: what the reading proposes is shown, what the person says is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausier.cli.lecture.desk import Desk
from clausier.cli.lecture.keyboard import ENTER, key, keys_told, line
from clausier.cli.lecture.paragraphs import paragraph_of
from clausier.cli.lecture.shown import choices, show_more, show_passage, show_point
from clausier.cli.said import say
from clausier.dossier.inwords import proposes
from clausier.dossier.proposed import said, taking
from clausier.errors import nearest
from clausier.model.answer import Answer
from clausier.model.reading import Passage, PointReading
from clausier.model.requirement import Requirement
from clausier.model.verdict import Finding
from clausier.quantity import QuantityError

MORE = "?"
FINDINGS = {
    "o": Finding.YES,
    "p": Finding.PARTIAL,
    "n": Finding.NO,
    "c": Finding.CONTRARY,
    "s": Finding.NOT_APPLICABLE,
}
KEYS = {**{one: finding.label for one, finding in FINDINGS.items()}, MORE: MORE}
NONE = "-"


def go_through(desk: Desk, points: Sequence[Requirement]) -> None:
    """Asks each point and writes its answer. Stopped; CannotWrite, Changed."""
    for rank, point in enumerate(points, start=1):
        found = desk.reading.points[point.id]
        show_point(point, found, desk.reading, f"{rank} sur {len(points)}", desk.short(point))
        asked, answer = _Asked(desk, point, found), None
        while answer is None:
            answer = asked.answer()
        desk.answer({point.id: answer})


@dataclass
class _Asked:
    """A point that is asked; `is_all_shown`: nothing more of the contract can be shown."""

    desk: Desk
    point: Requirement
    found: PointReading
    is_all_shown: bool = False

    def answer(self) -> Answer | None:
        """What the person says when asked once; None if that is no whole answer yet."""
        say(self._keys(), "  ", "  ")
        others = choices(self.found) if self.is_all_shown else {}
        typed = key({**KEYS, **{number: number for number in others}})
        if typed in others:
            self._take(others[typed])
            return None
        if typed == MORE and not self.is_all_shown:
            show_more(self.found, self.desk.reading, paragraph_of(self.found, self.desk.reading, self.desk.path))
            self.is_all_shown = True
            return None
        return self._said(typed)

    def _take(self, passage: Passage) -> None:
        """Another passage answers: its article and its words will be those of the answer, and no value is proposed."""
        self.found = taking(self.found, passage)
        show_passage(passage, self.desk.reading)

    def _keys(self) -> str:
        accepted = self.found.status.finding.label if proposes(self.found) else "plus tard"
        more = "je ne sais pas" if self.is_all_shown else "en voir plus"
        words = [f"{one} {finding.label}" for one, finding in FINDINGS.items()]
        others = [*choices(self.found)] if self.is_all_shown else []
        other = [f"{others[0]}-{others[-1]} prendre ce passage"] if others else []
        return keys_told(*words, *other, f"{MORE} {more}", f"Entrée {accepted}")

    def _said(self, typed: str) -> Answer | None:
        if typed == MORE or (typed == ENTER and not proposes(self.found)):
            return Answer(finding=Finding.TO_CHECK)
        finding = self.found.status.finding if typed == ENTER else FINDINGS[typed]
        if finding is Finding.NOT_APPLICABLE:
            reason = line("  Pourquoi ce point ne concerne pas ce contrat (Entrée : revenir) : ")
            return Answer(finding=finding, reason=reason) if reason else None
        answer = said(finding, self.found, len(self.desk.reading.files))
        if finding not in (Finding.YES, Finding.PARTIAL):
            return answer
        if finding is not self.found.status.finding:
            answer = answer.model_copy(update={"parts": self._parts(finding)})
        return answer if typed == ENTER and self._is_measured(answer) else self._valued(answer)

    def _is_measured(self, answer: Answer) -> bool:
        """Does the proposal hold the value that is measured, if any?"""
        if not self.point.criterion.measures:
            return True
        return bool(answer.value) and not self._fault(answer)

    def _valued(self, answer: Answer) -> Answer:
        """The answer with the value that its criterion measures, as the person tells it."""
        criterion = self.point.criterion
        proposed = ", ".join(answer.value)
        while criterion.measures:
            what = " ou ".join(dict.fromkeys(one.label or one.kind.value for one in criterion.measures))
            default = f"Entrée : {proposed} ; {NONE} : aucun chiffre" if proposed else "Entrée : aucun chiffre"
            typed = line(f"  Valeur – {what} ({default}) : ") or proposed
            answer = answer.model_copy(update={"value": () if typed in ("", NONE) else (typed,)})
            if not (fault := self._fault(answer)):
                break
            say(fault, "  ", "  ")
        return answer

    def _fault(self, answer: Answer) -> str:
        try:
            self.desk.library.measured(self.point.id, answer)
        except QuantityError as error:
            return str(error)
        return ""

    def _parts(self, finding: Finding) -> tuple[str, ...] | None:
        """The parts that are there, where the person's answer is not the one whose parts were read."""
        known = self.point.criterion.parts
        if not known:
            return None
        for name, part in known.items():
            say(f"{name} : {part.title}", "    ", "      ")
        asked = tuple(name for name, part in known.items() if not part.optional)
        read = asked if finding is Finding.YES else self.found.parts or ()
        while True:
            default = ", ".join(read) if read else "ne pas les dire"
            said = line(f"  Volets présents, « , » entre eux (Entrée : {default}) : ").split(",")
            typed = tuple(filter(None, map(str.strip, said)))
            wrong = next((one for one in typed if one not in known), None)
            if wrong is None:
                return typed or read or None
            say(f"« {wrong} » n'est pas un volet. {nearest(wrong, known)}", "  ", "  ")
