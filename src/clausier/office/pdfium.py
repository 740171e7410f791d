"""What stands on the pages of a PDF, told by a process of its own: the only importer of pypdfium2.

The library is written in C, and takes what a file asks for: gigabytes, minutes, or its own end. So it runs apart,
within bounds, and what it does to its process is done to nothing else. This module is that process
(`python -m clausier.office.pdfium`): it takes the file on its input, and imports nothing of ours, which keeps its
start short.
"""

from __future__ import annotations

import ctypes
import json
import math
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2
from pypdfium2 import raw

READ, SHOW = "lire", "montrer"
"""What it is asked for: the lines of all pages, or one page as a picture."""
LOCKED, DAMAGED, TOO_MUCH = "verrouillé", "abîmé", "trop"
"""What it says of a file that it cannot tell."""
SCAN = 30
"""Signs below which a page that shows a picture is one of a scan."""
DEEP = 2
"""Levels of objects in one another among which pictures are looked for."""
GAP, FAR = 1.2, 3.0
"""White between two words, in heights of the line, that parts two cells, and that does even in a line made even."""
FARTHEST = 100_000
"""Points beyond which nothing stands anywhere."""
UNEVEN, LABEL = 1.8, 3
"""Times the least white of a line, from which on it is not made even; signs of a bullet, after which white is wider."""
PIXELS = 40_000_000
"""Pixels of a page that is shown; a page of an unusual size is shown smaller."""
GREY = 1
WHITE = re.compile(" +")
PLAIN = re.compile("[A-Za-z0-9]")
"""A sign that is of the font of its text: bullets and capitals with an accent are often of another."""

Stretch = tuple[str, float, float, float, float]
"""A text, then its left and right, the line that it stands on and the top of its letters, in points from the bottom
left of the page. All of them are 0 in a line that does not run from left to right."""


def main() -> None:
    mode, seconds, megabytes, *numbers = sys.argv[1:]
    _bound(int(seconds), int(megabytes))
    content = sys.stdin.buffer.read()
    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            (_show if mode == SHOW else _read)(document, *map(int, numbers))
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        _say({"fault": LOCKED if locked else DAMAGED})


def _bound(seconds: int, megabytes: int) -> None:
    """The most that this process may take, where the system can hold it to that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "darwin":
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _say(told: object) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")


def _read(document: Any, pages: int, most: int, signs: int) -> None:
    """A line of JSON for each page: its lines, `most` in all, and whether it is one of a scan."""
    length = len(document)
    if length > pages:
        return _say({"fault": TOO_MUCH})
    forms = document.get_formtype() != raw.FORMTYPE_NONE
    for rank in range(length):
        with closing(_page(document, rank, forms)) as page, closing(page.get_textpage()) as textpage:
            lines = [*_lines(textpage, page)]
            count = sum(len(text) for line in lines for text, *_ in line)
            scanned = count < SCAN and any(page.get_objects((raw.FPDF_PAGEOBJ_IMAGE,), max_depth=DEEP))
        signs -= count
        most -= len(lines)
        if signs < 0 or most < 0:
            return _say({"fault": TOO_MUCH})
        _say({"lines": lines, "scanned": scanned})
    return None


def _page(document: Any, rank: int, forms: bool) -> Any:
    """A page, with what was filled in on it as a part of it."""
    page = document[rank]
    if forms:
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = document[rank]
    return page


def _lines(textpage: Any, page: Any) -> Iterator[list[Stretch]]:
    """The lines of a page in the order in which it draws them, without what stands outside of it."""
    place = _Places(textpage)
    left, bottom, right, top = page.get_bbox()
    start = 0
    for line in place.text.split("\r\n"):
        begun, text = start + len(line) - len(line.lstrip()), line.strip()
        start += len(line) + 2
        if not text:
            continue
        stretches = [*_stretches(place, begun, text)]
        if not all(
            -FARTHEST < x0 < x1 < FARTHEST and -FARTHEST < low < high < FARTHEST for _, x0, x1, low, high in stretches
        ):
            yield [(_whole(text), 0, 0, 0, 0)]
        elif shown := [
            one for one in stretches if one[2] > left and one[1] < right and one[4] > bottom and one[3] < top
        ]:
            yield shown


def _stretches(place: _Places, begun: int, text: str) -> Iterator[Stretch]:
    """A line cut where white parts its words further than spaces do."""
    x0, x1 = place.sides(begun)[0], place.sides(begun + len(text) - 1)[1]
    low, high = place.ends(begun, text)
    gaps = [
        (found, place.sides(begun + found.start() - 1)[1], place.sides(begun + found.end())[0])
        for found in WHITE.finditer(text)
    ]
    widths = [after - before for found, before, after in gaps if found.start() > LABEL]
    even = len(widths) > 1 and max(widths) < UNEVEN * min(widths)
    most = max(GAP * (high - low), min(FAR * (high - low), UNEVEN * min(widths)) if even else 0)
    cut = 0
    for found, before, after in gaps:
        if after - before > most:
            word = text[cut : found.start()]
            yield _whole(word), x0, before, *place.ends(begun + cut, word)
            cut, x0 = found.end(), after
    yield _whole(text[cut:]), x0, x1, *place.ends(begun + cut, text[cut:])


def _whole(text: str) -> str:
    """Signs beyond the first plane come as two halves."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class _Places:
    """The text of a page, and where its signs stand."""

    def __init__(self, textpage: Any) -> None:
        self._textpage = textpage
        count = textpage.count_chars()
        buffer = (ctypes.c_ushort * (count + 1))()
        length = max(raw.FPDFText_GetText(textpage, 0, count, buffer) - 1, 0)
        self.text = "".join(map(chr, buffer[:length]))
        self._aligned = length == count
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def ends(self, begun: int, text: str) -> tuple[float, float]:
        """The line that a text stands on, and that line raised by the size of its letters."""
        usual = PLAIN.search(text, text.find(" ") + 1) or PLAIN.search(text)
        at = self._index(begun + usual.start() if usual else begun)
        raw.FPDFText_GetCharOrigin(self._textpage, at, self._x, self._y)
        raw.FPDFText_GetMatrix(self._textpage, at, self._matrix)
        size = raw.FPDFText_GetFontSize(self._textpage, at) * math.hypot(self._matrix.c, self._matrix.d)
        return round(self._y.value, 1), round(self._y.value + size, 1)

    def sides(self, at: int) -> tuple[float, float]:
        """Left and right of a sign; both 0 for one that the library made up."""
        if not raw.FPDFText_GetLooseCharBox(self._textpage, self._index(at), self._box):
            return 0, 0
        return round(self._box.left, 1), round(self._box.right, 1)

    def _index(self, at: int) -> int:
        return at if self._aligned else int(raw.FPDFText_GetCharIndexFromTextIndex(self._textpage, at))


def _show(document: Any, rank: int, dots: int) -> None:
    """A page as a picture in shades of grey, at so many dots an inch: a PGM file."""
    with closing(document[rank]) as page:
        width, height = page.get_size()
        scale = min(dots / 72, (PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
    with closing(bitmap):
        rows = memoryview(bitmap.buffer).cast("B")
        sys.stdout.buffer.write(b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height))
        for row in range(bitmap.height):
            sys.stdout.buffer.write(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width * GREY])


if __name__ == "__main__":
    main()
