"""Step « Dossiers »: which there are and where each stands; a new one, an example, an import, an archive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from clausier.batch.members import bring_back, put_away, set_aside
from clausier.batch.naming import CASE
from clausier.desk.examples import copied, examples, title_of
from clausier.desk.holding import holding
from clausier.desk.overview import overview
from clausier.desk.table import kept_with, seated
from clausier.errors import CannotWrite, ClausierError, InvalidInput
from clausier.files.strictyaml import read_path
from clausier.model.analysis import Tally
from clausier.model.base import Held
from clausier.model.progress import Next, Progress, Situation
from clausier.negotiation.drafts import home_of, is_batch
from clausier.negotiation.following import progress
from clausier.negotiation.inbox import list_path, read_list
from clausier.page import limits
from clausier.page.asked import CONFLICT, UNSOUND, Answer, Asked, NotHere, Route, Sent, Shown, Step
from clausier.page.beginning import BLANK, begun, free_name
from clausier.page.keeping import of_field
from clausier.page.listing import Kept, kept_in
from clausier.page.shelf import Opened

IN_BATCH = (
    "Ce dossier est celui d'un lot : ses dossiers viennent de la source du lot. Pour en créer un autre, ouvrir le "
    "dossier qui le contient."
)
NO_BATCH = "Choisir le répertoire du lot."


@dataclass(frozen=True)
class Line:
    """A dossier in the list; only `fault` is told of one that cannot be read. `begun`: it does not say all it must."""

    kept: Kept
    practice: str = ""
    provider: str = ""
    contract: str = ""
    progress: Progress | None = None
    tally: Tally | None = None
    fault: str = ""
    begun: bool = False

    @property
    def is_drafting(self) -> bool:
        """Is nothing sent, and something left to verify?"""
        drafted = self.progress is None or self.progress.situation is Situation.DRAFTED
        return drafted and self.tally is not None and self.tally.to_check > 0

    @property
    def state(self) -> tuple[str, str, str]:
        """A word, its sign and its tone."""
        if self.begun:
            return "à compléter", "!", "t-doubtful"
        if self.is_drafting or self.progress is None:
            return "en préparation", "✎", ""
        return self.progress.situation.value, *LOOKS[self.progress.situation]

    @property
    def next(self) -> str:
        if self.begun:
            return "dire qui contracte, et quel contrat"
        if self.is_drafting or self.progress is None:
            return "vérifier le contrat"
        waits = self.progress.awaited and self.progress.next is Next.REMIND
        return f"{'attendre les autres réponses, ou ' if waits else ''}{NEXT[self.progress.next]}"

    @property
    def step(self) -> str:
        """Where one goes on."""
        if self.begun:
            return "situation"
        if self.progress and self.progress.sent:
            return "suivi"
        return "verification" if self.is_drafting else "bilan"


WRITE: Mapping[str, str] = MappingProxyType(
    {
        "cabinet.nom": "Écrire le nom {of}.",
        "prestataire.nom": "Écrire le nom du prestataire.",
        "contrat.titre": "Écrire le titre du contrat.",
        "contrat.etat": "Dire si le contrat est signé.",
    }
)
LOOKS: Mapping[Situation, tuple[str, str]] = MappingProxyType(
    {
        Situation.DRAFTED: ("✎", ""),
        Situation.SUPPOSED: ("?", "t-doubtful"),
        Situation.SENT: ("…", ""),
        Situation.LATE: ("!", "t-missing"),
        Situation.ANSWERED: ("↩", "t-doubtful"),
        Situation.CONCLUDED: ("✓", "t-sound"),
    }
)
NEXT: Mapping[Next, str] = MappingProxyType(
    {
        Next.SEND: "adresser vos demandes",
        Next.CONFIRM: "confirmer les envois",
        Next.WAIT: "attendre la réponse",
        Next.MAIL: "lire un fichier reçu",
        Next.REMIND: "écrire la lettre suivante",
        Next.DECIDE: "décider des réponses",
        Next.CONCLUDE: "préparer le document à signer",
        Next.SIGN: "faire signer",
    }
)


def listed(asked: Asked) -> Answer:
    return _listed(asked)


def _listed(asked: Asked, status: int = 200, **told: Any) -> Shown:
    root = asked.house.root
    client = asked.house.shelf.library().client
    blank: dict[str, Any] = {"saisie": BLANK, "fautes_de": {}, "arrivees": (), "sans_lot": ()}
    common = {
        "lignes": [*_lines(asked)],
        "exemples": {name: title_of(path) for name, path in examples().items()},
        "racine": str(root),
        "lot": IN_BATCH if is_batch(root) else "",
        "archives": [*_archived(asked)],
        "range": asked.query.get("range", ""),
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
    opened = asked.house.read(kept)
    case = opened.case
    if opened.blanks:
        return _unfinished(kept, opened)
    try:
        stands, fault = _progress(asked, opened), ""
    except InvalidInput as error:
        stands, fault = None, str(error.problems[0])
    line = Line(kept, case.practice.name, case.provider.name, case.contract.title)
    return replace(line, progress=stands, tally=opened.analysis.tally, fault=fault)


def _unfinished(kept: Kept, opened: Opened) -> Line:
    """A dossier that is only begun, by what it says already."""
    keys = ("cabinet", "nom"), ("prestataire", "nom"), ("contrat", "titre")
    practice, provider, contract = (str(opened.at(key) or "") for key in keys)
    return Line(kept, practice, provider or kept.name, contract, begun=True)


def _progress(asked: Asked, opened: Opened) -> Progress:
    """Where its negotiation stands, as its own page tells it. InvalidInput if its register is spoilt."""
    path, today = opened.kept.path, asked.house.today()
    there = kept_with(path)

    def make() -> Progress:
        table = seated(str(path), opened.case, there)
        if table is None:
            return progress(opened.case, opened.state(), today)
        return overview(table, opened.library, today, read_list(list_path(path))).line

    stamp = (*there.prints.values(), Held(opened.library), today)
    return asked.house.shelf.told(("progress", path), stamp, make)


def _archived(asked: Asked) -> Iterator[tuple[str, str]]:
    """The folders of the archives, with the names of their providers as far as their dossiers can be read."""
    for folder in set_aside(asked.house.root):
        found = (folder / CASE).stat()
        stamp = found.st_size, found.st_mtime_ns
        yield folder.name, asked.house.shelf.told(("archive", folder), stamp, partial(_provider, folder))


def _provider(folder: Path) -> str:
    try:
        data: Any = read_path(folder / CASE).data
    except InvalidInput:
        return ""
    party = data.get("prestataire") if isinstance(data, dict) else None
    return str(party.get("nom") or "") if isinstance(party, dict) else ""


def create(asked: Asked) -> Answer:
    """A new dossier, of which only what none can do without is asked; its contract, if it is given, tells the rest."""
    given = {key: asked.text(key).strip() for key in BLANK}
    _refuse_in_batch(asked)
    try:
        name = begun(asked.house.root, given, asked.house.shelf.library(), asked.house.today())
    except InvalidInput as error:
        faults = {key: _told(asked, key, told) for key in BLANK if (told := of_field(error.problems, key))}
        return _listed(asked, UNSOUND, saisie=given, fautes_de=faults)
    return Sent(asked.link("dossiers", name, "contrat", dit="cree"))


def _told(asked: Asked, key: str, faults: list[str]) -> list[str]:
    """What is wrong with a field of a new dossier: what is blank is to be written."""
    client = asked.house.shelf.library().client
    return faults if asked.text(key).strip() else [WRITE[key].format(of=client.of)]


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
    """Dossiers, questionnaires, zips of batches that were dropped, each on its own: a faulty one stops no other."""
    from clausier.page.arrivals import arrived  # what reads questionnaires comes when there is one

    _refuse_in_batch(asked)
    done = [arrived(asked.house, one) for one in asked.files]
    return _listed(asked, CONFLICT if any(one.fault for one in done) else 200, arrivees=done)


def bring_batch(asked: Asked) -> Answer:
    """The folder of a batch that was chosen, with all its files: whole, or not at all."""
    from clausier.page.arrivals import batch_arrived

    _refuse_in_batch(asked)
    if not asked.files:
        return _listed(asked, UNSOUND, sans_lot=[NO_BATCH])
    done = batch_arrived(asked.house, asked.files)
    return _listed(asked, CONFLICT if done.fault else 200, arrivees=[done])


def archive(asked: Asked) -> Answer:
    """Puts the folder of a dossier away, with all that is in it."""
    kept = asked.house.kept(asked.names["dossier"])
    if not kept.alone or kept.batch:
        raise CannotWrite("ce dossier n'a pas de répertoire à lui : le ranger à la main, ou avec son lot.")
    with holding(lambda: home_of(kept.path)):
        pass  # nobody works there
    shelf = put_away(asked.house.root, kept.path.parent)
    return Sent(asked.link(dit="archive", range=shelf.name))


def restore(asked: Asked) -> Answer:
    """Takes a dossier out of the archives: its name is looked up among those that are there."""
    wanted = asked.names["nom"]
    folder = next((one for one in set_aside(asked.house.root) if one.name == wanted), None)
    if folder is None:
        raise NotHere
    bring_back(asked.house.root, folder)
    return Sent(asked.link(dit="remis"))


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
        Route("/importer/lot", write=bring_batch, files=limits.BATCH_FILES),
        Route("/quitter", write=leave),
        Route("/dossiers/{dossier}/archiver", write=archive),
        Route("/archives/{nom}/remettre", write=restore),
    ),
    of_dossier=False,
)
