"""Many questions at once: the readings that are sure, and the silences that a person confirms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clausier.dossier.inwords import doubts
from clausier.dossier.proposed import imposed, is_plain_silence, nearest_passages, silent, weighs
from clausier.dossier.tree import answer_tree
from clausier.dossier.write import short_answer
from clausier.files import limits
from clausier.model.requirement import Requirement
from clausier.page.answering import CHOICES, path_of, spelled
from clausier.page.asked import UNSOUND, Answer, Asked, Sent
from clausier.page.beside import Beside
from clausier.page.carrying import tree_of
from clausier.page.dossier import shown
from clausier.page.keeping import Outcome, keep
from clausier.page.passages import Quoted, Read, known_files, read_of
from clausier.page.places import elsewhere

TICKED, BY = "point", "par"
"""Fields: a point that is answered with the others; who confirms it."""
NONE = "Cocher au moins une question."
NOBODY = "Dire qui confirme : son nom sera dans la note interne de chaque réponse."
GROUPS = ("Qu'un texte peut imposer au prestataire", "Indispensables", "Autres questions")


@dataclass(frozen=True)
class Row:
    """A question with what was read of it; `choice` is the answer that it would be, in words."""

    point: Requirement
    read: Read
    choice: str
    ticked: bool
    to_read: bool = False
    """Is it a silence that nobody confirms unread?"""

    @property
    def nearest(self) -> Sequence[Quoted]:
        """Of a silence, the passages to read first."""
        first = nearest_passages(self.read.found)
        return [one for one in self.read.passages if self.read.found.passages[one.rank] in first]


def sure(asked: Asked) -> Answer:
    opened = asked.house.opened(asked.names["dossier"])
    return _sure(asked, asked.house.beside(opened))


def _sure(asked: Asked, beside: Beside, status: int = 200, why: Sequence[str] = ()) -> Answer:
    ticked = asked.form.get(TICKED) if asked.form else None
    rows = [
        Row(point, read, CHOICES[beside.sure[point.id].finding], ticked is None or point.id in ticked)
        for point in beside.undecided
        if point.id in beside.sure and (read := read_of(beside, point))
    ]
    kept = [
        one
        for one in beside.undecided
        if one.id not in beside.sure and (found := beside.found(one.id)) and found.certain
    ]
    context = {
        "lignes": rows,
        "un_a_un": kept,
        "pourquoi": why,
        "courts": known_files(asked.house.besides.texts(beside)),
    }
    return shown("sures.html", beside.opened, "verification", context, status)


def accept(asked: Asked) -> Answer:
    """Those that are ticked, answered as proposed; one that was answered meanwhile is left."""
    opened = asked.house.opened(asked.names["dossier"])
    beside = asked.house.beside(opened)
    ticked = [id_ for id_ in asked.form.get(TICKED, ()) if id_ in beside.sure]
    if not ticked:
        return _sure(asked, beside, UNSOUND, [NONE])
    answers = {
        id_: spelled(
            beside.sure[id_].finding,
            {**(opened.at(path_of(id_)) or {}), **tree_of(beside.sure[id_], id_, opened.library)},
        )
        for id_ in ticked
    }
    outcome = _kept(asked, beside, answers)
    if outcome.done:
        return _sent(asked, beside, outcome)
    return _sure(asked, beside, outcome.status, _why(beside, outcome))


def quiet(asked: Asked) -> Answer:
    opened = asked.house.opened(asked.names["dossier"])
    return _quiet(asked, asked.house.beside(opened))


def _quiet(asked: Asked, beside: Beside, status: int = 200, why: Sequence[str] = (), unnamed: str = "") -> Answer:
    ticked = asked.form.get(TICKED, ()) if asked.form else None
    groups: dict[str, list[Row]] = {title: [] for title in GROUPS}
    for point in beside.silences:
        if read := read_of(beside, point):
            title = GROUPS[0] if imposed(point) else GROUPS[1] if weighs(point) else GROUPS[2]
            plain = is_plain_silence(point, read.found)
            groups[title].append(Row(point, read, "", plain if ticked is None else point.id in ticked, not plain))
    context = {
        "groupes": [(title, rows) for title, rows in groups.items() if rows],
        "combien": len(beside.silences),
        "doutes": [*doubts(beside.reading)] if beside.reading else [],
        "par": asked.text(BY),
        "faute_par": [unnamed] if unnamed else [],
        "pourquoi": why,
        "courts": known_files(asked.house.besides.texts(beside)),
    }
    return shown("silences.html", beside.opened, "verification", context, status)


def confirm(asked: Asked) -> Answer:
    """« n'en dit rien » for those that are ticked, with who confirms it."""
    opened = asked.house.opened(asked.names["dossier"])
    beside = asked.house.beside(opened)
    silences = {one.id for one in beside.silences}
    ticked = [id_ for id_ in asked.form.get(TICKED, ()) if id_ in silences]
    by = asked.text(BY).strip()
    unnamed = NOBODY if not by else " ".join(limits.fault(by, limits.FIGURE) or ())
    if not ticked or unnamed:
        return _quiet(asked, beside, UNSOUND, [] if ticked else [NONE], unnamed)
    case = opened.case
    answers = {id_: answer_tree(silent(by, asked.house.today(), case.answers.get(id_))) for id_ in ticked}
    outcome = _kept(asked, beside, answers)
    if outcome.done:
        return _sent(asked, beside, outcome)
    return _quiet(asked, beside, outcome.status, _why(beside, outcome))


def _kept(asked: Asked, beside: Beside, answers: Mapping[str, Mapping[str, Any]]) -> Outcome:
    changes = {path_of(id_): short_answer(dict(told)) for id_, told in answers.items()}
    return keep(asked, beside.opened, changes, beside.opened.print_of([*changes]))


def _sent(asked: Asked, beside: Beside, outcome: Outcome) -> Answer:
    words = outcome.words.replace("enregistre", "ensemble")
    return Sent(asked.link("dossiers", beside.opened.name, "verification", dit=words))


def _why(beside: Beside, outcome: Outcome) -> list[str]:
    return [*([outcome.why] if outcome.why else []), *elsewhere(outcome.problems, [], beside.opened.library)]
