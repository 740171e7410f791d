"""Landmarks tried on a contract, on a terminal of 80 columns and as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from clausier.cli.marked import quoted, say_marked
from clausier.cli.said import say
from clausier.cli.terminal import echo, styled
from clausier.french import NBSP, counted, join
from clausier.model.contract_text import SourceText
from clausier.model.reading import Passage, PointReading, Status
from clausier.model.requirement import Requirement
from clausier.reading.trial import Heard, Meeting, Trial, Tried

SCHEMA = 1
COUNTED = ("forts", "faibles", "contraires")
FIRST = 5
"""Sentences that are shown of a landmark, the best ones."""
TITLES = {"forts": "Repères forts", "faibles": "Repères faibles", "sauf": "Sauf", "contraires": "Repères contraires"}
IN, DEEPER, DEEPEST = "  ", "    ", "      "


def show(found: Trial, point: Requirement, texts: Sequence[SourceText], *, whole: bool) -> None:
    """What each landmark meets, what comes of it, and the landmarks that meet nothing."""
    styled(f"{point.number}  {point.title}", bold=True)
    files = join(f"{text.name} ({counted(text.pages, 'page', 'pages')})" if text.pages else text.name for text in texts)
    say(f"{files}{NBSP}: {counted(found.sentences, 'phrase', 'phrases')}. Les mots rencontrés sont entre ‹{NBSP}›.")
    shown = _Shown(found, len(texts) > 1, None if whole else FIRST)
    for key in dict.fromkeys(one.key for one in found.tried if one.meetings):
        _heading(_title(key))
        for one in found.tried:
            if one.key == key and one.meetings:
                shown.landmark(one)
    _titles(found)
    _proposal(found.reading, point, shown)
    _unmet(found)


@dataclass
class _Shown:
    """What was shown already: a sentence is quoted whole once."""

    trial: Trial
    several: bool
    most: int | None
    ranks: set[int] = field(default_factory=set)

    def counts(self, rank: int) -> bool:
        """Does a landmark of what is looked for meet the sentence, set aside or not?"""
        return any(one.key in COUNTED and rank in [each.rank for each in one.meetings] for one in self.trial.tried)

    def landmark(self, one: Tried) -> None:
        say(f"- {one.source}", IN, DEEPER)
        meetings = sorted(one.meetings, key=lambda meeting: self._order(meeting.rank))
        for meeting in meetings[: self.most]:
            self._sentence(meeting)
        if left := len(meetings) - len(meetings[: self.most]):
            say(f"et {counted(left, 'autre phrase', 'autres phrases')} (--tout).", DEEPER)

    def place(self, passage: Passage) -> str:
        """« contrat.pdf, article 7.2 « Sauvegardes », page 4 »: no file where there is one alone."""
        article = f"article {passage.article}" if passage.article[:1].isdigit() else passage.article
        heading = _named(passage.heading) if passage.heading else ""
        named = (passage.file if self.several else "", " ".join(filter(None, (article, heading))))
        page = f"page {passage.page}" if passage.page else ""
        return ", ".join(filter(None, (*named, page)))

    def _order(self, rank: int) -> tuple[bool, float, int]:
        heard = self.trial.heard[rank]
        return heard.status is None, -heard.weight, rank

    def _sentence(self, meeting: Meeting) -> None:
        heard, number = self.trial.heard[meeting.rank], f"[{meeting.rank + 1}]"
        above = f"{NBSP}; au-dessus d'elle : {join(map(_named, meeting.above))}" if meeting.above else ""
        if meeting.rank in self.ranks:
            words = " … ".join(f"‹{heard.passage.quote[start:end]}›" for start, end in meeting.places)
            say_marked(f"{number} {words}{above}", DEEPER, DEEPEST)
            return
        self.ranks.add(meeting.rank)
        say(f"{number} {self.place(heard.passage)}", DEEPER, DEEPEST)
        say_marked(quoted(heard.passage.quote, meeting.places) + above, DEEPEST)
        for line in _told(heard, counts=self.counts(meeting.rank)):
            say(f"→ {line}", DEEPEST, f"{DEEPEST}  ")


def _told(heard: Heard, *, counts: bool) -> Iterator[str]:
    """What comes of a sentence: it is set aside, or proposes something by itself."""
    if not counts:
        yield "aucun repère fort, faible ou contraire ne la rencontre"
    elif heard.status is None:
        yield from (f"écartée par {_named('sauf')} : {source}" for source in heard.aside)
    else:
        kept = f"{NBSP}; réserve : {join(heard.passage.reserves)}" if heard.passage.reserves else ""
        value = f"{NBSP}; valeur lue : {heard.passage.value}" if heard.passage.value else ""
        yield f"seule, elle propose : {heard.status.label}{kept}{value}"


def _title(key: str) -> str:
    return TITLES[key] if key in TITLES else f"Repères du volet {_named(key.partition('.')[2])}"


def _named(text: str) -> str:
    """Between quotation marks that stay with it at the end of a line."""
    return f"«{NBSP}{text}{NBSP}»"


def _heading(text: str) -> None:
    styled(f"\n{text}", underline=True)


def _titles(found: Trial) -> None:
    met = {source: titles for source, titles in found.headings.items() if titles}
    if met:
        _heading("Titres d'articles")
    for source, titles in met.items():
        say(f"- {source}", IN, DEEPER)
        say(join(map(_named, titles)), DEEPER)


def _proposal(reading: PointReading, point: Requirement, shown: _Shown) -> None:
    sure = ", sûre" if reading.certain else ""
    echo()
    styled(f"Proposition{sure} : {reading.status.label}", bold=True)
    say(reading.why, IN)
    if reading.value:
        say(f"Valeur : {reading.value}", IN)
    if reading.parts is not None:
        parts = [point.criterion.parts[name].title for name in reading.parts]
        say(f"Volets trouvés : {join(map(_named, parts)) or 'aucun'}", IN, DEEPER)
    if reading.searched:
        say(f"Cherché sous : {join(map(_named, reading.searched))}", IN, DEEPER)
    for passage in reading.passages[:1]:
        label = "Le passage le plus proche" if reading.status is Status.NOT_FOUND else "Elle repose sur"
        say(f"{label} : {shown.place(passage) or passage.file}", IN, DEEPER)
        say(quoted(passage.quote, ()), DEEPER)


def _unmet(found: Trial) -> None:
    unmet = [one for one in found.tried if not one.meetings]
    never = [*((_title(one.key), one.source, one.hidden) for one in unmet)]
    never += [("Titres d'articles", source, False) for source, titles in found.headings.items() if not titles]
    if never:
        _heading(f"Jamais rencontrés ({len(never)})")
    last = ""
    for title, source, hidden in never:
        if title != last:
            echo(f"{IN}{title}")
        last = title
        reserve = " (dans les seuls mots d'une réserve, qui ne comptent pas)" if hidden else ""
        say(f"- {source}{reserve}", DEEPER, DEEPEST)


def as_data(found: Trial, point: Requirement, texts: Sequence[SourceText]) -> dict[str, Any]:
    """The JSON report; sentences by the number that they have in the contract."""
    return {
        "schema": SCHEMA,
        "point": point.id,
        "numero": point.number,
        "fichiers": [{"nom": text.name, "empreinte": text.digest, "pages": text.pages} for text in texts],
        "phrases": found.sentences,
        "reperes": [_tried_data(one) for one in found.tried],
        "titres": [{"repere": source, "titres": list(titles)} for source, titles in found.headings.items()],
        "rencontrees": {str(rank + 1): _heard_data(one) for rank, one in found.heard.items()},
        "proposition": found.reading.model_dump(mode="json", by_alias=True),
    }


def _tried_data(one: Tried) -> dict[str, Any]:
    meetings = [
        {"phrase": each.rank + 1, "mots": [list(place) for place in each.places], "au_dessus": list(each.above)}
        for each in one.meetings
    ]
    return {"cle": one.key, "repere": one.source, "dans_une_reserve": one.hidden, "rencontres": meetings}


def _heard_data(one: Heard) -> dict[str, Any]:
    return {
        **one.passage.model_dump(mode="json", by_alias=True),
        "seule": one.status.value if one.status else None,
        "ecartee_par": list(one.aside),
    }
