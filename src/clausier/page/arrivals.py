"""Files dropped on the list: a dossier or a batch gets a folder, a filled questionnaire completes a dossier."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from clausier import characters
from clausier.desk.batches import Layout, of_archive, of_folder
from clausier.desk.dossierfile import put_dossier
from clausier.desk.holding import holding
from clausier.desk.questionnaires import completed
from clausier.dossier.begun import begun_of
from clausier.dossier.write import dossier_text
from clausier.errors import ClausierError
from clausier.files.seen import again, seen
from clausier.files.strictyaml import read_bytes
from clausier.forms.answers import answers_of
from clausier.forms.files import read_form
from clausier.forms.merge import Wins
from clausier.french import counted
from clausier.negotiation.drafts import home_of
from clausier.page.asked import Upload
from clausier.page.beginning import placed
from clausier.page.house import House
from clausier.page.listing import Kept, kept_in

YAML = (".yaml", ".yml")
FORMS = (".xlsx", ".docx")
CONTRACTS = (".pdf", ".docx", ".odt", ".doc", ".rtf", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
"""How the names of files end that may be contracts; a Word file is one where it is no questionnaire."""
HELD = "fichier-recu"
"""The name of a file while it is read here."""
ZIP = ".zip"
UNKNOWN = "ce n'est ni un dossier (.yaml), ni un questionnaire rempli (.xlsx, .docx), ni l'archive d'un lot (.zip)."
NO_DRAFTS = (
    "Ce que demandent ses documents (le répertoire caché « .clausier ») n'est pas venu avec eux : pour les dire "
    "envoyés ici, les rédiger de nouveau."
)
CONTRACT = (
    "ce n'est ni un dossier, ni un questionnaire de clausier. Si c'est un contrat, créer d'abord le dossier, puis "
    "déposer le contrat à l'étape « Contrat »."
)


@dataclass(frozen=True)
class Arrived:
    """What became of a file: the dossier that it made or completed, or the batch; what to know of it; or why not."""

    file: str
    dossier: str = ""
    batch: str = ""
    completes: bool = False
    notices: tuple[str, ...] = ()
    fault: str = ""


def arrived(house: House, upload: Upload) -> Arrived:
    """Takes in a file that somebody dropped; its name is only shown."""
    name = characters.legible(PurePosixPath(upload.name.replace("\\", "/")).name)[:100]
    suffix = _suffix(name)
    try:
        if suffix in YAML:
            return _case(house, upload.content, name)
        if suffix in FORMS:
            return _form(house, upload.content, name, suffix)
        if suffix == ZIP:
            return _batch(name, of_archive(house.root, upload.content, name, _known(house)))
        return Arrived(name, fault=CONTRACT if suffix in CONTRACTS else UNKNOWN)
    except ClausierError as error:
        return Arrived(name, fault=_named(error, name).removeprefix(f"{name} : "))


def batch_arrived(house: House, uploads: Sequence[Upload]) -> Arrived:
    """Takes in the folder of a batch, given its files with their paths in it."""
    name = characters.legible(uploads[0].name.partition("/")[0])[:100]
    try:
        return _batch(name, of_folder(house.root, [(one.name, one.content) for one in uploads], name, _known(house)))
    except ClausierError as error:
        return Arrived(name, fault=characters.legible(str(error).removeprefix(f"{name} : ")))


def _known(house: House) -> frozenset[str]:
    """The folders of dossiers that are in the list."""
    return frozenset(one.path.parent.name for one in kept_in(house.root).values() if one.alone)


def _batch(name: str, layout: Layout) -> Arrived:
    told = counted(len(layout.dossiers), "dossier dans la liste", "dossiers dans la liste")
    return Arrived(name, batch=layout.name, notices=(told, *([] if layout.drafts else [NO_DRAFTS])))


def _case(house: House, content: bytes, name: str) -> Arrived:
    """A dossier is kept as it is, comments and all."""
    case = begun_of(read_bytes(content, name), house.shelf.library()).case
    if case.id and (there := _of_id(house, case.id)):
        return Arrived(
            name, fault=f"le dossier « {case.id} » est déjà dans la liste ({there.name}) : rien n'est changé."
        )
    return Arrived(name, placed(house.root, case.id or PurePosixPath(name).stem, content))


def _form(house: House, content: bytes, name: str, suffix: str) -> Arrived:
    library = house.shelf.library()
    with tempfile.TemporaryDirectory(prefix="clausier-") as folder:  # readable by this user alone
        path = Path(folder) / f"{HELD}{suffix}"
        path.write_bytes(content)
        given = answers_of(read_form(path), library)
        if given.foreign and suffix in CONTRACTS:
            return Arrived(name, fault=CONTRACT)
        id_ = given.case_id
        if id_ and (there := _of_id(house, id_)):
            return _completed(house, there, path, name)
        done = completed((), [path], library, Wins.FIRST, None)
        made = placed(house.root, done.case.id or PurePosixPath(name).stem, dossier_text(done.case, library).encode())
        return Arrived(name, made, notices=_notices(name, done.notices, done.warnings))


def _completed(house: House, there: Kept, form: Path, name: str) -> Arrived:
    library = house.read(there).library

    def work() -> Arrived:
        before = seen([there.path])
        done = completed([there.path], [form], library, Wins.FIRST, there.path)
        if done.is_new:
            put_dossier(dossier_text(done.case, library), there.path, before)
        return Arrived(name, there.name, completes=True, notices=_notices(name, done.notices, done.warnings))

    with holding(lambda: home_of(there.path)):
        return again(work)


def _named(told: object, name: str) -> str:
    """A fault or a notice with the name that the sender gives the file, in place of that which it has here."""
    return str(told).replace(f"{HELD}{_suffix(name)}", name)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.casefold()


def _notices(name: str, *told: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(_named(one, name) for several in told for one in several)


def _of_id(house: House, id_: str) -> Kept | None:
    """The dossier of this id, if it is in the list."""
    for kept in kept_in(house.root).values():
        try:
            if house.read(kept).case.id == id_:
                return kept
        except ClausierError:
            continue
    return None
