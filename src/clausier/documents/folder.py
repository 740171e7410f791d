"""A provider's folder: its documents and the manifest that tells what they were made of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clausier.documents import manifest
from clausier.documents.assemble import assemble
from clausier.model.analysis import Analysis
from clausier.model.proposal import Proposal


def provider_folder(
    analysis: Analysis, proposal: Proposal, terms: manifest.Terms, folders: Sequence[Path]
) -> dict[str, bytes]:
    """The documents of a first request, then the manifest: name → content."""
    files = assemble(proposal, folders)
    return {**files, manifest.NAME: manifest.manifest(analysis, proposal, terms, folders, files)}
