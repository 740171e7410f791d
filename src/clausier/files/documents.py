"""The folder of a person's documents, whatever the system calls it."""

from __future__ import annotations

from pathlib import Path


def documents() -> Path:
    """The folder « Documents » of whoever runs this."""
    import platformdirs

    return Path(platformdirs.user_documents_path())
