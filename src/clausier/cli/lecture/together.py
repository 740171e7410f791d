"""Many points at once: the proposals that are sure, and the silences that a person confirms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from clausier.cli.lecture.desk import Desk
from clausier.cli.lecture.keyboard import line
from clausier.cli.said import say, warn
from clausier.cli.terminal import echo
from clausier.dossier.inwords import beside, doubts, excerpt, proposed_words
from clausier.dossier.proposed import (
    imposed,
    is_plain_silence,
    nearest_passages,
    silences,
    silent,
    sure_answers,
    weighs,
)
from clausier.errors import nearest
from clausier.french import counted
from clausier.model.requirement import Requirement

ITEM, HANGING = "  ", "      "
SHORT, MOST = 160, 3
"""Signs of the nearest passage, and headings, that are shown of a silence."""
NOBODY = ("aucun", "-")


def accept_sure(desk: Desk, points: Collection[str] | None) -> None:
    """Writes the proposals that are certain; lists what is left for a person. `points`: among these ids alone."""
    open_ = [one for one in desk.left() if points is None or one.id in points]
    certain = [one for one in open_ if desk.reading.points[one.id].certain]
    short = {point.id: desk.short(point) for point in certain}
    known = sure_answers(desk.reading, desk.case, desk.library)
    answers = {point.id: known[point.id] for point in certain if point.id in known}
    if answers:
        desk.answer(answers)
        echo(f"{counted(len(answers), 'proposition acceptée', 'propositions acceptées')} :")
    else:
        echo("Aucune proposition ne peut être acceptée d'un coup.")
    for id_, answer in answers.items():
        point, told = desk.library.by_id[id_], proposed_words(desk.reading.points[id_])
        say(f"{point.number} {answer.finding.label} – {point.title} ({told})", ITEM, HANGING)
        if short[id_]:
            say(f"insuffisant : {short[id_]}", HANGING, HANGING)
    if left := [one for one in certain if one.id not in answers]:
        echo("\nSûres aussi, mais un « oui » s'y donne un à un (indispensable, ou imposé par la loi) :")
        for point in left:
            say(f"{point.number} {point.title}", ITEM, HANGING)


@dataclass(frozen=True)
class Silence:
    """What a person typed about silences: the points that are there all the same (None: to ask), who, and when."""

    but: tuple[str, ...] | None
    by: str
    on: date

    @property
    def is_whole(self) -> bool:
        """Is there nothing more to ask?"""
        return self.but is not None and bool(self.by)


def confirm_silences(desk: Desk, points: Collection[str] | None, said: Silence) -> None:
    """Lists the points of which nothing was found; those that nobody unticks become « non ». Stopped."""
    quiet = [one for one in silences(desk.reading, desk.case, desk.library) if points is None or one.id in points]
    if not quiet:
        echo("Aucun point non repéré n'est à confirmer.")
        return
    echo(f"{counted(len(quiet), 'point non repéré', 'points non repérés')} dans le contrat :\n")
    for point in quiet:
        _show(desk, point)
    for doubt in doubts(desk.reading):
        warn(doubt)
    but = _unticked(quiet) if said.but is None else _known(said.but, quiet)
    by = said.by or _name()
    answers = {one.id: silent(by, said.on, desk.case.answers.get(one.id)) for one in quiet if one.id not in but}
    if answers:
        desk.answer(answers)
    echo(f"\n{counted(len(answers), 'point répondu', 'points répondus')} « non » ; à vérifier : {len(but)}.")


def _show(desk: Desk, point: Requirement) -> None:
    found = desk.reading.points[point.id]
    weight = " (loi)" if imposed(point) else " (indispensable)" if weighs(point) else ""
    say(f"{point.number}{weight} {point.title}", ITEM, HANGING)
    if found.searched:
        say(f"cherché dans : {', '.join(found.searched[:MOST])}", HANGING, HANGING)
    words = "le plus proche" if is_plain_silence(point, found) else "à lire avant de confirmer"
    for passage in nearest_passages(found):
        told = beside(words, passage, desk.reading)
        around = passage.found[0] if passage.found else ""
        say(f"{told} : « {excerpt(passage.quote, SHORT, around)} »", HANGING, HANGING)


def _unticked(quiet: Sequence[Requirement]) -> frozenset[str]:
    """The ids of the points that the person knows to be in the contract."""
    while True:
        typed = line("\nNuméros de ceux qui y sont, « , » entre eux (Entrée : aucun) : ")
        words = [word for word in (one.strip() for one in typed.split(",")) if word]
        ids = {one.number: one.id for one in quiet} | {one.id: one.id for one in quiet}
        wrong = next((word for word in words if word not in ids), None)
        if wrong is None:
            return frozenset(ids[word] for word in words)
        echo(f"« {wrong} » n'est pas dans la liste. {nearest(wrong, ids)}")


def _known(ids: Collection[str], quiet: Sequence[Requirement]) -> frozenset[str]:
    return frozenset(ids) & {one.id for one in quiet}


def _name() -> str:
    while not (name := line("Confirmé par (votre nom) : ")):
        pass
    return name
