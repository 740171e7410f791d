"""The one gate for foreign files: bounded, whole, without macro, DOCTYPE or outside dependency.

Every member is read once, by pieces, which checks its sum: what passes can be read again without surprise.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from clausier.errors import InvalidInput, Problem
from clausier.files.bounded import open_bounded, read_bounded
from clausier.office import limits
from clausier.office.damage import Damaged, TooMuch, outside
from clausier.office.kinds import MIMETYPE, Fault, Kind
from clausier.office.package import LINK, relations
from clausier.office.zipped import Zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MANIFEST, SEALED = "META-INF/manifest.xml", b"encryption-data"
"""Where an OpenDocument file says that it has a password: its parts are there, and are no XML."""
ZIPPED = b"PK\x03\x04"
XML = (".xml", ".rels", ".vml")
BLANK = b"\xef\xbb\xbf \t\r\n"
OVERLAP = 4096
STRICT = re.compile(rb"xmlns(?::\w+)?=[\"']http://purl\.oclc\.org/ooxml/(?:word|spread)")
DECLARED = re.compile(rb"\A\s*<\?xml[^>]*?\sencoding=[\"'](?!utf-?8[\"']|us-ascii|iso-8859-1|windows-125)", re.I)
"""Another encoding than those in which `<` is `<`."""
MACROS = re.compile("vbaproject|^basic/|^scripts/", re.IGNORECASE)
MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject")
UNIX_MODE = 16
"""Bits after which a zip tells the mode of a member, as Unix writes it: what is a link."""
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those that Office writes; others take far more memory than they declare."""


@contextmanager
def damage(name: str, kind: Kind) -> Iterator[None]:
    """Around what reads a foreign file: InvalidInput where it is damaged or holds too much, nothing else is caught."""
    try:
        yield
    except Damaged:
        raise refused(name, kind.damaged) from None
    except TooMuch:
        raise refused(name, kind.heavy_once_open) from None


def refused(name: str, fault: Fault) -> InvalidInput:
    return InvalidInput([Problem(name, "", *fault)])


def readable(path: Path, kind: Kind) -> IO[bytes]:
    """The open file; InvalidInput if there is none, or none that may be read, or it is too large."""
    return open_bounded(path, limits.FILE, path.name, kind.lighten)


def read_file(path: Path, kind: Kind) -> bytes:
    """The bytes of a file; InvalidInput if it cannot be read or is too large."""
    return read_bounded(path, limits.FILE, path.name, kind.lighten)


def gate(file: IO[bytes], name: str, kind: Kind) -> None:
    """InvalidInput says why a file is not one of this kind that may be opened."""
    with damage(name, kind):
        fault = next(_faults(file, kind), None)
    if fault:
        raise refused(name, fault)


def table_of(content: bytes, name: str, kind: Kind) -> bytes:
    """What a bounded zip says that it holds; InvalidInput for a file that says nothing of it."""
    with damage(name, kind):
        fault, table = _table(content, kind)
    if fault:
        raise refused(name, fault)
    return table


@contextmanager
def unpacked(content: bytes, name: str, kind: Kind) -> Iterator[Zipped]:
    """The members of a zip whose files are kept, none of them a link. InvalidInput, also while they are read."""
    with damage(name, kind):
        fault = next(_zip_faults(io.BytesIO(content), kind), None)
        if fault:
            raise refused(name, fault)
        with Zipped(content) as package:
            if any(stat.S_ISLNK(member.external_attr >> UNIX_MODE) for member in package.members):
                raise refused(name, kind.linked)
            yield package


def _table(content: bytes, kind: Kind) -> tuple[Fault | None, bytes]:
    fault = next(_zip_faults(io.BytesIO(content), kind), None)
    if fault:
        return fault, b""
    with Zipped(content) as package:
        if kind.table in package:
            return None, package.read(kind.table)
        return kind.opendocument if MIMETYPE in package else kind.another, b""


def tree(package: Zipped, name: str) -> bytes:
    """A part that is to be parsed whole; TooMuch for one that is too large for that."""
    if package.size(name) > limits.TREE:
        raise TooMuch(name)
    return package.read(name)


def _zip_faults(file: IO[bytes], kind: Kind) -> Iterator[Fault]:
    """The first counts: each check relies on those before."""
    yield from _container_faults(file, kind)
    with Zipped(file) as package:
        yield from _member_faults(package, kind)


