"""Hostile contracts: read or refused within the limits of time and memory, whatever they ask for.

Each is read in a process of its own, a fork of this one; what it takes is counted with what it starts.
"""

from __future__ import annotations

import os
import time
import traceback
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from clausier.errors import InvalidInput
from clausier.office.contract import read_contract
from tests.office.contract.packages import docx, odt, p, tbl, zipped
from tests.office.contract.pages import FONT, lines, one_page, packed, pdf, stream

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs what Linux tells of a process")
SECONDS, MEGABYTES = 10, 320
"""Those of any command, and what the tests themselves take beyond a command's own."""
READ, REFUSED, ESCAPED = 0, 3, 99
MEGABYTE = 1 << 20
WHOLE = os.environ.get("CLAUSIER_HOSTILE") == "tout"
"""All of them, or one in four."""
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"


def bomb(size: int) -> bytes:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(size)) + packer.flush()
    return one_page(b"").replace(
        stream(b""), b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(data), data)
    )


def laughing(depth: int = 12, times: int = 10) -> bytes:
    """Forms that draw one another ten times."""
    resources = b"/Resources << /Font << /F 3 0 R >> /XObject << /P %d 0 R >> >>"
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] " + resources
    drawn = b"BT /F 12 Tf 7 7 Td (a) Tj ET " + b"/P Do " * times
    forms = [stream(drawn, entries % (7 + rank)) for rank in range(depth)]
    page = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            b"/Resources << /Font << /F 3 0 R >> /XObject << /P 6 0 R >> >> >>")  # fmt: skip
    return packed([CATALOGUE, b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>", FONT, page, stream(b"/P Do"), *forms,
                   stream(b"q Q", entries % 3)])  # fmt: skip


