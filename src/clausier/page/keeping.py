"""What a form changes, written in the dossier at once: what somebody else wrote meanwhile is never written over."""

from __future__ import annotations

from dataclasses import dataclass

from clausier.desk.amending import Overtaken, amend
from clausier.dossier.edit import Changes
from clausier.errors import InvalidInput, Problem
from clausier.page.asked import CONFLICT, UNSOUND, Asked
from clausier.page.commands import here
from clausier.page.shelf import Opened
from clausier.page.words import JOINT

SHOWN, FILE = "vu", "fichier"
"""Fields of a form: the print of what it changes, as it was shown; that of the whole dossier."""
MISSING, FILL = "« {} » manque.", "À remplir : le dossier ne peut pas s'en passer."
OVERTAKEN = (
    "Ceci a été modifié ailleurs depuis l'affichage de cette page : rien n'a été remplacé. Ce que vous avez saisi est "
    "ci-dessous ; enregistrer de nouveau le met à la place de ce qui s'y trouve."
)


@dataclass(frozen=True)
class Outcome:
    """What became of a form: the words to say if it was written; else why not, and the faults of its fields."""

    words: str = ""
    status: int = 0
    problems: tuple[Problem, ...] = ()
    why: str = ""

    @property
    def done(self) -> bool:
        return not self.status


def keep(asked: Asked, opened: Opened, changes: Changes, shown: str = "") -> Outcome:
    """Writes what a form changes of a dossier. CannotWrite if the disk, or another program, does not let it.

    `shown` is the print of what stood there; that which the form tells, if nothing is said.
    """
    try:
        done = amend(opened.kept.path, changes, opened.library, shown or asked.text(SHOWN) or None)
    except Overtaken:
        return Outcome(status=CONFLICT, why=OVERTAKEN)
    except InvalidInput as error:
        return Outcome(status=UNSOUND, problems=error.problems)
    meanwhile = asked.text(FILE) not in ("", opened.digest)
    words = ["enregistre", *(["entretemps"] if meanwhile else []), *(["annote"] if done.whole else [])]
    return Outcome(JOINT.join(words))


def of_field(problems: tuple[Problem, ...], key: str) -> list[str]:
    """What is wrong with a field, given its key in the file; faults inside it are its own."""
    return [told(one) for one in problems if one.key == key or one.key.startswith(f"{key}.")]


def told(problem: Problem) -> str:
    """A fault without its file and its key, in the page's words: it stands beside the field."""
    if problem.message == MISSING.format(problem.key.rpartition(".")[2]):
        return FILL
    return here(f"{problem.message} {problem.hint}".strip())
