"""Where something stands in a Word file, in words that help to find it; a comment with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comment:
    """A lawyer's comment: its author, the nearest heading, the paragraph that it is anchored to."""

    author: str
    heading: str
    paragraph: str
    text: str


def excerpt(text: str, length: int = 70) -> str:
    """The beginning of a text, enough to find it in Word."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def place(heading: str, *parts: str) -> str:
    """Where something stands: the nearest heading, then what narrows it."""
    return ", ".join(part for part in (f"« {heading} »" if heading else "", *parts) if part)
