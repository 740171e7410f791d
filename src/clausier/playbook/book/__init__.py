"""A library as one Word file that a lawyer edits, and what can be read back of it."""

from __future__ import annotations

from clausier.office.word.places import Comment
from clausier.playbook.book.book import Book, Grid, Reading, Sheet
from clausier.playbook.book.export import word_file
from clausier.playbook.book.read import read_book

__all__ = ["Book", "Comment", "Grid", "Reading", "Sheet", "read_book", "word_file"]
