"""`clausier suivre --reparer`: registers that were damaged, each with what could be kept of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from clausier.cli.negociation.several import end, for_each
from clausier.cli.negociation.table import dossiers_of
from clausier.cli.terminal import echo
from clausier.desk.holding import holding
from clausier.desk.table import case_with_id, file_of
from clausier.files.publish import publish
from clausier.french import counted
from clausier.negotiation.drafts import home_of
from clausier.negotiation.register import register_path
from clausier.negotiation.repair import Repaired, repaired

if TYPE_CHECKING:
    from clausier.model.library import Library


def repair_all(dossiers: Iterable[str], library: Library, day: date) -> None:
    """Repairs the register of each dossier; one that cannot be is told, and stops none of the others."""
    paths = [Path(one) for each in dossiers for one in dossiers_of(each)]
    if len(paths) == 1:
        _repair(paths[0], library, day)
    else:
        end(for_each(paths, lambda path: _repair(path, library, day)))


def _repair(given: Path, library: Library, day: date) -> None:
    path = file_of(str(given))
    case = case_with_id(path, library)
    register = register_path(path)
    with holding(lambda: home_of(path)):
        done = repaired(register, case.id) if register.exists() else None
        if done is None:
            echo(f"{register} : rien à réparer.")
            return
        aside = _free(register, day)
        publish({**({aside.name: done.aside} if done.aside else {}), register.name: done.content}, register.parent)
    _tell(done, register, aside, path)


def _free(register: Path, day: date) -> Path:
    """A name that no file has, dated, for what is set aside."""
    names = (f"{register.stem}.ecarte-{day.isoformat()}{f'-{rank}' if rank > 1 else ''}.txt" for rank in count(1))
    return next(path for name in names if not (path := register.with_name(name)).exists())


def _tell(done: Repaired, register: Path, aside: Path, dossier: Path) -> None:
    for problem in done.why.problems:
        echo(f"- {problem}")
    kept = counted(done.kept, "événement gardé", "événements gardés")
    if done.aside:
        kinds = f" ({', '.join(done.kinds)})" if done.kinds else ""
        echo(f"{register} réparé : {kept} ; le reste, depuis la ligne {done.line}, est dans {aside}{kinds}.")
    else:
        echo(f"{register} réparé : {kept}, rien à mettre de côté.")
    echo(
        f"Ensuite : clausier suivre {dossier} --registre, puis inscrire de nouveau ce qui manque "
        "(envoyer, reponse lire, decider)."
    )
