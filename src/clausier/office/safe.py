"""The one gate for foreign files: bounded, whole, without macro, DOCTYPE or outside dependency.

Sizes are those that the zip declares; `zipfile` never reads more than it declares. Every member is read once, which
checks its sum: what passes can be read again without surprise.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import ParseError

from lxml import etree

from clausier.errors import InvalidInput, Problem
from clausier.office import limits
from clausier.office.kinds import MIMETYPE, Fault, Kind
from clausier.office.package import LINK, relations

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIPPED = b"PK\x03\x04"
XML = (".xml", ".rels", ".vml")
BLANK = b"\xef\xbb\xbf \t\r\n"
OVERLAP = 4096
STRICT = re.compile(rb"xmlns(?::\w+)?=[\"']http://purl\.oclc\.org/ooxml/(?:word|spread)")
DECLARED = re.compile(rb"\A\s*<\?xml[^>]*?\sencoding=[\"'](?!utf-?8[\"']|us-ascii|iso-8859-1|windows-125)", re.I)
"""Another encoding than those in which `<` is `<`."""
MACROS = re.compile("vbaproject|^basic/|^scripts/", re.IGNORECASE)
MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject")

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    etree.XMLSyntaxError,
    ParseError,
    # What readers let through when a part is missing or holds what it should not:
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


@contextmanager
def damage(name: str, kind: Kind) -> Iterator[None]:
    """Around whatever reads a foreign file: InvalidInput instead of what a damaged one raises."""
    try:
        yield
    except DAMAGE:
        raise refused(name, kind.damaged) from None


def refused(name: str, fault: Fault) -> InvalidInput:
    return InvalidInput([Problem(name, "", *fault)])


@contextmanager
def readable(path: Path, kind: Kind) -> Iterator[IO[bytes]]:
    """The open file; InvalidInput if there is none, or none that may be read."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise refused(path.name, kind.missing(not isinstance(error, FileNotFoundError))) from None
    with file:
        yield file


def read_file(path: Path, kind: Kind) -> bytes:
    """The bytes of a file; InvalidInput if it cannot be read or is too large."""
    with readable(path, kind) as file, damage(path.name, kind):
        content = file.read(limits.FILE + 1)
    if len(content) > limits.FILE:
        raise refused(path.name, kind.heavy)
    return content


def gate(file: IO[bytes], name: str, kind: Kind) -> None:
    """InvalidInput says why a file is not one of this kind that may be opened."""
    with damage(name, kind):
        fault = next(_faults(file, kind), None)
    if fault:
        raise refused(name, fault)


def table_of(content: bytes, name: str, kind: Kind) -> bytes:
    """What a bounded zip says that it holds; InvalidInput for a file that says nothing of it."""
    file = io.BytesIO(content)
    with damage(name, kind):
        fault = next(_zip_faults(file, kind), None)
        if fault is None:
            with zipfile.ZipFile(file) as archive:
                if kind.table in archive.namelist():
                    return archive.read(kind.table)
                fault = kind.opendocument if MIMETYPE in archive.namelist() else kind.another
    raise refused(name, fault)


def _zip_faults(file: IO[bytes], kind: Kind) -> Iterator[Fault]:
    """The first counts: each check relies on those before."""
    yield from _container_faults(file, kind)
    with zipfile.ZipFile(file) as archive:
        yield from _member_faults(archive.infolist(), kind)


def _container_faults(file: IO[bytes], kind: Kind) -> Iterator[Fault]:
    """Why a file is no zip to look into."""
    if file.seek(0, 2) > limits.FILE:
        yield kind.heavy
    file.seek(0)
    start = file.read(len(OLE))
    if start == OLE:
        yield kind.locked if ENCRYPTED in file.read() else kind.outdated
    elif not zipfile.is_zipfile(file):
        yield kind.torn if start.startswith(ZIPPED) else kind.another


def _faults(file: IO[bytes], kind: Kind) -> Iterator[Fault]:
    yield from _zip_faults(file, kind)
    with zipfile.ZipFile(file) as archive:
        yield from _table_faults(archive, kind)
        for member in archive.infolist():
            yield from _part_faults(archive, member.filename, kind)
        if not kind.depends:
            yield from _outside_faults(archive, kind)


def _member_faults(found: list[zipfile.ZipInfo], kind: Kind) -> Iterator[Fault]:
    if any(member.flag_bits & 1 for member in found):
        yield kind.locked
    if len(found) > limits.MEMBERS or len({member.filename for member in found}) < len(found):
        yield kind.misshapen
    sizes = [(member.file_size, _most(member.filename, kind)) for member in found]
    if any(size > most for size, most in sizes) or sum(size for size, _ in sizes) > kind.limits.whole:
        yield kind.heavy_once_open
    if any(member.file_size > limits.HARMLESS + limits.RATIO * member.compress_size for member in found):
        yield kind.bomb


def _most(name: str, kind: Kind) -> int:
    """Bytes of a member once open."""
    if name == kind.table:
        return limits.PROPERTIES
    return kind.limits.part if name.lower().endswith(XML) else kind.limits.member


def _table_faults(archive: zipfile.ZipFile, kind: Kind) -> Iterator[Fault]:
    names = archive.namelist()
    table = archive.read(kind.table) if kind.table in names else b""
    if MACRO_TYPES.search(table) or any(MACROS.search(name) for name in names):
        yield kind.macros
    if kind.main.encode() not in table:
        yield kind.opendocument if MIMETYPE in names else kind.another


def _part_faults(archive: zipfile.ZipFile, name: str, kind: Kind) -> Iterator[Fault]:
    """Only encodings in which `<` is `<`: nothing hides. Images are read too, for their sum."""
    for rank, chunk in enumerate(chunks(archive, name)):
        if not name.lower().endswith(XML):
            continue
        if b"<!DOCTYPE" in chunk.replace(b"\0", b""):
            yield kind.doctype
        if b"\0" in chunk or (rank == 0 and (not chunk.lstrip(BLANK).startswith(b"<") or DECLARED.match(chunk))):
            yield kind.misshapen
        if rank == 0 and STRICT.search(chunk):
            yield kind.strict


def _outside_faults(archive: zipfile.ZipFile, kind: Kind) -> Iterator[Fault]:
    links = {name: archive.read(name) for name in archive.namelist() if name.endswith(".rels")}
    for source, link, target, external in relations(links):
        if external and link != LINK and link.rpartition("/")[2] not in kind.removed:
            yield kind.outside(link, target, source)


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A member by pieces, each with the end of the one before, so that nothing hides across a border."""
    with archive.open(name) as stream:
        tail = b""
        while piece := stream.read(limits.MEGABYTE):
            yield tail + piece
            tail = (tail + piece)[-OVERLAP:]
