"""Step « Contrat »: the files of the contract, read while the page goes on; what was found, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from clausier import characters
from clausier.desk.apart import Order
from clausier.desk.readings import counts, decline
from clausier.dossier.columns import Column, Shape
from clausier.dossier.inwords import scanned, titled, worded
from clausier.dossier.proposed import value_of
from clausier.dossier.quotations import unquoted
from clausier.dossier.scope import practice_points
from clausier.french import long_date
from clausier.model.day import read_day
from clausier.model.library import Library
from clausier.model.reading import ReadFile
from clausier.model.requirement import Requirement
from clausier.page.asked import CONFLICT, UNSOUND, Answer, Asked, NotHere, Route, Sent, Step, Upload
from clausier.page.beside import Beside
from clausier.page.dossier import shown
from clausier.page.keeping import Outcome, keep, of_field
from clausier.page.passages import SHORT, Quoted, known_files, quoted
from clausier.page.places import elsewhere
from clausier.page.steps.texte import read_text

KEPT, FACT, DECLINED = "garder", "element", "ecarter"
"""Fields: a file that was read before and stays; an element that is taken into the dossier; one that is not."""
LONGEST_NAME, UNNAMED = 90, "sans nom"
NO_FILE = "Choisir au moins un fichier."
NO_ELEMENT = "Cocher au moins un élément."
BUSY = "Ce contrat est déjà en train d'être lu : attendre la fin, puis recommencer."


@dataclass(frozen=True)
class Line:
    """A file that was read; `known`: is its text still here? `words`: how many it has."""

    file: ReadFile
    short: str
    known: bool
    words: int
    scanned: str


@dataclass(frozen=True)
class Element:
    """Something that the contract tells for the dossier: its key, its name, its value in words, where it stands."""

    key: str
    title: str
    value: str
    passage: Quoted
    ticked: bool = True
    faults: Sequence[str] = ()


def read(asked: Asked) -> Answer:
    opened = asked.house.begun(asked.names["dossier"])
    return _page(asked, asked.house.beside(opened))


def _page(asked: Asked, beside: Beside, status: int = 200, why: Sequence[str] = (), **told: Any) -> Answer:
    opened, work = beside.opened, asked.house.readings.of(beside.opened)
    if work is not None and not work.done:
        return shown("contrat-attente.html", opened, "contrat", {"lecture": work.shown, "echecs": why}, status)
    texts = asked.house.besides.texts(beside)
    reading = beside.reading
    review = {point.id: (point, said) for point, said in work.shown.review} if work else {}
    review |= {
        point.id: review.get(point.id, (point, said))
        for point, said in unquoted(opened.case, texts.values(), opened.library, changed=False)
        if reading is not None and len(texts) == len(reading.files)
    }
    context = {
        "lecture": beside,
        "repondu": bool(opened.case.answers),
        "fichiers": [_line(one, texts) for one in reading.files] if reading else [],
        "manquants": [(one.name, quoted(one.passage, reading)) for one in reading.missing] if reading else [],
        "compte_des_points": [*counts(beside.reading)] if beside.reading else [],
        "elements": [*_elements(beside)],
        "a_revoir": [review[one.id] for one in opened.library.requirements if one.id in review],
        "non_lus": _unread(beside),
        "courts": known_files(texts),
        "en_double": work.shown.again if work else (),
        "echecs": why or (work.faults if work else ()),
        "fautes_elements": [],
        "pourquoi": "",
        **told,
    }
    return shown("contrat.html", opened, "contrat", context, status)


def _line(file: ReadFile, texts: Any) -> Line:
    text = texts.get(file.name)
    words = sum(len(block.text.split()) for block in text.blocks) if text else 0
    return Line(file, file.digest[:SHORT], text is not None, words, scanned(file) if file.unread else "")


def _unread(beside: Beside) -> list[Requirement]:
    """The points that may apply now, that have landmarks, and that were not looked for."""
    if beside.reading is None:
        return []
    points = practice_points(beside.opened.library, beside.opened.case)
    return [one for one in points if one.landmarks and one.id not in beside.reading.points]


# ---- The files ----


def bring(asked: Asked) -> Answer:
    """Begins to read the files that were dropped, with those of before that stay; without any, reads these again."""
    opened = asked.house.begun(asked.names["dossier"])
    beside = asked.house.beside(opened)
    kept = asked.form.get(KEPT, ())
    texts = asked.house.besides.texts(beside)
    known = beside.reading.files if beside.reading else ()
    stay = tuple(texts[one.name] for one in known if one.digest[:SHORT] in kept and one.name in texts)
    files = tuple(_named(asked.files))
    if not files and not stay:
        return _page(asked, beside, UNSOUND, [NO_FILE])
    points = tuple(one.id for one in practice_points(opened.library, opened.case))
    if not asked.house.readings.begin(opened, Order(files, stay, opened.library, points)):
        return _page(asked, beside, CONFLICT, [BUSY])
    return Sent(asked.link("dossiers", opened.name, "contrat"))


def _named(uploads: Sequence[Upload]) -> Iterator[tuple[str, bytes]]:
    """Files with names that may be shown and kept, each of its own: they are never those of a file here."""
    taken: set[str] = set()
    for one in uploads:
        path = PurePosixPath(characters.legible(one.name.replace("\\", "/").replace("\n", " ")))
        stem, suffix = path.stem.strip()[:LONGEST_NAME] or UNNAMED, path.suffix[:LONGEST_NAME]
        rank = next(rank for rank in range(1, len(uploads) + 1) if _ranked(stem, suffix, rank) not in taken)
        name = _ranked(stem, suffix, rank)
        taken.add(name)
        yield name, one.content


def _ranked(stem: str, suffix: str, rank: int) -> str:
    return f"{stem} ({rank}){suffix}" if rank > 1 else f"{stem}{suffix}"


# ---- What it tells for the dossier ----


def _elements(beside: Beside, ticked: Sequence[str] | None = None, outcome: Outcome | None = None) -> Iterator[Element]:
    for column, one in beside.suggested:
        assert beside.reading is not None
        yield Element(
            column.key,
            titled(column),
            _worded(column, one.value, beside.opened.library),
            quoted(one.passage, beside.reading),
            ticked is None or column.key in ticked,
            of_field(outcome.problems, column.key) if outcome else (),
        )


def _worded(column: Column, words: tuple[str, ...], library: Library) -> str:
    """A value in words; a day as people write it."""
    with suppress(ValueError):
        if column.shape is Shape.DATE:
            return long_date(read_day(words[0]))
    return worded(column, words, library)


def report(asked: Asked) -> Answer:
    """The elements that are ticked, written in the dossier; or one that is not to be proposed again."""
    opened = asked.house.begun(asked.names["dossier"])
    beside = asked.house.beside(opened)
    proposed = {column.key: (column, one) for column, one in beside.suggested}
    if declined := asked.text(DECLINED):
        if declined not in proposed:
            raise NotHere
        decline(opened.kept.path, declined, proposed[declined][1].value)
        return Sent(asked.link("dossiers", opened.name, "contrat", dit="ecartee", ancre="elements"))
    ticked = [key for key in asked.form.get(FACT, ()) if key in proposed]
    if not ticked:
        return _page(asked, beside, UNSOUND, elements=[*_elements(beside, [])], pourquoi=NO_ELEMENT)
    changes = {proposed[key][0].path: value_of(proposed[key][0], proposed[key][1].value) for key in ticked}
    outcome = keep(asked, opened, changes, opened.print_of([*changes]))
    if not outcome.done:
        elements = [*_elements(beside, ticked, outcome)]
        faults = elsewhere(outcome.problems, [one.key for one in elements], beside.opened.library)
        told: dict[str, Any] = {"elements": elements, "pourquoi": outcome.why, "fautes_elements": faults}
        return _page(asked, beside, outcome.status, **told)
    words = outcome.words.replace("enregistre", "reporte")
    rest = len(ticked) < len(proposed)
    return Sent(asked.link("dossiers", opened.name, "contrat", dit=words, ancre="elements" if rest else "ensuite"))


STEP = Step(
    "contrat",
    "Contrat",
    (
        Route("/dossiers/{dossier}/contrat", read=read, write=bring),
        Route("/dossiers/{dossier}/contrat/elements", write=report),
        Route("/dossiers/{dossier}/contrat/texte/{fichier}", read=read_text),
    ),
)