def _container_faults(file: IO[bytes], kind: Kind) -> Iterator[Fault]:
    """Why a file is no zip to look into."""
    if file.seek(0, 2) > kind.size:
        yield kind.heavy
    file.seek(0)
    start = file.read(len(OLE))
    if start == OLE:
        yield kind.locked if ENCRYPTED in file.read() else kind.outdated
    with outside():
        zipped = zipfile.is_zipfile(file)
    if not zipped:
        yield kind.torn if start.startswith(ZIPPED) else kind.another


def _faults(file: IO[bytes], kind: Kind) -> Iterator[Fault]:
    yield from _zip_faults(file, kind)
    with Zipped(file) as package:
        yield from _table_faults(package, kind)
        markup = 0
        for name in package.names:
            for fault, found in _part_faults(package, name, kind):
                if fault:
                    yield fault
                markup += found
                if markup > kind.limits.markup:
                    yield kind.heavy_once_open
        if not kind.depends:
            yield from _outside_faults(package, kind)


def _member_faults(package: Zipped, kind: Kind) -> Iterator[Fault]:
    found = package.members
    if any(member.flag_bits & 1 for member in found):
        yield kind.locked
    if len(found) > kind.members:
        yield kind.crowded
    if any(member.compress_type not in COMPRESSIONS for member in found):
        yield kind.misshapen
    if not _are_names(member.orig_filename for member in found):
        yield kind.misshapen
    sizes = [(member.file_size, _most(member.filename, kind)) for member in found]
    if any(size > most for size, most in sizes) or sum(size for size, _ in sizes) > kind.limits.whole:
        yield kind.heavy_once_open
    if any(member.file_size > limits.HARMLESS + limits.RATIO * member.compress_size for member in found):
        yield kind.bomb


def _are_names(names: Iterable[str]) -> bool:
    """Are they names that every program takes for the same members, each once, whatever their capitals?"""
    seen: set[str] = set()
    for name in names:
        whole = 0 < len(name) <= limits.NAME and min(name) >= " " and "\\" not in name and ":" not in name
        if not whole or ".." in name.split("/") or name.startswith("/") or name.lower() in seen:
            return False
        seen.add(name.lower())
    return True


def _most(name: str, kind: Kind) -> int:
    """Bytes of a member once open."""
    if name == kind.table or name.endswith(".rels"):
        return limits.PROPERTIES
    return kind.limits.part if name.lower().endswith(XML) else kind.limits.member


def _table_faults(package: Zipped, kind: Kind) -> Iterator[Fault]:
    table = package.read(kind.table) if kind.table in package else b""
    if MACRO_TYPES.search(table) or any(MACROS.search(name) for name in package.names):
        yield kind.macros
    if MANIFEST in package and SEALED in package.read(MANIFEST):
        yield kind.locked
    if kind.main.encode() not in table:
        yield kind.opendocument if MIMETYPE in package else kind.another


def _part_faults(package: Zipped, name: str, kind: Kind) -> Iterator[tuple[Fault | None, int]]:
    """What is wrong with a part, and the markup of each piece of it. Images are read too, for their sum.

    Only encodings in which `<` is `<`: nothing hides. A piece comes with the end of the one before, so that nothing
    hides across a border either.
    """
    tail = b""
    for rank, piece in enumerate(package.pieces(name)):
        if not name.lower().endswith(XML):
            continue
        chunk = tail + piece
        if b"<!DOCTYPE" in chunk.replace(b"\0", b""):
            yield kind.doctype, 0
        if b"\0" in chunk or (rank == 0 and (not chunk.lstrip(BLANK).startswith(b"<") or DECLARED.match(chunk))):
            yield kind.misshapen, 0
        if rank == 0 and STRICT.search(chunk):
            yield kind.strict, 0
        yield None, piece.count(b"<") + piece.count(b"=")
        tail = chunk[-OVERLAP:]


def _outside_faults(package: Zipped, kind: Kind) -> Iterator[Fault]:
    links = {name: package.read(name) for name in package.names if name.endswith(".rels")}
    for source, link, target, external in relations(links):
        if external and link != LINK and link.rpartition("/")[2] not in kind.removed:
            yield kind.outside(link, target, source)
