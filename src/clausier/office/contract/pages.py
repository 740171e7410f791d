"""The pages of a PDF, asked of a process that may take so much time and memory and no more."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clausier.office import limits
from clausier.office.contract.printed import Printed
from clausier.office.damage import Damaged, TooMuch
from clausier.office.kinds import PDF
from clausier.office.safe import refused

MODULE = "clausier.office.pdfium"
READ, SHOW = "lire", "montrer"
LOCKED, TOO_MUCH = "verrouillé", "trop"
SIGNATURE, WITHIN = b"%PDF-", 1024
"""What a PDF has in its first bytes."""


@dataclass(frozen=True, slots=True)
class Page:
    """Its lines, each in stretches that white parts; is it a picture without text?"""

    lines: Sequence[Sequence[Printed]]
    scanned: bool

    @property
    def texts(self) -> list[str]:
        """Its lines as text."""
        return [" ".join([stretch.text for stretch in line]) for line in self.lines]


def pages_of(content: bytes, name: str) -> list[Page]:
    """Each page in order; InvalidInput for a file that is no PDF or has a password, TooMuch or Damaged for another."""
    if SIGNATURE not in content[:WITHIN]:
        raise refused(name, PDF.another)
    told = [
        json.loads(line)
        for line in _asked(content, READ, limits.PAGES, limits.TEXT_LINES, limits.CHARACTERS).splitlines()
    ]
    fault = told[-1].get("fault", "") if told else "nothing"
    if fault == LOCKED:
        raise refused(name, PDF.locked)
    if fault:
        raise TooMuch(fault) if fault == TOO_MUCH else Damaged(fault)
    return [_page(one) for one in told]


def picture_of(content: bytes, rank: int, dots: int) -> bytes:
    """A page, from 0, as a picture in shades of grey (PGM) at so many dots an inch; Damaged if it cannot be shown."""
    picture = _asked(content, SHOW, rank, dots)
    if not picture.startswith(b"P5"):
        raise Damaged("page")
    return picture


def _page(told: dict[str, Any]) -> Page:
    return Page([[Printed(*stretch) for stretch in line] for line in told["lines"]], told["scanned"])


def _asked(content: bytes, mode: str, *numbers: int) -> bytes:
    """What the process answers; TooMuch if it had to be ended, or ended by itself where a file asked too much of it."""
    bounds = limits.SECONDS, limits.MEMORY // limits.MEGABYTE
    command = [sys.executable, "-P", "-m", MODULE, mode, *map(str, (*bounds, *numbers))]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=limits.PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise TooMuch("time") from None
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise TooMuch("memory")
    if done.returncode:
        # The library's own faults are told in the answer: what is left is ours.
        raise RuntimeError(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])
    return done.stdout
