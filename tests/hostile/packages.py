"""Tricks of the zip around a Word or Excel file, and of the links and types inside it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from tests.hostile.tricks import MEGABYTE, OFFICE, Parts, in_part, main_of, packed, parts_of, trick, with_parts

CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"
TYPES = "[Content_Types].xml"


def _directory(content: bytes, name: str) -> int:
    """Where the entry of a member begins in the directory."""
    return content.rindex(CENTRAL, 0, content.rindex(name.encode()))


def _redeclared(content: bytes, name: str, offset: int, value: int) -> bytes:
    data = bytearray(content)
    struct.pack_into("<I", data, _directory(content, name) + offset, value)
    return bytes(data)


@trick(*OFFICE)
def no_bytes(_: bytes) -> bytes:
    return b""


@trick(*OFFICE)
def cut_in_half(content: bytes) -> bytes:
    return content[: len(content) // 2]


@trick(*OFFICE)
def only_the_end_of_a_zip(_: bytes) -> bytes:
    return b"PK\x05\x06" + bytes(18)


@trick(*OFFICE)
def bytes_before_the_zip(content: bytes) -> bytes:
    return b"%PDF-1.4\n" * 200 + content


@trick(*OFFICE)
def a_declared_size_smaller_than_the_real_one(content: bytes) -> bytes:
    name = main_of(parts_of(content))
    return _redeclared(content, name, 24, 10)


@trick(*OFFICE)
def a_declared_size_of_four_gigabytes(content: bytes) -> bytes:
    name = main_of(parts_of(content))
    return _redeclared(content, name, 24, 0xFFFFFFFE)


@trick(*OFFICE)
def a_bomb_that_declares_a_kilobyte(content: bytes) -> bytes:
    """The directory says one thousand bytes; three hundred megabytes come out."""
    bomb = packed({**parts_of(content), "docProps/x.xml": b"<a>" + b" " * (300 * MEGABYTE) + b"</a>"})
    return _redeclared(bomb, "docProps/x.xml", 24, 1000)


@trick(*OFFICE)
def a_bomb_by_a_thousand(content: bytes) -> bytes:
    return with_parts(content, **{f"docProps/{rank}.xml": b"<a>" + b" " * MEGABYTE + b"</a>" for rank in range(400)})


@trick(*OFFICE)
def members_that_overlap(content: bytes) -> bytes:
    """A thousand entries of the directory for the same ten megabytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts_of(content).items():
            archive.writestr(name, data)
        archive.writestr("docProps/a.xml", b"<a>" + bytes(range(32, 60)) * 40_000 + b"</a>")
        one = archive.getinfo("docProps/a.xml")
        for rank in range(1000):
            twin = zipfile.ZipInfo(f"docProps/{rank}.xml")
            for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(twin, field, getattr(one, field))
            archive.filelist.append(twin)
            archive.NameToInfo[twin.filename] = twin
    return target.getvalue()


@trick(*OFFICE)
def the_same_name_twice(content: bytes) -> bytes:
    parts = parts_of(content)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in [*parts.items()]:
            archive.writestr(name, data)
        entry = zipfile.ZipInfo(main_of(parts))
        archive.NameToInfo.pop(entry.filename)
        archive.writestr(entry, b"<a/>")
    return target.getvalue()


@trick(*OFFICE)
def the_same_name_in_capitals(content: bytes) -> bytes:
    parts = parts_of(content)
    return packed({**parts, main_of(parts).upper(): b"<a/>"})


@trick(*OFFICE)
def names_that_climb_out(content: bytes) -> bytes:
    return with_parts(content, **{"../../dehors.xml": b"<a/>", "/etc/x.xml": b"<a/>", "C:\\x.xml": b"<a/>"})


@trick(*OFFICE)
def names_with_backslashes(content: bytes) -> bytes:
    return packed({name.replace("/", "\\"): data for name, data in parts_of(content).items()})


@trick(*OFFICE)
def a_name_that_is_not_utf8(content: bytes) -> bytes:
    whole = with_parts(content, **{"docProps/ab.xml": b"<a/>"})
    return whole.replace(b"docProps/ab.xml", b"docProps/\xff\xfe.xml")


@trick(*OFFICE)
def a_name_with_a_nul(content: bytes) -> bytes:
    whole = with_parts(content, **{"docProps/ab.xml": b"<a/>"})
    return whole.replace(b"docProps/ab.xml", b"docProps/\0b.xml")


@trick(*OFFICE)
def a_name_of_sixty_thousand_signs(content: bytes) -> bytes:
    return with_parts(content, **{"a" * 60_000 + ".xml": b"<a/>"})


@trick(*OFFICE)
def an_unknown_compression(content: bytes) -> bytes:
    data = bytearray(content)
    place = _directory(content, main_of(parts_of(content)))
    struct.pack_into("<H", data, place + 10, 99)
    return bytes(data)


