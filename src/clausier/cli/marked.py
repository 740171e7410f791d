"""A quotation with the words that matter between ‹ ›, whatever the terminal; in bold too where it shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from clausier.cli.said import wrapped
from clausier.cli.terminal import echo_pieces, seen, style

OPENING, CLOSING = "‹", "›"
MARKED = re.compile(f"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
AROUND = 90
"""Signs that are kept on either side of what is marked, in a quotation that is long."""


def quoted(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with what stands at these places (start, end) marked, and what is far from any of them left out."""
    return "".join(_pieces(text, _apart(places)))


def say_marked(text: str, indent: str = "", hanging: str | None = None) -> None:
    """A paragraph on standard output, what is marked in bold."""
    lines, pieces, end = wrapped(text, indent, hanging), list[str](), 0
    for found in MARKED.finditer(lines):
        pieces += [seen(lines[end : found.start()]), style(found[0], bold=True)]
        end = found.end()
    echo_pieces("".join([*pieces, seen(lines[end:])]))


def _apart(places: Iterable[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The same in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _pieces(text: str, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    end = 0
    for start, finish in places:
        yield _between(text[end:start], before=end > 0, after=True)
        yield f"{OPENING}{text[start:finish]}{CLOSING}"
        end = finish
    yield _between(text[end:], before=end > 0, after=False)


def _between(text: str, *, before: bool, after: bool) -> str:
    """What stands between marks, but for what is far from those before and after it."""
    if len(text) <= AROUND * (before + after or 2) + AROUND:
        return text
    head = text[:AROUND].rpartition(" ")[0] if before or not after else ""
    tail = text[-AROUND:].partition(" ")[2] if after else ""
    return f"{head} […] {tail}" if head and tail else f"{head} […]" if head else f"[…] {tail}"
