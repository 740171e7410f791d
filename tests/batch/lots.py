"""Running batches in tests."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from clausier.cli import run

DATE = ("--date", "2026-11-23")


def produce(source: Path, target: Path, *options: str) -> int:
    return run(["lot", "produire", str(source), "-o", str(target), *options])


def rows(target: Path) -> dict[str, dict[str, Any]]:
    """The rows of lot.json by id, or by place where there is none."""
    found = state(target)["prestataires"]
    return {row["id"] or row["place"]: row for row in found}


def state(target: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((target / "lot.json").read_text(encoding="utf-8"))
    return content


def prints(target: Path) -> dict[str, str]:
    """Digest of every document of every provider."""
    return {
        str(path.relative_to(target)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(target.glob("[!.]*/*"))
    }


def made(target: Path) -> set[str]:
    """Ids of the providers that the last run made anew."""
    return {id_ for id_, row in rows(target).items() if row["etat"] == "produit"}
