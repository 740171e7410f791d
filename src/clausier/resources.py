"""Where the shipped folders are, installed from a wheel or run from a checkout."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
SHIPPED_OVERLAYS = ("complements",)
"""The shipped libraries that are laid over that of `clauses`, whose folders of these names hold them."""


def shipped(name: str) -> Path:
    """The shipped folder `clauses`, `templates` or `examples`."""
    installed = PACKAGE / name
    return installed if installed.is_dir() else PACKAGE.parent.parent / name
