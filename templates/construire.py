"""Writes the shipped templates: `python templates/construire.py [FOLDER]`.

Styles, numbering and blocks are data in `fabrique/`; the .docx beside this script are its output and a
test says when they are stale. A firm does not need this: it copies a template and edits it in Word.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fabrique import act, follow_up, letter, requests, summary

TEMPLATES = {
    "lettre.docx": letter.template,
    "relance.docx": follow_up.template,
    "acte.docx": act.template,
    "demandes.docx": requests.template,
    "synthese.docx": summary.template,
}


def build() -> dict[str, bytes]:
    """Every template, by file name."""
    return {name: make().to_bytes() for name, make in TEMPLATES.items()}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, content in build().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
