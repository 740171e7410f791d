"""Hostile files, each made from a sound one by a function whose name tells the trick.

`TRICKS[kind]` are those of a kind of file (`docx`, `xlsx`, `eml`); `@trick` enters a function there.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

Trick = Callable[[bytes], bytes]
Parts = dict[str, bytes]
TRICKS: dict[str, dict[str, Trick]] = {"docx": {}, "xlsx": {}, "eml": {}}
OFFICE = ("docx", "xlsx")
MEGABYTE = 1 << 20


def trick(*kinds: str) -> Callable[[Trick], Trick]:
    """Enters a function among the tricks of these kinds of files, under its own name."""

    def enter(function: Trick) -> Trick:
        for kind in kinds:
            TRICKS[kind][function.__name__] = function
        return function

    return enter


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def with_parts(content: bytes, **others: bytes) -> bytes:
    return packed({**parts_of(content), **others})


def in_part(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The file with the first `old` of a part, which must be there, made `new`."""
    parts = parts_of(content)
    assert old in parts[name], (name, old)
    return packed({**parts, name: parts[name].replace(old, new, 1)})


def main_of(parts: Parts) -> str:
    """The part that the file is about."""
    return "word/document.xml" if "word/document.xml" in parts else "xl/workbook.xml"


def without(content: bytes, name: str) -> bytes:
    return packed({one: data for one, data in parts_of(content).items() if one != name})


def hostile(kind: str, content: bytes) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Name and maker of each hostile file of a kind; those of each missing or spoilt part too."""
    for name, change in TRICKS[kind].items():
        yield name, partial(change, content)
    if kind not in OFFICE:
        return
    for part in parts_of(content):
        yield f"without {part}", partial(without, content, part)
        for spoilt, data in SPOILT.items():
            yield f"{spoilt} {part}", partial(_respoilt, content, part, data)


def _respoilt(content: bytes, part: str, data: bytes) -> bytes:
    return packed({**parts_of(content), part: data})


SPOILT = {
    "empty": b"",
    "another root in": b"<a/>",
    "no XML in": b"bonjour",
    "a comment and an instruction in": b"<?xml version='1.0'?><a><!-- x --><?y z?></a>",
}
