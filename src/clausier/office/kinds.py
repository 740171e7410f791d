"""The kinds of files that are opened, as data: how each is known, and the words in which another is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace

from clausier.files.limits import spaced
from clausier.office.limits import (
    BATCH,
    BATCH_FILES,
    FILE,
    FORMS,
    MEGABYTE,
    MEMBERS,
    ROWS,
    TEMPLATES,
    TREES,
    Limits,
)
from clausier.office.word.baggage import CLEANED

CONTENT_TYPES, MIMETYPE = "[Content_Types].xml", "mimetype"
WORDPROCESSING = "wordprocessingml"
DOCUMENT = f"application/vnd.openxmlformats-officedocument.{WORDPROCESSING}.document.main+xml"
SAVE_AS = "Dans Word : Enregistrer sous, type « Document Word (*.docx) »."
AGAIN = "Le copier ou le télécharger de nouveau."
EMBED = "Incorporer l'image ou l'objet dans le document, au lieu de le lier."
DETACH = "Dans Word : Développeur, Modèle de document, revenir à Normal.dotm, puis enregistrer."

Fault = tuple[str, str]
"""What is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    `table` is the member that tells the kind, by holding `main`. `it`, `noun` and `name` stand for the file in a
    sentence. `depends`: may it name outside files, because nothing here would follow them?
    `removed` are the last words of kinds of relationship that are taken out before use, wherever they lead.
    `size` are the bytes that it may have, `members` the files that it may hold.
    """

    it: str
    noun: str
    name: str
    denial: str
    old: str
    table: str
    main: str
    limits: Limits
    save_as: str
    resave: str
    unlock: str
    lighten: str
    depends: bool = False
    removed: frozenset[str] = frozenset()
    size: int = FILE
    members: int = MEMBERS

    @property
    def heavy(self) -> Fault:
        return f"{self.it} dépasse {self.size // MEGABYTE} Mo.", self.lighten

    @property
    def crowded(self) -> Fault:
        return f"{self.it} contient plus de {spaced(self.members)} fichiers.", self.lighten

    @property
    def linked(self) -> Fault:
        return f"{self.it} contient un lien, qui peut mener ailleurs.", self.resave

    @property
    def heavy_once_open(self) -> Fault:
        return f"{self.it} est trop volumineux une fois ouvert.", self.lighten

    @property
    def locked(self) -> Fault:
        return f"le {self.noun} est protégé par un mot de passe.", self.unlock

    @property
    def outdated(self) -> Fault:
        return f"c'est un {self.noun} d'un ancien format ({self.old}).", self.save_as

    @property
    def torn(self) -> Fault:
        return f"{self.it} est abîmé ou incomplet.", AGAIN

    @property
    def damaged(self) -> Fault:
        return f"{self.it} est abîmé : il ne peut pas être lu.", self.resave

    @property
    def another(self) -> Fault:
        return self.denial, self.save_as

    @property
    def opendocument(self) -> Fault:
        return "c'est un fichier OpenDocument (.odt, .ods).", self.save_as

    @property
    def misshapen(self) -> Fault:
        return f"{self.it} n'est pas fait comme un {self.name}.", self.resave

    @property
    def bomb(self) -> Fault:
        return f"{self.it} est comprimé d'une façon anormale.", self.resave

    @property
    def macros(self) -> Fault:
        return f"{self.it} contient des macros, qui ne sont pas admises.", self.save_as

    @property
    def doctype(self) -> Fault:
        return f"{self.it} contient une déclaration DOCTYPE, qui n'est pas admise.", self.resave

    @property
    def strict(self) -> Fault:
        return f"le {self.noun} est au format « Open XML strict ».", self.save_as

    def without(self, part: str) -> Fault:
        return f"{self.it} n'a pas la partie {part}, à laquelle il renvoie.", self.resave

    def missing(self, it_exists: bool) -> Fault:
        told = "ne peut pas être lu." if it_exists else "n'existe pas."
        return f"{self.it} {told}", "Vérifier le chemin et les droits d'accès."

    def outside(self, kind: str, target: str, source: str) -> Fault:
        """A dependency of this kind (of relationship) on a file elsewhere."""
        hint = DETACH if kind.endswith("/attachedTemplate") else EMBED
        return f"{self.it} dépend d'un fichier extérieur ({target}){f', dans {source}' if source else ''}.", hint


WORD = Kind(
    it="le fichier",
    noun="document",
    name="document Word",
    denial="ce n'est pas un document Word (.docx).",
    old=".doc",
    table=CONTENT_TYPES,
    main=DOCUMENT,
    limits=TREES,
    save_as=SAVE_AS,
    resave="L'ouvrir dans Word et l'enregistrer de nouveau, au format « Document Word (*.docx) ».",
    unlock="Retirer le mot de passe dans Word (Fichier, Informations), puis enregistrer.",
    lighten="En retirer les images.",
)
TEMPLATE = replace(
    WORD,
    it="le modèle",
    noun="modèle",
    limits=TEMPLATES,
    resave="Le refaire à partir d'une copie du modèle livré.",
    removed=frozenset(name for row in CLEANED for name in row.relations),
)
EXCEL = Kind(
    it="le fichier",
    noun="classeur",
    name="classeur Excel",
    denial="ce n'est pas un classeur Excel (.xlsx).",
    old=".xls",
    table=CONTENT_TYPES,
    main="spreadsheetml.sheet.main+xml",
    limits=ROWS,
    save_as="Dans le tableur : Enregistrer sous, type « Classeur Excel (.xlsx) ».",
    resave="L'ouvrir dans le tableur et l'enregistrer de nouveau au format « Classeur Excel (.xlsx) ».",
    unlock="Retirer le mot de passe dans le tableur, puis enregistrer.",
    lighten="Le partager en plusieurs tableaux.",
    depends=True,
)
WORKBOOK = replace(
    EXCEL,
    limits=FORMS,
    lighten="N'y garder que ses propres feuilles, sans images.",
)
"""A workbook that was sent to be filled in."""
ODT = Kind(
    it="le fichier",
    noun="document",
    name="document OpenDocument",
    denial="ce n'est pas un document OpenDocument (.odt).",
    old=".sxw",
    table=MIMETYPE,
    main="application/vnd.oasis.opendocument.text",
    limits=TREES,
    save_as="Dans LibreOffice : Enregistrer sous, type « Texte ODF (.odt) ».",
    resave="L'ouvrir dans LibreOffice et l'enregistrer de nouveau.",
    unlock="Retirer le mot de passe dans LibreOffice, puis enregistrer.",
    lighten="En retirer les images.",
    depends=True,
)
PDF = Kind(
    it="le fichier",
    noun="document",
    name="PDF",
    denial="ce n'est pas un PDF.",
    old=".pdf",
    table="",
    main="",
    limits=TREES,
    save_as="Vérifier que c'est le bon fichier, ou le demander de nouveau.",
    resave="L'ouvrir et l'enregistrer de nouveau en PDF (Imprimer, « Enregistrer au format PDF »).",
    unlock="Le demander sans mot de passe, ou l'ouvrir et l'imprimer en PDF.",
    lighten="Ne donner que les pages du contrat, ou le partager en plusieurs fichiers.",
)
PLAIN = replace(
    PDF,
    noun="texte",
    name="texte",
    denial="ce n'est pas un texte.",
    resave="L'ouvrir et l'enregistrer de nouveau, en UTF-8.",
    lighten="Ne donner que le texte du contrat, ou le partager en plusieurs fichiers.",
)
ARCHIVE = Kind(
    it="le fichier",
    noun="fichier",
    name="fichier zip",
    denial="ce n'est pas un fichier zip.",
    old=".doc, .xls",
    table="",
    main="",
    limits=Limits(FILE, FILE, BATCH, 0),
    save_as="Donner l'archive .zip d'un répertoire de lot, ou ce répertoire lui-même.",
    resave="Refaire l'archive à partir du répertoire du lot, ou donner ce répertoire lui-même.",
    unlock="Refaire l'archive sans mot de passe.",
    lighten="Placer le répertoire du lot, tel quel, dans le répertoire ouvert.",
    size=BATCH,
    members=BATCH_FILES,
)
"""A zip of the folder of a batch, whose files are kept as they are."""
