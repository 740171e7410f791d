"""The most that a request may hold; what is in the files themselves has the limits of every other door."""

from __future__ import annotations

from clausier.files.limits import MEGABYTE

UPLOAD = 100 * MEGABYTE
"""Bytes of a request that brings files."""
FORM = 2 * MEGABYTE
"""Bytes of a form without files: far more than a dossier's answers to one category."""
FILES = 50
"""Files of a request."""
FIELDS = 1000
"""Fields of a form."""
BATCH_FILES = 6000
"""Files of a request that brings the folder of a batch: what is hidden in it comes too."""