@trick(*OFFICE)
def compressed_by_bzip2_and_lzma(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for rank, (name, data) in enumerate(parts_of(content).items()):
            archive.writestr(name, data, zipfile.ZIP_BZIP2 if rank % 2 else zipfile.ZIP_LZMA)
    return target.getvalue()


@trick(*OFFICE)
def a_version_to_come(content: bytes) -> bytes:
    data = bytearray(content)
    struct.pack_into("<H", data, _directory(content, main_of(parts_of(content))) + 6, 0xFFFF)
    return bytes(data)


@trick(*OFFICE)
def a_zip64_field_that_lies(content: bytes) -> bytes:
    """An extra field of 64-bit sizes, cut short."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts_of(content).items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.extra = struct.pack("<HHI", 0x7777, 4, 1)
            archive.writestr(entry, data)
    return target.getvalue().replace(struct.pack("<HHI", 0x7777, 4, 1), struct.pack("<HHI", 1, 4, 1))


@trick(*OFFICE)
def a_directory_at_a_wild_place(content: bytes) -> bytes:
    data = bytearray(content)
    struct.pack_into("<I", data, content.rindex(b"PK\x05\x06") + 16, 0xFFFFFFF0)
    return bytes(data)


@trick(*OFFICE)
def local_headers_that_say_something_else(content: bytes) -> bytes:
    name = main_of(parts_of(content)).encode()
    place = content.index(name)
    return content[:place] + b"x" * len(name) + content[place + len(name) :]


@trick(*OFFICE)
def broken_deflate_in_the_properties(content: bytes) -> bytes:
    return _broken(content, "docProps/core.xml")


@trick(*OFFICE)
def broken_deflate_in_the_main_part(content: bytes) -> bytes:
    return _broken(content, main_of(parts_of(content)))


def _broken(content: bytes, name: str) -> bytes:
    """The same zip, whose directory is sound, with a member whose compressed data is not."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(name)
    data = bytearray(content)
    lengths = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + sum(lengths)
    data[start : start + info.compress_size] = b"\xff" * info.compress_size
    return bytes(data)


@trick(*OFFICE)
def a_wrong_sum(content: bytes) -> bytes:
    name = main_of(parts_of(content))
    return _redeclared(content, name, 16, zlib.crc32(b"autre"))


@trick(*OFFICE)
def ten_thousand_members(content: bytes) -> bytes:
    return with_parts(content, **{f"x/{rank}": b"" for rank in range(10_000)})


def _in_all_rels(content: bytes, old: bytes, new: bytes) -> bytes:
    parts = parts_of(content)
    return packed({name: data.replace(old, new) if name.endswith(".rels") else data for name, data in parts.items()})


@trick(*OFFICE)
def comments_and_instructions_in_every_rels(content: bytes) -> bytes:
    return _in_all_rels(content, b"<Relationship ", b"<!-- x --><?y z?><Relationship ")


@trick(*OFFICE)
def comments_and_instructions_in_every_part(content: bytes) -> bytes:
    """After each opening tag: whatever iterates over children meets them."""
    parts = parts_of(content)
    changed = {
        name: re.sub(rb"(<[A-Za-z][\w:]*(?:\s[^<>]*[^/])?>)", rb"\1<!-- x --><?y z?>", data)
        if name.endswith((".xml", ".rels")) and len(data) < MEGABYTE
        else data
        for name, data in parts.items()
    }
    return packed(changed)


@trick(*OFFICE)
def links_without_attributes(content: bytes) -> bytes:
    return _in_all_rels(content, b"<Relationship ", b"<Relationship/><Relationship ")


@trick(*OFFICE)
def links_to_nowhere(content: bytes) -> bytes:
    return _in_all_rels(content, b'Target="', b'Target="absent/')


@trick(*OFFICE)
def absolute_and_climbing_links(content: bytes) -> bytes:
    return _in_all_rels(content, b'Target="', b'Target="/../../../')


@trick(*OFFICE)
def links_that_loop(content: bytes) -> bytes:
    """The main part is linked to itself under every kind of link."""
    parts = parts_of(content)
    main = main_of(parts)
    folder, _, base = main.rpartition("/")
    rels = f"{folder}/_rels/{base}.rels"
    return packed({**parts, rels: re.sub(rb'Target="[^"]*"', b'Target="%s"' % base.encode(), parts[rels])})


@trick(*OFFICE)
def the_package_is_linked_to_a_link_part(content: bytes) -> bytes:
    parts = parts_of(content)
    return in_part(content, "_rels/.rels", main_of(parts).encode(), b"_rels/.rels")


@trick(*OFFICE)
def links_with_one_id_for_all(content: bytes) -> bytes:
    parts = parts_of(content)
    changed = {
        name: re.sub(rb'\bId="[^"]*"', b'Id="rId1"', data) if name.endswith(".rels") else data
        for name, data in parts.items()
    }
    return packed(changed)


@trick(*OFFICE)
def a_hundred_thousand_links(content: bytes) -> bytes:
    link = b'<Relationship Id="x%d" Type="http://x/styles" Target="styles.xml"/>'
    parts = parts_of(content)
    folder, _, base = main_of(parts).rpartition("/")
    rels = f"{folder}/_rels/{base}.rels"
    many = b"".join(link % rank for rank in range(100_000))
    return packed({**parts, rels: parts[rels].replace(b"</Relationships>", many + b"</Relationships>")})


@trick(*OFFICE)
def types_that_are_the_other_program_s(content: bytes) -> bytes:
    parts = parts_of(content)
    word, excel = b"wordprocessingml.document.main", b"spreadsheetml.sheet.main"
    swapped = parts[TYPES].replace(word, b"@").replace(excel, word).replace(b"@", excel)
    return packed({**parts, TYPES: swapped})


@trick(*OFFICE)
def types_of_both_programs(content: bytes) -> bytes:
    both = (
        b'<Override PartName="/a" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main'
        b'+xml"/><Override PartName="/b" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        b'document.main+xml"/></Types>'
    )
    return in_part(content, TYPES, b"</Types>", both)


@trick(*OFFICE)
def an_opendocument(content: bytes) -> bytes:
    odf: Parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}
    return packed(odf)


