"""The zip around a Word or Excel file: what may be opened, and the same bytes for the same content."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from clausier.errors import InvalidInput, Problem
from clausier.office.archive import EACH_TIME, archive, member

CONTENT_TYPES = "[Content_Types].xml"
DECLARATION = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = f"{RELATIONS}/hyperlink"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LARGEST = 100 << 20
MOST_MEMBERS = 2000
DENSEST, SMALL = 200, 1 << 20
MEDIA = "word/media/"
SAVE_AS = "Dans Word : Enregistrer sous, type « Document Word (*.docx) »."


def normalised(content: bytes) -> bytes:
    """The same package with fixed dates, order and compression."""
    return packed(read_members(content))


def packed(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members: content types first, then in alphabetical order."""
    return archive(member(name, members[name], EACH_TIME) for name in ordered(members))


def ordered(names: Iterable[str]) -> list[str]:
    """The order of members in a package."""
    return sorted(names, key=lambda name: (name != CONTENT_TYPES, name != "_rels/.rels", name))


def read_members(content: bytes) -> dict[str, bytes]:
    """Every file of the package, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def parse(content: bytes) -> etree._Element:
    """XML without entities, network or leniency."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def read_template(path: Path) -> bytes:
    """The bytes of a template that is safe to render; InvalidInput says why another is not."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _refused(path, f"le modèle ne peut pas être lu ({error.strerror or error}).") from error
    try:
        fault = _fault(content)
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        RuntimeError,
        etree.XMLSyntaxError,
    ):
        fault = (
            "le modèle est abîmé : Word lui-même ne pourrait pas l'ouvrir.",
            "Le refaire à partir d'une copie du modèle livré.",
        )
    if fault:
        raise _refused(path, *fault)
    return content


def _refused(path: Path, message: str, hint: str = "") -> InvalidInput:
    return InvalidInput([Problem(path.name, "", message, hint)])


@lru_cache(maxsize=32)
def _fault(content: bytes) -> tuple[str, str] | None:
    """What makes a file unfit to be a template: (message, what to do)."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return "ce n'est pas un document Word (.docx).", SAVE_AS
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        listed = archive.infolist()
    if sum(member.file_size for member in listed) > LARGEST:
        return "le modèle dépasse 100 Mo une fois ouvert.", "En retirer les images superflues."
    if len(listed) > MOST_MEMBERS or any(_is_bomb(member) for member in listed):
        return (
            "le modèle n'a pas la forme d'un document Word ordinaire.",
            "Le refaire à partir d'une copie du modèle livré.",
        )
    if CONTENT_TYPES not in (member.filename for member in listed):
        return "ce n'est pas un document Word (.docx).", SAVE_AS
    return _content_fault(read_members(content))


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    """A member that grows out of proportion when opened."""
    return member.file_size > max(SMALL, DENSEST * member.compress_size)


def _content_fault(members: Mapping[str, bytes]) -> tuple[str, str] | None:
    types = members[CONTENT_TYPES].decode("utf-8", "replace")
    if re.search("macroEnabled|vbaProject", types) or any(name.lower().endswith("vbaproject.bin") for name in members):
        return "le modèle contient des macros, qui ne sont pas admises.", SAVE_AS
    if DOCUMENT not in types:
        return "ce n'est pas un document Word (.docx).", SAVE_AS
    texts = (content for name, content in members.items() if not name.startswith(MEDIA))
    if any(b"<!DOCTYPE" in text.replace(b"\0", b"") for text in texts):
        return (
            "le modèle contient une déclaration DOCTYPE, qui n'est pas admise.",
            "L'enregistrer de nouveau dans Word.",
        )
    for source, kind, target, external in relations(members):
        if external and kind != LINK:
            return f"le modèle dépend d'un fichier extérieur ({target}), dans {source}.", _detach(kind)
    return None


def _detach(kind: str) -> str:
    if kind.endswith("/attachedTemplate"):
        return "Dans Word : Développeur, Modèle de document, revenir à Normal.dotm, puis enregistrer."
    return "Incorporer l'image ou l'objet dans le document, au lieu de le lier."


def relations(members: Mapping[str, bytes]) -> Iterator[tuple[str, str, str, bool]]:
    """(source part, kind, target part or address, is it outside the file) of every relationship."""
    for name in sorted(members):
        if name.endswith(".rels"):
            for link in parse(members[name]):
                target, external = link.get("Target", ""), link.get("TargetMode") == "External"
                yield (
                    source_of(name),
                    link.get("Type", ""),
                    target if external else resolved(name, target),
                    external,
                )


def source_of(rels: str) -> str:
    """The part that a relationship file belongs to; empty for the package itself."""
    folder, base = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))


def resolved(rels: str, target: str) -> str:
    """The member that an internal target names."""
    folder = posixpath.dirname(source_of(rels))
    return posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
