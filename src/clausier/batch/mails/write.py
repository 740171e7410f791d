"""envois.csv for a mail merge, and a draft that any mail program opens; the same bytes for the same mails."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr

from clausier.batch.mails.gather import Mail
from clausier.errors import CannotWrite

LIST = "envois.csv"
HEADS = ("Dossier", "Adresse", "Objet", "Texte", "Fichiers")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LARGEST = 20 * 1024 * 1024
"""Bytes of a mail's files: those who carry mails refuse more than some twenty-five megabytes, once encoded."""
KINDS = {
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pdf": ("application", "pdf"),
}
OTHER = ("application", "octet-stream")


def list_of(mails: Iterable[Mail]) -> bytes:
    """The table of a mail merge, as spreadsheets open it; no text of it becomes a formula."""
    text = io.StringIO(newline="")
    table = csv.writer(text, delimiter=";")
    table.writerow(HEADS)
    for one in mails:
        files = " ".join(f"{one.folder.name}/{path.name}" for path in one.files)
        cells = (one.folder.name, ", ".join(one.addresses), one.subject, one.text, files)
        table.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def draft_of(one: Mail, sender: str) -> bytes:
    """A draft with its files. CannotWrite if they weigh more than a mail may."""
    message = EmailMessage(policy=SMTP)
    if sender:
        message["From"] = sender
    if one.addresses:
        message["To"] = ", ".join(formataddr(("", address)) for address in one.addresses)
    message["Subject"] = one.subject
    message["X-Unsent"] = "1"
    message.set_content(one.text, cte="base64")
    contents = [(path.name, path.suffix, path.read_bytes()) for path in one.files]
    if sum(len(content) for _, _, content in contents) > LARGEST:
        raise CannotWrite(
            f"{one.folder.name} : les fichiers pèsent trop pour un courriel. Envoyer l'archive autrement."
        )
    for name, suffix, content in contents:
        kind, subtype = KINDS.get(suffix, OTHER)
        message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)
    if contents:
        mark = hashlib.sha256("".join((one.subject, one.text, *(name for name, _, _ in contents))).encode())
        message.set_boundary(f"=_clausier_{mark.hexdigest()[:32]}")
    return message.as_bytes()
