"""What a provider declares outside of a questionnaire, joined to a dossier where all declarations stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clausier.dossier.tree import tree_of
from clausier.errors import Problem, Severity
from clausier.forms.headings import DECLARED
from clausier.forms.merge import Side, Wins, merged
from clausier.forms.readback import Base, ReadBack, case_from
from clausier.judging.notices import disagreements
from clausier.model.answer import Answer
from clausier.model.casefile import CaseFile, Declaration
from clausier.model.library import Library
from clausier.model.negotiation import Respondent
from clausier.quantity import QuantityError


def with_declarations(
    base: Base, declarations: Mapping[str, Answer], who: Respondent, file: str, library: Library
) -> ReadBack:
    """The dossier that holds what `file` declares (id of a point → answer) too, and what is to be said of it.

    The practice's own answers stay as they are: where they differ a notice says so. A value that its point cannot
    measure is kept as a comment, and told. Without a name and a date nothing is taken. InvalidInput as for a dossier.
    """
    if not declarations:
        return ReadBack(base.case, ())
    if not who.name.strip() or who.day is None:
        message = "réponses aux points à confirmer non reprises : il manque le nom de qui répond, ou la date."
        hint = "Les demander au prestataire, ou reporter soi-même ces réponses dans le dossier."
        return ReadBack(base.case, (_notice(file, "", message, hint),))
    known = {id_: answer for id_, answer in declarations.items() if id_ in library.by_id}
    kept = {id_: _readable(id_, answer, library) for id_, answer in known.items()}
    said = Declaration(by=who.name, capacity=who.capacity, on=who.day, answers=kept)
    fresh = {DECLARED: tree_of(base.case.model_copy(update={"declarations": (said,)}))[DECLARED]}
    ours = Side(tree_of(base.case), base.places.lines, base.places.file)
    whole, told = merged(ours, Side(fresh, {}, file), Wins.FIRST)
    notices = (*_told(file, declarations, kept, base.case, library), *told)
    return ReadBack(case_from(whole, base.places.file, library), notices)


def _readable(id_: str, answer: Answer, library: Library) -> Answer:
    """The answer with its value, or with a comment where its point cannot measure it."""
    try:
        return library.measured(id_, answer)
    except QuantityError:
        comment = "\n".join(text for text in (f"Valeur indiquée : {', '.join(answer.value)}", answer.comment) if text)
        return answer.model_copy(update={"value": (), "comment": comment})


def _told(
    file: str, given: Mapping[str, Answer], kept: Mapping[str, Answer], case: CaseFile, library: Library
) -> Iterator[Problem]:
    for id_, answer in given.items():
        if id_ not in kept:
            yield _notice(file, id_, "la bibliothèque n'a plus ce point : la réponse n'est pas reprise.")
        elif kept[id_].value != answer.value:
            message = f"« {', '.join(answer.value)} » n'est pas un chiffre de ce point : gardé en commentaire."
            yield _notice(file, library.by_id[id_].number, message, "Le préciser avec le prestataire.")
    for one in disagreements(kept, case, library.client):
        yield _notice(file, library.by_id[one.point].number, f"{one.message}.")


def _notice(file: str, key: str, message: str, hint: str = "") -> Problem:
    return Problem(file, key, message, hint, severity=Severity.WARNING)
