"""A library as one Word file that a lawyer edits, and what can be read back of it."""

from __future__ import annotations

from clausier.documents.librarybook.book import Book, Comment, Grid, Reading, Sheet
from clausier.documents.librarybook.export import word_file
from clausier.documents.librarybook.read import read_book

__all__ = ["Book", "Comment", "Grid", "Reading", "Sheet", "read_book", "word_file"]