@trick(*OFFICE)
def a_thousand_elements_deep(content: bytes) -> bytes:
    """Each part of XML is an onion."""
    parts = parts_of(content)
    return packed({**parts, main_of(parts): b"<a>" * 1000 + b"</a>" * 1000})


@trick(*OFFICE)
def a_million_elements_deep(content: bytes) -> bytes:
    parts = parts_of(content)
    return packed({**parts, "docProps/core.xml": b"<a>" * 300_000 + b"</a>" * 300_000})


@trick(*OFFICE)
def an_element_with_a_hundred_thousand_attributes(content: bytes) -> bytes:
    parts = parts_of(content)
    many = b"".join(b' a%d=""' % rank for rank in range(100_000))
    return packed({**parts, "docProps/core.xml": b"<a" + many + b"/>"})


@trick(*OFFICE)
def a_hundred_thousand_namespaces(content: bytes) -> bytes:
    parts = parts_of(content)
    many = b"".join(b' xmlns:a%d="u%d"' % (rank, rank) for rank in range(100_000))
    return packed({**parts, "docProps/core.xml": b"<a" + many + b"><b/><c/></a>"})


@trick(*OFFICE)
def a_forged_mark(content: bytes) -> bytes:
    return _marked(content, b"clausier;dossier=%2e%2e%2fautre;tour=9999;empreinte=" + b"f" * 5000)


@trick(*OFFICE)
def a_huge_mark(content: bytes) -> bytes:
    return _marked(content, b"clausier;dossier=" + b"a" * 900_000 + b";tour=1;empreinte=0")


@trick(*OFFICE)
def a_mark_of_spaces(content: bytes) -> bytes:
    return _marked(content, b"clausier " + b" " * 900_000)


@trick(*OFFICE)
def a_mark_with_foreign_digits(content: bytes) -> bytes:
    return _marked(content, "clausier;dossier=%ff%00;tour=٣;empreinte=²".encode())


@trick(*OFFICE)
def a_mark_made_of_elements(content: bytes) -> bytes:
    return _marked(content, b"<x>clausier;<!-- a -->dossier=a;<y/>tour=1;empreinte=0</x>")


def _marked(content: bytes, keywords: bytes) -> bytes:
    parts = parts_of(content)
    core = re.sub(rb"<cp:keywords>.*?</cp:keywords>", b"", parts["docProps/core.xml"])
    put = b"<cp:keywords>" + keywords + b"</cp:keywords></cp:coreProperties>"
    return packed({**parts, "docProps/core.xml": core.replace(b"</cp:coreProperties>", put)})


@trick(*OFFICE)
def custom_properties_of_the_wrong_shape(content: bytes) -> bytes:
    parts = parts_of(content)
    custom = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><!-- x --><?y z?>'
        b'<property/><property name="clausier-format"><a/><!-- x --></property>'
        b'<property name="clausier-version">' + b"9" * 500_000 + b"</property></Properties>"
    )
    link = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'custom-properties" Target="docProps/custom.xml"/></Relationships>'
    )
    rels = parts["_rels/.rels"].replace(b"</Relationships>", link)
    return packed({**parts, "docProps/custom.xml": custom, "_rels/.rels": rels})
