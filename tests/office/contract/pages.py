"""Small PDFs, written by hand: what stands where, on which page."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

Word = tuple[float, float, float, str]
"""Left, bottom and size in points, then the text."""
LEFT, TOP, SIZE, PITCH = 72, 760, 11, 14
SIGNS = {"ﬁ": "\\200", "ﬂ": "\\201", "•": "\\225", "’": "\\222", "–": "\\226", "—": "\\227", "œ": "\\234", "…": "\\205"}
FONT = (
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
    b"/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [128 /fi /fl] >> >>"
)
PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
)


def lines(*texts: str, left: float = LEFT, top: float = TOP, size: float = SIZE, pitch: float = PITCH) -> list[Word]:
    """Lines one under the other; an empty one leaves white."""
    return [(left, top - rank * pitch, size, text) for rank, text in enumerate(texts) if text]


def pdf(*pages: Sequence[Word]) -> bytes:
    """A page for each list of words, drawn in that order; an empty one shows a picture."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (5 + 2 * rank) for rank in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        FONT,
        PICTURE + b"\nstream\n\x80\nendstream",
    ]
    for rank, words in enumerate(pages):
        objects += [_page(6 + 2 * rank), stream(b"".join(map(_shown, words)) or b"q 595 0 0 842 0 0 cm /P Do Q")]
    return packed(objects)


def packed(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, the first of which is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + end


def stream(content: bytes, entries: bytes = b"") -> bytes:
    data = zlib.compress(content, 9)
    return b"<< %s /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (entries, len(data), data)


def one_page(content: bytes, resources: bytes = b"") -> bytes:
    """A page that draws this, as a PDF writes it."""
    return packed([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>", FONT, b"null",
                   _page(6, resources), stream(content)])  # fmt: skip


def _page(content: int, resources: bytes = b"") -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
        b"/Resources << /Font << /F 3 0 R >> /XObject << /P 4 0 R %s >> >> >>" % (content, resources)
    )


def _shown(word: Word) -> bytes:
    left, bottom, size, text = word
    escaped = "".join(SIGNS.get(sign, f"\\{sign}" if sign in "\\()" else sign) for sign in text)
    return b"BT /F %g Tf %g %g Td (%s) Tj ET\n" % (size, left, bottom, escaped.encode("cp1252"))
