"""Step « Dossiers »: which there are and where each stands; a new one, an example, an import, an archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from clausier.batch.members import put_away
from clausier.desk.examples import copied, examples, title_of
from clausier.desk.holding import holding
from clausier.errors import CannotWrite, ClausierError, InvalidInput
from clausier.model.analysis import Tally
from clausier.model.progress import Progress
from clausier.negotiation.drafts import home_of, is_batch
from clausier.negotiation.following import progress
from clausier.page import arrivals
from clausier.page.asked import CONFLICT, UNSOUND, Answer, Asked, NotHere, Route, Sent, Shown, Step
from clausier.page.beginning import BLANK, begun, free_name
from clausier.page.keeping import of_field
from clausier.page.listing import Kept, kept_in

IN_BATCH = (
    "Ce dossier est celui d'un lot : ses dossiers viennent de la source du lot. Pour en créer un autre, ouvrir le "
    "dossier qui le contient."
)


@dataclass(frozen=True)
class Line:
    """A dossier in the list; only `fault` is told of one that cannot be read."""

    kept: Kept
    practice: str = ""
    provider: str = ""
    contract: str = ""
    progress: Progress | None = None
    tally: Tally | None = None
    fault: str = ""


def listed(asked: Asked) -> Answer:
    return _listed(asked)


def _listed(asked: Asked, status: int = 200, **told: Any) -> Shown:
    root = asked.house.root
    client = asked.house.shelf.library().client
    blank: dict[str, Any] = {"saisie": BLANK, "fautes_de": {}, "arrivees": ()}
    common = {
        "lignes": [*_lines(asked)],
        "exemples": {name: title_of(path) for name, path in examples().items()},
        "racine": str(root),
        "lot": IN_BATCH if is_batch(root) else "",
        "client": client,
    }
    return Shown("dossiers.html", {**common, **blank, **told}, status)


def _lines(asked: Asked) -> Iterator[Line]:
    for kept in kept_in(asked.house.root).values():
        try:
            yield _line(asked, kept)
        except InvalidInput as error:
            yield Line(kept, fault=str(error.problems[0]))


def _line(asked: Asked, kept: Kept) -> Line:
    opened = asked.house.opened(kept.name)
    case = opened.case
    try:
        stands, fault = progress(case, opened.state(), asked.house.today()), ""
    except InvalidInput as error:
        stands, fault = None, str(error.problems[0])
    line = Line(kept, case.practice.name, case.provider.name, case.contract.title)
    return replace(line, progress=stands, tally=opened.analysis.tally, fault=fault)


def create(asked: Asked) -> Answer:
    """A new dossier, of which only what none can do without is asked."""
    given = {key: asked.text(key).strip() for key in BLANK}
    _refuse_in_batch(asked)
    try:
        name = begun(asked.house.root, given, asked.house.shelf.library(), asked.house.today())
    except InvalidInput as error:
        faults = {key: told for key in BLANK if (told := of_field(error.problems, key))}
        return _listed(asked, UNSOUND, saisie=given, fautes_de=faults)
    return Sent(asked.link("dossiers", name, "situation", dit="cree"))


def example(asked: Asked) -> Answer:
    """A copy of an example, under its name or the next one that is free."""
    _refuse_in_batch(asked)
    known, name = examples(), asked.text("exemple")
    if name not in known:
        raise NotHere
    free = free_name(asked.house.root, name)
    copied(known[name], asked.house.root / free)
    return Sent(asked.link("dossiers", free, "situation", dit="copie"))


def bring(asked: Asked) -> Answer:
    """Dossiers and questionnaires that were dropped, each on its own: a faulty one stops none of the others."""
    _refuse_in_batch(asked)
    done = [arrivals.arrived(asked.house, one) for one in asked.files]
    return _listed(asked, CONFLICT if any(one.fault for one in done) else 200, arrivees=done)


def archive(asked: Asked) -> Answer:
    """Puts the folder of a dossier away, with all that is in it."""
    kept = asked.house.kept(asked.names["dossier"])
    if not kept.alone or kept.batch:
        raise CannotWrite("ce dossier n'a pas de répertoire à lui : le ranger à la main, ou avec son lot.")
    with holding(lambda: home_of(kept.path)):
        pass  # nobody works there
    put_away(asked.house.root, kept.path.parent)
    return Sent(asked.link(dit="archive"))


def leave(asked: Asked) -> Answer:
    """Ends the run."""
    asked.house.quit()
    return Shown("adieu.html")


def _refuse_in_batch(asked: Asked) -> None:
    if is_batch(asked.house.root):
        raise ClausierError(IN_BATCH)


STEP = Step(
    "dossiers",
    "Dossiers",
    (
        Route("/", read=listed),
        Route("/nouveau", write=create),
        Route("/exemple", write=example),
        Route("/importer", write=bring),
        Route("/quitter", write=leave),
        Route("/dossiers/{dossier}/archiver", write=archive),
    ),
    of_dossier=False,
)
