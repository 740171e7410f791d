"""Opens a Word file that comes from elsewhere: bounded, without macro, DOCTYPE or outside dependency."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from clausier.errors import InvalidInput, Problem
from clausier.office.excel.safe import ENCRYPTED, OLE
from clausier.office.package import CONTENT_TYPES, DOCUMENT, LINK, RELATIONS, SAVE_AS, parse, relations
from clausier.office.word.xml import Element

MEGABYTE = 1 << 20
LARGEST_FILE, LARGEST_XML, LARGEST_MEMBER, LARGEST_WHOLE = (size * MEGABYTE for size in (25, 16, 40, 120))
"""A parsed XML part takes some twenty times its size in memory; a whole library is 3 MB of it."""
MOST_MEMBERS = 2000
HIGHEST_RATIO, HARMLESS = 200, MEGABYTE
"""A member beyond `HARMLESS` bytes that is compressed more than this many times is a bomb."""
XML = (".xml", ".rels")
TORN = ("le fichier est abîmé ou incomplet.", "Le copier ou le télécharger de nouveau.")
ENCRYPTED_FAULT = (
    "le document est protégé par un mot de passe.",
    "Retirer le mot de passe dans Word (Fichier, Informations), puis enregistrer.",
)
RESAVE = "L'ouvrir dans Word et l'enregistrer de nouveau, au format « Document Word (*.docx) »."


@dataclass(frozen=True)
class Parts:
    """The parts of a Word file by role; those that it lacks are None."""

    document: Element
    styles: Element | None
    numbering: Element | None
    comments: Element | None
    custom: Element | None


def read_file(path: Path) -> bytes:
    """The bytes of an uploaded file; InvalidInput if it cannot be read or is too large."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _refused(path.name, f"le fichier dépasse {LARGEST_FILE // MEGABYTE} Mo.", "En retirer les images.")
        return path.read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        message = "le fichier n'existe pas." if missing else "le fichier ne peut pas être lu."
        raise _refused(path.name, message, "Vérifier le chemin et les droits d'accès.") from None


def open_parts(content: bytes, name: str) -> Parts:
    """The parts of a .docx that is safe to read; InvalidInput says why another is not."""
    try:
        fault = _zip_fault(content)
        members = {} if fault else _xml_members(content)
        fault = fault or _content_fault(members)
        if fault:
            raise _refused(name, *fault)
        return _parts(members)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        RuntimeError,
        KeyError,
        UnicodeError,
        etree.XMLSyntaxError,
    ):
        raise _refused(name, "le fichier est abîmé : il ne peut pas être lu.", RESAVE) from None


def _refused(name: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(name, "", message, hint)])


def _zip_fault(content: bytes) -> tuple[str, str] | None:
    """Sizes are those that the zip declares; `zipfile` never reads more than it declares."""
    if len(content) > LARGEST_FILE:
        return f"le fichier dépasse {LARGEST_FILE // MEGABYTE} Mo.", "En retirer les images."
    if content.startswith(OLE):
        return _ole_fault(content)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        torn = content.startswith(b"PK\x03\x04")
        return TORN if torn else ("ce n'est pas un document Word (.docx).", SAVE_AS)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = archive.infolist()
    if any(member.flag_bits & 1 for member in found):
        return ENCRYPTED_FAULT
    if len(found) > MOST_MEMBERS or len({member.filename for member in found}) < len(found):
        return "le fichier n'est pas fait comme un document Word.", RESAVE
    if any(member.file_size > _limit(member.filename) for member in found) or _total(found) > LARGEST_WHOLE:
        return "le fichier est trop volumineux une fois ouvert.", "En retirer les images."
    if any(member.file_size > HARMLESS + HIGHEST_RATIO * member.compress_size for member in found):
        return "le fichier est comprimé d'une façon anormale.", RESAVE
    return None


def _ole_fault(content: bytes) -> tuple[str, str]:
    if ENCRYPTED in content:
        return ENCRYPTED_FAULT
    return "c'est un document d'un ancien format (.doc).", SAVE_AS


def _limit(name: str) -> int:
    return LARGEST_XML if name.endswith(XML) else LARGEST_MEMBER


def _total(members: list[zipfile.ZipInfo]) -> int:
    return sum(member.file_size for member in members)


def _xml_members(content: bytes) -> dict[str, bytes]:
    """Every part by name; of those that are not XML (images, fonts) the name only."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) if name.endswith(XML) else b"" for name in archive.namelist()}


def _content_fault(members: Mapping[str, bytes]) -> tuple[str, str] | None:
    if CONTENT_TYPES not in members:
        return "ce n'est pas un document Word (.docx).", SAVE_AS
    types = members[CONTENT_TYPES].decode("utf-8", "replace")
    if "macroEnabled" in types or any("vbaproject" in name.lower() for name in members):
        return "le fichier contient des macros, qui ne sont pas admises.", SAVE_AS
    if any(_has_doctype(part) for name, part in members.items() if name.endswith(XML)):
        return "le fichier contient une déclaration DOCTYPE, qui n'est pas admise.", RESAVE
    if DOCUMENT not in types:
        return "ce n'est pas un document Word (.docx).", SAVE_AS
    for source, kind, target, external in relations(members):
        if external and kind != LINK:
            return f"le fichier dépend d'un fichier extérieur ({target}), dans {source}.", _detach(kind)
    return None


def _has_doctype(part: bytes) -> bool:
    """In any encoding: a part that is not in UTF-8 is parsed to know."""
    return b"<!DOCTYPE" in part or (bool(part.strip()) and bool(parse(part).getroottree().docinfo.doctype))


def _detach(kind: str) -> str:
    if kind.endswith("/attachedTemplate"):
        return "Dans Word : Développeur, Modèle de document, revenir à Normal.dotm, puis enregistrer."
    return "L'incorporer au lieu de le lier, ou le retirer."


def _parts(members: Mapping[str, bytes]) -> Parts:
    whole = {kind: target for source, kind, target, _ in relations(members) if not source}
    main = whole[f"{RELATIONS}/officeDocument"]
    linked = {kind: target for source, kind, target, _ in relations(members) if source == main}

    def part(targets: Mapping[str, str], kind: str) -> Element | None:
        name = targets.get(f"{RELATIONS}/{kind}", "")
        return parse(members[name]) if name in members else None

    return Parts(
        parse(members[main]),
        part(linked, "styles"),
        part(linked, "numbering"),
        part(linked, "comments"),
        part(whole, "custom-properties"),
    )
