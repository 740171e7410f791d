"""Companions and lock files are nobody's; a file that only looks like one is kept."""

from __future__ import annotations

import pytest

from clausier.files.litter import is_litter


@pytest.mark.parametrize(
    "name",
    [
        *("._a.yaml", "~$ponse.docx", ".~lock.a.docx#", ".DS_Store", "Thumbs.db", "thumbs.DB", "desktop.ini"),
        *("__MACOSX", ".clausier-0123456789abcdef-1.tmp", ".clausier-0123456789abcdef.json"),
    ],
)
def test_what_nobody_put_there(name: str) -> None:
    assert is_litter(name)


@pytest.mark.parametrize(
    "name", [".clausier-a.docx", "~a.docx", ".a.docx", "a.docx", "a._b.docx", "Thumbs.db.docx", "_a.yaml"]
)
def test_what_somebody_may_have(name: str) -> None:
    assert not is_litter(name)
