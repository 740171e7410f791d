"""Files made from sound ones by small changes, of their bytes or of their structure.

A `Change` is data: which operation, where (a share of the whole, so that it fits any file), and with what. Hypothesis
draws a few, and can make them fewer and simpler.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from tests.hostile.tricks import Parts, packed

TRICKS = (
    *("", "0", "-1", "²", "٣", "9" * 5000, "1e999", "nan", "99999999 ans", "0000-00-00", "9999-12-31", "null", "oui"),
    *("&#0;", "&#xFFFE;", "&#x80;", "&#xD800;", "&x;", "\x00", "\x85", "\u202e", "\u00a0" * 3000, "«" * 2000),
    *("a\u0301" * 500, "e" + "\u0301" * 3000, "{{ x }}", "{% for a in b %}", "{%p endif %}", "{{", "[" * 2000),
    *("{" * 2000, "- " * 500, "[a]", "&a [*a]", "<<: *b", "!!python/object:os.system x", "%TAG ! x", "--- ", "../../x"),
    *("/etc/passwd", "C:\\x", "\x1b[31m", "A" * 40_000, "A1:XFD1048576", "XFD1048577", "4000000000", "<!-- x -->"),
    *("<?y z?>", "<!DOCTYPE a>", "]]>", "<w:p/>", "<w:del/>", "<c/>", '<mergeCell ref="A1:XFD1048576"/>', ";" * 500),
    *('"', "=?utf-8?q?=ff?=", "--b", "\r", "\n\n", "\t", ": "),
)
OPERATIONS = 12


@dataclass(frozen=True, slots=True)
class Change:
    """`kind` chooses the operation, `part` and `place` where (from 0 to 1), `other` a second place, `trick` a text."""

    kind: int
    part: float
    place: float
    other: float
    trick: str


def mutated(content: bytes, changes: Sequence[Change], others: Sequence[bytes] = ()) -> bytes:
    """The file with these changes; `others` are files from which parts may come."""
    for change in changes:
        if content.startswith(b"PK\x03\x04") and change.kind % 4:
            content = _structure(content, change, others)
        else:
            content = _bytes(content, change)
    return content


def _bytes(content: bytes, change: Change) -> bytes:
    """A byte, a stretch, a line or a word changed."""
    at, other = (int(share * len(content)) for share in (change.place, change.other))
    low, high = sorted((at, other))
    trick = change.trick.encode("utf-8", "surrogatepass")
    lines = content.split(b"\n")
    line = int(change.place * (len(lines) - 1))
    moved = int(change.other * (len(lines) - 1))
    ways: Sequence[Callable[[], bytes]] = (
        lambda: content[:at] + trick + content[at:],
        lambda: (
            content[:at] + bytes([content[at] ^ 1 << change.kind % 8]) + content[at + 1 :] if at < len(content) else b""
        ),
        lambda: content[:at],
        lambda: content[:low] + content[high:],
        lambda: content[:low] + content[low:high] * 2 + content[high:],
        lambda: b"\n".join(lines[:line] + lines[line + 1 :]),
        lambda: b"\n".join([*lines[:line], lines[line], *lines[line:]]),
        lambda: b"\n".join([*lines[:line], b"  " + lines[line], *lines[line + 1 :]]),
        lambda: b"\n".join([*lines[:line], lines[line].split(b":")[0] + b": " + trick, *lines[line + 1 :]]),
        lambda: b"\n".join([*lines[:line], lines[moved], *lines[line + 1 :]]),
        lambda: content[:at] + trick + content[at + len(trick) :],
        lambda: content.replace(content[at : at + 4], trick) if content[at : at + 4] else content,
    )
    found = ways[change.kind % len(ways)]()
    return found[: max(4 * len(content), 1 << 20)]


def _structure(content: bytes, change: Change, others: Sequence[bytes]) -> bytes:
    """A part dropped, renamed, exchanged, or changed within."""
    parts = _parts(content)
    if not parts:
        return _bytes(content, change)
    names = sorted(parts)
    name, second = (names[min(int(share * len(names)), len(names) - 1)] for share in (change.part, change.other))
    foreign = [data for other in others for data in _parts(other).values()]
    data = parts[name]
    ways: Sequence[Callable[[], Parts]] = (
        lambda: {**parts, name: _tree(data, change)},
        lambda: {**parts, name: _tree(data, change)},
        lambda: {**parts, name: _tree(data, change)},
        lambda: {**parts, name: _bytes(data, change)},
        lambda: {key: value for key, value in parts.items() if key != name},
        lambda: {key if key != name else second + "x": value for key, value in parts.items()},
        lambda: {**parts, name: parts[second], second: data},
        lambda: {**parts, name: foreign[int(change.place * (len(foreign) - 1))] if foreign else b""},
        lambda: {**parts, name + change.trick[:50].replace("\x00", ""): data},
        lambda: {**parts, name: parts[second]},
    )
    return packed(ways[change.kind % len(ways)]())


def _parts(content: bytes) -> Mapping[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # what was spoilt before: only its bytes are left to change
        return {}


def _tree(data: bytes, change: Change) -> bytes:
    """An element of a part of XML changed; a part that is none has its bytes changed."""
    try:
        root = etree.fromstring(data)
    except (etree.XMLSyntaxError, ValueError):
        return _bytes(data, change)
    found = [one for one in root.iter() if isinstance(one.tag, str)]
    one, second = (found[min(int(share * len(found)), len(found) - 1)] for share in (change.place, change.other))
    text = "".join(sign for sign in change.trick if sign.isprintable() or sign in "\t\n")
    _changed(one, second, change.kind // 2, text)
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written.replace(b"TRICK", change.trick.encode("utf-8", "surrogatepass"))[: 1 << 22]


def _changed(one: etree._Element, second: etree._Element, kind: int, text: str) -> None:
    parent = one.getparent()
    attributes = sorted(one.attrib)
    key = attributes[len(text) % len(attributes)] if attributes else "x"
    way = kind % 10
    if way == 0 and parent is not None:
        parent.remove(one)
    elif way == 1 and parent is not None:
        for _ in range(1 + len(text) % 50):
            parent.append(etree.fromstring(etree.tostring(one)))
    elif way == 2:
        one.text = "TRICK"
    elif way == 3:
        one.set(key, text)
    elif way == 4 and attributes:
        del one.attrib[key]
    elif way == 5:
        one.append(etree.Comment("x"))
        one.insert(0, etree.ProcessingInstruction("y", "z"))
    elif way == 6:
        one.tag, second.tag = second.tag, one.tag
    elif way == 7 and second is not one and one not in second.iterancestors():
        one.append(second)
    elif way == 8:
        for child in list(one):
            one.remove(child)
    elif way == 9:
        deep = one
        for _ in range(1 + len(text) % 300):
            deep = etree.SubElement(deep, one.tag)
