"""The firm's letter: the shipped template with the firm's colour and its own line in the letterhead.

A real firm makes these changes in Word; the script only keeps the example in step with the template.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parents[2] / "templates" / "lettre.docx"
ACCENT, OURS = "1F3A5F", "5A1F2E"
STYLE = "Coordonnees"
LINE = "Exemple Avocats, conseil du cabinet – 2 rue du Modèle, 86000 Exempleville"
EPOCH = (1980, 1, 1, 0, 0, 0)


def letter() -> bytes:
    """The bytes of the firm's lettre.docx."""
    made = io.BytesIO()
    with zipfile.ZipFile(SHIPPED) as shipped, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in shipped.namelist():
            target.writestr(zipfile.ZipInfo(name, EPOCH), _changed(name, shipped.read(name)), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _changed(name: str, content: bytes) -> bytes:
    if not name.startswith("word/"):
        return content
    text = content.decode().replace(ACCENT, OURS)
    return (_with_line(text) if name == "word/document.xml" else text).encode()


def _with_line(document: str) -> str:
    """One more line in the letterhead, after the practice's name."""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{STYLE}"/></w:pPr><w:r><w:t>{LINE}</w:t></w:r></w:p>'
    end = document.index("</w:p>") + len("</w:p>")
    return document[:end] + paragraph + document[end:]


if __name__ == "__main__":
    (HERE / "lettre.docx").write_bytes(letter())