def pages(count: int) -> bytes:
    """As many pages as it says, all the same one."""
    kids = b"3 0 R " * min(count, 100_000)
    return packed([CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
                   b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"])  # fmt: skip


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p("a") + "</w:tc></w:tr></w:tbl>" * depth


TEXT = "Le prestataire sauvegarde chaque nuit les données confiées. " * 20 + "\n\n"
PDFS: dict[str, tuple[int, Callable[[], bytes]]] = {
    "a bomb": (REFUSED, lambda: bomb(150)),
    "a million texts": (REFUSED, lambda: one_page(b"BT /F 12 Tf 72 700 Td (a) Tj ET\n" * 1_000_000)),
    "a million rectangles": (REFUSED, lambda: one_page(b"0 0 1 1 re f\n" * 1_000_000)),
    "states never given back": (REFUSED, lambda: one_page(b"q\n" * 5_000_000)),
    "forms in forms": (REFUSED, laughing),
    "a hundred thousand pages": (REFUSED, lambda: pages(100_000)),
    "pages that are not there": (REFUSED, lambda: packed([CATALOGUE, b"<< /Type /Pages /Kids [] /Count 99999999 >>"])),
    "brackets": (REFUSED, lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 5_000_000),
    "a page of a million signs": (READ, lambda: one_page(b"BT /F 12 Tf 72 700 Td (" + b"a" * 1_000_000 + b") Tj ET")),
    "cut anywhere": (REFUSED, lambda: pdf(lines("Texte."))[:400]),
    "a thousand pages of columns": (READ, lambda: pdf(*[lines(*"abcdefgh") + lines(*"ijklmnop", left=300)] * 1000)),
    "lines that step aside": (
        READ, lambda: pdf([(72 + rank % 400, 700 - rank % 7, 9, "ab") for rank in range(20_000)])),
}  # fmt: skip
OTHERS: dict[str, tuple[int, str, Callable[[], bytes]]] = {
    "a text of thirty megabytes": (REFUSED, "a.txt", lambda: b"a" * (30 * MEGABYTE)),
    "a text of four million signs": (REFUSED, "a.md", lambda: TEXT.encode() * 3300),
    "a text of two million signs": (READ, "a.md", lambda: TEXT.encode() * 1600),
    "lines without end": (REFUSED, "a.txt", lambda: b"\n" * (15 * MEGABYTE) + b"a\n\n" * 200_000),
    "one line": (READ, "a.txt", lambda: b"a " * MEGABYTE),
    "stars": (READ, "a.md", lambda: b"*" * MEGABYTE + b"\n" + b"** a" * 100_000),
    "brackets": (READ, "a.md", lambda: b"[" * MEGABYTE + b"](" * 100_000),
    "bars": (READ, "a.md", lambda: b"|" * MEGABYTE),
    "rows": (READ, "a.md", lambda: b"|a|b|\n" * 90_000),
    "dots": (READ, "a.txt", lambda: (b"." * 1000 + b"x\n") * 1000),
    "hyphens": (READ, "a.txt", lambda: b"abc-\n" * 200_000),
    "accents": (READ, "a.txt", lambda: b"a" + "\u0301\u0316".encode() * 500_000),
    "tags too deep": (REFUSED, "a.html", lambda: b"<div>" * 500_000),
    "tags that close nothing": (READ, "a.html", lambda: b"<b>" * 400 + b"</i>" * 500_000),
    "tags without end": (REFUSED, "a.html", lambda: b"<p>a" * 700_000),
    "an attribute of ten megabytes": (READ, "a.html", lambda: b'<p title="' + b"a" * (10 * MEGABYTE) + b'">a'),
    "a table in a table": (REFUSED, "a.html", lambda: b"<table><tr><td>" * 40 + b"a"),
    "a row of cells": (REFUSED, "a.html", lambda: b"<table><tr>" + b"<td>a" * 100_000),
    "a cell over many columns": (READ, "a.html", lambda: b"<table>" + b"<tr><td colspan=999999999>a" * 3000),
    "a list in a list": (READ, "a.html", lambda: b"<ul><li>a" * 200),
    "cells that go on": (REFUSED, "a.docx", lambda: docx(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + p("a" * 1000) + "</w:tc><w:tc/></w:tr>"
        + "".join(f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{p(str(rank))}</w:tc></w:tr>"
                  for rank in range(5000)) + "</w:tbl>")),
    "tables in tables": (REFUSED, "a.docx", lambda: docx(nested(60))),
    "a table of cells": (READ, "a.docx", lambda: docx(tbl(*[["a"] * 10] * 3000))),
    "a numbering of nine figures": (READ, "a.docx", lambda: docx(
        p("a", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') * 1000, numbering=(
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="999999999"/>'
            '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="' + "%1" * 20_000 + '"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'))),
    "styles on one another": (READ, "a.docx", lambda: docx(p("a", '<w:pStyle w:val="s0"/>'), styles="".join(
        f'<w:style w:styleId="s{rank}"><w:basedOn w:val="s{(rank + 1) % 20_000}"/></w:style>'
        for rank in range(20_000)))),
    "a bomb in a package": (REFUSED, "a.odt", lambda: zipped({
        "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b" " * (15 * MEGABYTE)})),
    "columns repeated": (READ, "a.odt", lambda: odt(
        "<table:table><table:table-row><table:table-cell table:number-columns-repeated='99'><text:p>a</text:p>"
        "</table:table-cell></table:table-row></table:table>" * 500)),
    "an entity": (REFUSED, "a.odt", lambda: zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'})),
}  # fmt: skip


def resident() -> float:
    """Megabytes of this process, now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / MEGABYTE


def outcome(name: str, content: bytes, folder: Path) -> tuple[int, float, float]:
    """(how reading ended, seconds of a processor, megabytes beyond those of this process, which a fork begins with)."""
    path = folder / name
    path.write_bytes(content)
    del content
    before = resident()
    child = os.fork()
    if child == 0:
        code = ESCAPED
        try:
            read_contract(path)
            code = READ
        except InvalidInput as error:
            code = REFUSED if error.problems[0].hint else ESCAPED
        except BaseException:
            traceback.print_exc()
        os._exit(code)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        found, status, used = os.wait4(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024 - before
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    raise AssertionError("does not end")


def check(expected: int, name: str, content: bytes, folder: Path) -> None:
    code, seconds, megabytes = outcome(name, content, folder)
    assert (code, seconds < SECONDS, megabytes < MEGABYTES) == (expected, True, True), (code, seconds, megabytes)


@pytest.mark.parametrize("name", [*PDFS][:: 1 if WHOLE else 4])
def test_a_hostile_pdf(name: str, tmp_path: Path) -> None:
    expected, make = PDFS[name]
    check(expected, "a.pdf", make(), tmp_path)


@pytest.mark.parametrize("name", [*OTHERS][:: 1 if WHOLE else 4])
def test_another_hostile_file(name: str, tmp_path: Path) -> None:
    expected, file, make = OTHERS[name]
    check(expected, file, make(), tmp_path)
