"""Answers as they stand in a file, each with its place → the reply, or every fault that forbids to read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from clausier.errors import InvalidInput, Problem, Severity
from clausier.files import limits
from clausier.files.validation import with_remedy
from clausier.model.answer import Answer
from clausier.model.day import read_day
from clausier.model.negotiation import FormKind, Mark, ReadReply, ReplyItem, Respondent, SentQuestion, SentText
from clausier.model.verdict import REPLIES, Finding
from clausier.negotiation.reply import fields
from clausier.negotiation.reply.neutral import same_text
from clausier.negotiation.together import spread
from clausier.office.word.places import excerpt
from clausier.office.word.remarks import Kind, Remark

SHORTER = "La faire raccourcir, ou la lire soi-même et la noter : clausier reponse noter."


@dataclass(frozen=True, slots=True)
class Entry:
    """A text written in an answer: of which point (or of the respondent), in which field, where in the file."""

    owner: str
    key: str
    place: str
    text: str


@dataclass
class Answers:
    """Gathers what a file says, with the faults that forbid to read it and what is only to be noticed.

    `said` are the sentences of the form itself, as `wording.said` gives them.
    """

    file: str
    sent: Mapping[str, SentText]
    questions: Mapping[str, SentQuestion] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    entries: list[Entry] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    asides: dict[str, list[str]] = field(default_factory=dict)

    def fault(self, place: str, message: str, hint: str) -> None:
        self.faults.append(Problem(self.file, place, message, hint))

    def notice(self, place: str, message: str, hint: str = "") -> None:
        self.notices.append(Problem(self.file, place, message, hint, severity=Severity.WARNING))

    def admits(self, place: str, text: str, limit: int = limits.TEXT) -> bool:
        """May a text of the answer be kept? What forbids it is a fault at its place."""
        wrong = limits.fault(text, limit)
        if wrong:
            self.fault(place, *wrong)
        return wrong is None

    def beside(self, owner: str, place: str, told: str, text: str) -> None:
        """Tells what is written around the answer to a request, and keeps it with that; of no request, only tells."""
        self.notice(place, told)
        if owner in self.sent and self.admits(place, text):
            self.asides.setdefault(owner, []).append(text)

    def place_of(self, remark: Remark, owner: str) -> str:
        """Where a remark stands, as it is told: by the request `owner`, else by the words that it is on."""
        words = self.sent[owner].title if owner else remark.quoted
        return f"« {excerpt(words)} »" if words else ""

    def marginal(self, remark: Remark, owner: str) -> bool:
        """Keeps what is written around the request `owner` (none if empty), tells what is gone; False for the rest."""
        if remark.kind is Kind.BESIDE:
            self.beside(owner, self.place_of(remark, owner), remark.told, remark.text)
        elif remark.kind is Kind.GONE:
            self.notice(self.place_of(remark, owner), f"{remark.told} : il n'est plus dit.")
        else:
            return False
        return True

    def margin(self, point: str) -> str:
        """What is written around the answer to a request, a text a line."""
        return "\n".join(dict.fromkeys(self.asides.get(point, ())))

    def of_wordings(self, items: Mapping[str, ReplyItem], kind: FormKind, mark: Mark | None) -> ReadReply:
        """The reply of a file that says its answers by its wordings; InvalidInput for what cannot be kept."""
        for point, item in items.items():
            self.admits(f"« {excerpt(self.sent[point].title)} »", item.wording)
        self.bound(item.wording for item in items.values())
        if self.faults:
            raise InvalidInput(dict.fromkeys(self.faults))
        notices = tuple(dict.fromkeys(self.notices))
        return ReadReply(file=self.file, kind=kind, mark=mark, items=dict(items), notices=notices)

    def bound(self, texts: Iterable[str]) -> None:
        """A fault for a reply that says more, or around which more is written, than anybody could read."""
        said = sum(map(len, (*texts, *(text for kept in self.asides.values() for text in kept))))
        if said > limits.REPLY:
            message = f"la réponse a {limits.spaced(said)} caractères en tout : {limits.spaced(limits.REPLY)} au plus."
            self.fault("", message, SHORTER)
        if len(self.notices) > limits.REMARKS:
            message = (
                f"{limits.spaced(len(self.notices))} commentaires, notes ou textes sont écrits autour des réponses : "
                f"{limits.spaced(limits.REMARKS)} au plus."
            )
            self.fault("", message, SHORTER)
        for owner in self.asides:
            self.admits(f"« {self.shown(owner)} », en marge", self.margin(owner))

    def stranger(self, place: str, shown: str) -> None:
        """A point that was not asked in this round."""
        allowed = ", ".join(text.number for text in self.sent.values())
        self.fault(
            place,
            f"le point « {shown} » ne figure pas parmi les demandes envoyées.",
            f"Points envoyés : {allowed}. Vérifier qu'il s'agit de la réponse à cet envoi, ou retirer cette ligne.",
        )

    def owner_of(self, number: str) -> str | None:
        """The id of the point that is shown under this number, among those that were sent."""
        return _by_number(self.sent).get(fields.neutral(number)) or self._questions_by_label.get(fields.neutral(number))

    def shown(self, owner: str) -> str:
        """The number by which a form shows what was asked under this id."""
        return self.sent[owner].number if owner in self.sent else self._shown_questions[owner]

    def unasked(self, place: str, text: str, key: str) -> None:
        """An answer to a question that is not of this sending: nobody knows what it answers."""
        if key and (said := fields.without_hints(text, fields.BY_KEY[key])):
            told = f"réponse à une question qui n'est pas de cet envoi, non reprise : « {excerpt(said, 300)} »."
            self.notice(place, told)

    def reworded(self, owner: str, text: str) -> None:
        """A question that was written over: what was written is for a person to read."""
        if text and not same_text(text, self.questions[owner].question):
            place = f"« {self.shown(owner)} »"
            self.notice(place, f"la question a été modifiée sur place : « {excerpt(text, 300)} ».")

    def question_of(self, number: str) -> str:
        """The id of the question of this number (« 5.1 », « Question 5.1 » or « Situation 1 »); empty if none."""
        said = number if fields.is_question(number) else f"{fields.QUESTION} {number}"
        return self._questions_by_label.get(fields.neutral(said), "")

    def asks(self, owner: str) -> bool:
        """Was something asked under this id?"""
        return owner in self.sent or owner in self.questions

    @cached_property
    def _shown_questions(self) -> Mapping[str, str]:
        return fields.shown_questions({id_: question.number for id_, question in self.questions.items()})

    @cached_property
    def _questions_by_label(self) -> Mapping[str, str]:
        return {fields.neutral(shown): id_ for id_, shown in self._shown_questions.items()}

    def reply(self, kind: FormKind, mark: Mark | None) -> ReadReply:
        """What was read; InvalidInput holds all the faults."""
        found = self._single()
        self.bound(entry.text for entry in found.values())
        items = {point: self._item(point, found) for point in self.sent}
        if kind is FormKind.FORM:  # in the tracker each part has a row, and its own answer
            items = spread(items, self.sent)
        declared = {point: said for point in self.questions if (said := self._declaration(point, found))}
        respondent = self._respondent(found)
        if self.faults:
            raise InvalidInput(dict.fromkeys(self.faults))
        answered = {point: item for point, item in items.items() if not item.silent}
        return ReadReply(
            file=self.file,
            kind=kind,
            mark=mark,
            respondent=respondent,
            items=answered,
            declarations=declared,
            notices=tuple(dict.fromkeys(self.notices)),
        )

    def _single(self) -> dict[tuple[str, str], Entry]:
        """One entry per answer; two that differ are refused, for nobody knows which one holds."""
        found: dict[tuple[str, str], Entry] = {}
        for entry in self.entries:
            limit = limits.FIGURE if entry.key in fields.SHORT else limits.TEXT
            if not entry.text or not self.admits(entry.place, entry.text, limit):
                continue
            first = found.setdefault((entry.owner, entry.key), entry)
            if first.text != entry.text:
                self.fault(
                    entry.place,
                    f"deux réponses différentes : « {excerpt(first.text)} » ({first.place}) et "
                    f"« {excerpt(entry.text)} ».",
                    "N'en garder qu'une.",
                )
        return found

    def _item(self, point: str, found: Mapping[tuple[str, str], Entry]) -> ReplyItem:
        texts = {one.key: found[point, one.key].text for one in fields.FIELDS if (point, one.key) in found}
        written = texts.pop(fields.CHOICE.key, "")
        choice = fields.choice_of(written) if written else None
        if written and choice is None:
            self.fault(
                found[point, fields.CHOICE.key].place,
                f"« {excerpt(written)} » n'est pas une réponse de la liste.",
                f"Réponses admises : {', '.join(fields.CHOICES)}. Une précision s'écrit dans « Commentaire ».",
            )
        return ReplyItem.model_validate({**texts, fields.CHOICE.key: choice, "en_marge": self.margin(point)})

    def _declaration(self, point: str, found: Mapping[tuple[str, str], Entry]) -> Answer | None:
        """What the provider declares on a point to confirm; None where it says nothing, or speaks of a fact."""
        asked = (*fields.QUESTION_FIELDS, fields.FREE)
        said = {one: found[point, one.key] for one in asked if (point, one.key) in found}
        if not self.questions[point].number:
            for entry in said.values():
                told = f"réponse à reporter dans la situation du dossier : « {excerpt(entry.text, 300)} »."
                self.notice(entry.place, told)
            return None
        written = said.pop(fields.FINDING, None)
        finding = fields.finding_of(written.text) if written else Finding.TO_CHECK
        if written and finding is None:
            self.fault(
                written.place,
                f"« {excerpt(written.text)} » n'est pas une réponse de la liste.",
                f"Réponses admises : {', '.join(REPLIES.values())}. Une précision s'écrit dans « Commentaire ».",
            )
        texts: dict[str, Any] = {one.answers: entry.text for one, entry in said.items()}
        if fields.FOUND in said:
            texts[fields.FOUND.answers] = said[fields.FOUND].text.split("\n")
        return Answer.model_validate({**texts, "constat": finding}) if finding and (written or texts) else None

    def _respondent(self, found: Mapping[tuple[str, str], Entry]) -> Respondent:
        texts = {one.key: found[fields.RESPONDENT, one.key].text for one in fields.WHO
                 if (fields.RESPONDENT, one.key) in found}  # fmt: skip
        written = texts.pop(fields.DAY.key, "")
        day = self._day(written, found[fields.RESPONDENT, fields.DAY.key].place) if written else None
        return Respondent.model_validate({**texts, fields.DAY.key: day})

    def _day(self, written: str, place: str) -> date | None:
        """The day that is written; None where it is at fault, which is said."""
        try:
            return read_day(written)
        except ValueError as error:
            self.fault(place, *with_remedy(str(error)))
            return None


def _by_number(sent: Mapping[str, SentText]) -> Mapping[str, str]:
    return MappingProxyType({fields.neutral(text.number): point for point, text in sent.items()})


def joined(texts: Iterable[str]) -> str:
    """Paragraphs as lines, without blank ones at the ends."""
    return "\n".join(" ".join(text.split(" ")).rstrip() for text in texts).strip()
