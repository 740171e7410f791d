"""Writes the shipped templates: `python templates/construire.py [FOLDER]`.

Each template of the catalogue is made by the module of its name in `fabrique/`, where styles, numbering and blocks
are data; the .docx beside this script are its output and a test says when they are stale. A firm does not need this:
it copies a template and edits it in Word.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from clausier.documents.catalogue import stem, templates


def build() -> dict[str, bytes]:
    """Every template, by file name."""
    return {name: import_module(f"fabrique.{_module(name)}").template().to_bytes() for name in templates()}


def _module(name: str) -> str:
    return stem(name).replace("-", "_")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, content in build().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
