"""What was read in a contract, beside the questions of the practice: help to answer, and where an answer comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from clausier.dossier.begun import Begun
from clausier.dossier.inwords import fingerprint, point_lines, suggestion_lines
from clausier.dossier.proposed import proposal, suggested, undecided
from clausier.errors import Problem, Severity
from clausier.forms.files.form import Form, Returned
from clausier.forms.marks import MARK_READING
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile
from clausier.model.library import Library
from clausier.model.reading import Reading

TOLD = (
    "Sous une question, ce qui a été lu dans le contrat, et ce qui en est proposé : ce n'est pas une réponse. Répondre "
    "comme il est proposé, article et texte exact laissés vides : ils sont repris du passage montré."
)
STALE = "le contrat a été relu depuis ce questionnaire : articles et textes exacts laissés vides ne sont pas repris."


def read_lines(begun: Begun, reading: Reading, library: Library) -> Mapping[str, str]:
    """Key of the dossier, or id of a point, that is open → what was read of it."""
    keys = {
        column.key: suggestion_lines(column, one, reading, library)
        for column, one in suggested(reading, begun, library)
    }
    points = {
        point.id: point_lines(reading.points[point.id], reading) for point in undecided(reading, begun.case, library)
    }
    return {**keys, **points}


def shown_beside(form: Form, reading: Reading) -> Form:
    """The form that says that it shows a reading, and which."""
    marks = {**form.marks, MARK_READING: fingerprint(reading)}
    return replace(form, guidance=(*form.guidance, TOLD), marks=marks)


def accepted(
    case: CaseFile, before: CaseFile | None, returned: Iterable[Returned], reading: Reading
) -> tuple[CaseFile, tuple[Problem, ...]]:
    """The case whose new answers, given as proposed without article nor text, have those of the passage shown beside.

    And a notice where the reading is no more the one that the questionnaires showed.
    """
    shown = [one for one in returned if MARK_READING in one.marks]
    stale = [one for one in shown if one.marks[MARK_READING] != fingerprint(reading)]
    if not shown or stale:
        return case, tuple(Problem(one.file, "", STALE, severity=Severity.WARNING) for one in stale)
    known = before.answers if before else {}
    taken: dict[str, Answer] = {}
    for id_, answer in case.answers.items():
        found = reading.points.get(id_)
        proposed = proposal(found, len(reading.files)) if found and answer != known.get(id_) else None
        if proposed and answer.finding is proposed.finding and not (answer.article or answer.citation):
            place = {"article": proposed.article, "citation": proposed.citation}
            taken[id_] = answer.model_copy(update={**place, "page": answer.page or proposed.page})
    return case.model_copy(update={"answers": {**case.answers, **taken}}), ()
