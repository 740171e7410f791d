"""A zip of which most members never change: those are compressed once, the others each time."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

STORED_ONCE, EACH_TIME = 9, 4
"""Levels of zlib. For a rendered part, level 1 saves a tenth of the whole time and costs a sixth of the size; level 5
and beyond save a tenth of the size at most and cost half as much time again."""

LOCAL, CENTRAL, END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
NEEDED, UTF8, DEFLATED, MIDNIGHT, NEW_YEAR_1980 = 20, 0x800, 8, 0, 0x21
UNIX, RIGHTS = 3 << 8, 0o600 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive, compressed: its record without the place where it will stand."""

    name: bytes
    header: tuple[int, ...]
    data: bytes


def member(name: str, content: bytes, level: int) -> Member:
    """A file compressed at a zlib level, with a fixed date."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = packer.compress(content) + packer.flush()
    sizes = (zlib.crc32(content), len(data), len(content))
    encoded = name.encode()
    flags = 0 if name.isascii() else UTF8
    return Member(encoded, (NEEDED, flags, DEFLATED, MIDNIGHT, NEW_YEAR_1980, *sizes, len(encoded), 0), data)


def write_zip(file: BinaryIO, files: Iterable[tuple[str, bytes]]) -> None:
    """A zip of files that are compressed already, written one after the other; the same bytes on every system."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.create_system = UNIX >> 8
            packed.writestr(info, content)


def archive(members: Iterable[Member]) -> bytes:
    """The bytes of a zip with these members, in this order."""
    files: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for one in members:
        files += (LOCAL.pack(b"PK\x03\x04", *one.header), one.name, one.data)
        directory += (CENTRAL.pack(b"PK\x01\x02", UNIX | NEEDED, *one.header, 0, 0, 0, RIGHTS, place), one.name)
        place += LOCAL.size + len(one.name) + len(one.data)
    length, count = sum(map(len, directory)), len(directory) // 2
    return b"".join((*files, *directory, END.pack(b"PK\x05\x06", 0, 0, count, count, length, place, 0)))
