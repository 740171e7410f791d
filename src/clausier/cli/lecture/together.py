"""Many points at once: the proposals that are sure, and the silences that a person confirms."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from clausier.cli.lecture.desk import Desk
from clausier.cli.lecture.keyboard import line
from clausier.cli.lecture.scans import scanned
from clausier.cli.said import say, warn
from clausier.cli.terminal import echo
from clausier.dossier.inwords import beside, excerpt, proposed_words
from clausier.dossier.proposed import imposed, is_sure, proposal, silences, weighs
from clausier.errors import nearest
from clausier.french import counted, join, long_date
from clausier.model.answer import Answer
from clausier.model.requirement import Requirement
from clausier.model.verdict import Finding
from clausier.quantity import QuantityError

ITEM, HANGING = "  ", "      "
SHORT, MOST = 160, 3
"""Signs of the nearest passage, and headings, that are shown of a silence."""
NOBODY = ("aucun", "-")


def accept_sure(desk: Desk, points: Collection[str] | None) -> None:
    """Writes the proposals that are certain; lists what is left for a person. `points`: among these ids alone."""
    open_ = [one for one in desk.left() if points is None or one.id in points]
    certain = [one for one in open_ if desk.reading.points[one.id].certain]
    sure = [one for one in certain if is_sure(one, desk.reading.points[one.id])]
    answers = {point.id: answer for point in sure if (answer := _measured(desk, point)) is not None}
    if answers:
        desk.answer(answers)
        echo(f"{counted(len(answers), 'proposition acceptée', 'propositions acceptées')} :")
    else:
        echo("Aucune proposition ne peut être acceptée d'un coup.")
    for point in sure:
        if point.id in answers:
            told = proposed_words(desk.reading.points[point.id])
            say(f"{point.number} {answers[point.id].finding.label} – {point.title} ({told})", ITEM, HANGING)
    if left := [one for one in certain if one.id not in answers]:
        echo("\nSûres aussi, mais un « oui » s'y donne un à un (indispensable, ou imposé par la loi) :")
        for point in left:
            say(f"{point.number} {point.title}", ITEM, HANGING)


def _measured(desk: Desk, point: Requirement) -> Answer | None:
    """The proposal; None where its value is not one that the point measures."""
    answer = proposal(desk.reading.points[point.id], len(desk.reading.files))
    try:
        return desk.library.measured(point.id, answer) if answer else None
    except QuantityError:
        return None


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
    for doubt in _doubts(desk):
        warn(doubt)
    but = _unticked(quiet) if said.but is None else _known(said.but, quiet)
    by = said.by or _name()
    comment = f"non repéré, confirmé par {by} le {long_date(said.on)}"
    answers = {one.id: Answer(finding=Finding.NO, comment=comment) for one in quiet if one.id not in but}
    if answers:
        desk.answer(answers)
    echo(f"\n{counted(len(answers), 'point répondu', 'points répondus')} « non » ; à vérifier : {len(but)}.")


def _show(desk: Desk, point: Requirement) -> None:
    found = desk.reading.points[point.id]
    weight = " (loi)" if imposed(point) else " (indispensable)" if weighs(point) else ""
    say(f"{point.number}{weight} {point.title}", ITEM, HANGING)
    if found.searched:
        say(f"cherché dans : {', '.join(found.searched[:MOST])}", HANGING, HANGING)
    if found.passages:
        passage = found.passages[0]
        told = beside("le plus proche", passage, desk.reading)
        say(f"{told} : « {excerpt(passage.quote, SHORT)} »", HANGING, HANGING)


def _doubts(desk: Desk) -> Iterator[str]:
    """What was not read: a silence may come from there."""
    yield from (scanned(file) for file in desk.reading.files if file.unread)
    if missing := desk.reading.missing:
        yield f"cité au contrat et non fourni : {join([one.name for one in missing])}. Un point peut s'y trouver."


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
