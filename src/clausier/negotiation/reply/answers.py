"""Answers as they stand in a file, each with its place → the reply, or every fault that forbids to read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from clausier.errors import InvalidInput, Problem, Severity
from clausier.french import fold
from clausier.model.negotiation import FormKind, Mark, ReadReply, ReplyItem, Respondent, SentText
from clausier.negotiation.reply import fields
from clausier.office.word.places import excerpt

MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
          "decembre")  # fmt: skip
FIGURES = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
WORDS = re.compile(rf"(\d{{1,2}})(?:er)?\s+({'|'.join(MONTHS)})\s+(\d{{4}})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A text written in an answer: of which point (or of the respondent), in which field, where in the file."""

    owner: str
    key: str
    place: str
    text: str


@dataclass
class Answers:
    """Gathers what a file says, with the faults that forbid to read it and what is only to be noticed."""

    file: str
    sent: Mapping[str, SentText]
    entries: list[Entry] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    def fault(self, place: str, message: str, hint: str) -> None:
        self.faults.append(Problem(self.file, place, message, hint))

    def notice(self, place: str, message: str, hint: str = "") -> None:
        self.notices.append(Problem(self.file, place, message, hint, severity=Severity.WARNING))

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
        return _by_number(self.sent).get(fields.neutral(number))

    def reply(self, kind: FormKind, mark: Mark | None) -> ReadReply:
        """What was read; InvalidInput holds all the faults."""
        found = self._single()
        items = {point: self._item(point, found) for point in self.sent}
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
            notices=tuple(dict.fromkeys(self.notices)),
        )

    def _single(self) -> dict[tuple[str, str], Entry]:
        """One entry per answer; two that differ are refused, for nobody knows which one holds."""
        found: dict[tuple[str, str], Entry] = {}
        for entry in self.entries:
            if not entry.text:
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
        return ReplyItem.model_validate({**texts, fields.CHOICE.key: choice})

    def _respondent(self, found: Mapping[tuple[str, str], Entry]) -> Respondent:
        texts = {one.key: found[fields.RESPONDENT, one.key].text for one in fields.WHO
                 if (fields.RESPONDENT, one.key) in found}  # fmt: skip
        written = texts.pop(fields.DAY.key, "")
        day = day_of(written) if written else None
        if written and day is None:
            self.fault(
                found[fields.RESPONDENT, fields.DAY.key].place,
                f"« {excerpt(written)} » n'est pas une date.",
                "L'écrire JJ/MM/AAAA, par exemple 15/10/2026, ou 15 octobre 2026.",
            )
        return Respondent.model_validate({**texts, fields.DAY.key: day})


def _by_number(sent: Mapping[str, SentText]) -> Mapping[str, str]:
    return MappingProxyType({fields.neutral(text.number): point for point, text in sent.items()})


def day_of(text: str) -> date | None:
    """The day that a text writes, in figures (day first, or ISO) or in French words; None if it writes none."""
    plain = fold(" ".join(text.split()))
    for year, month, day in _spellings(plain):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            return None
    return None


def _spellings(plain: str) -> Iterator[tuple[str, str, str]]:
    if found := FIGURES.fullmatch(plain):
        yield found[3], found[2], found[1]
    elif found := ISO.fullmatch(plain):
        yield found[1], found[2], found[3]
    elif found := WORDS.fullmatch(plain):
        yield found[3], str(MONTHS.index(found[2]) + 1), found[1]


def joined(texts: Iterable[str]) -> str:
    """Paragraphs as lines, without blank ones at the ends."""
    return "\n".join(" ".join(text.split(" ")).rstrip() for text in texts).strip()
