"""From a Proposal to files: the only writers of Word, Excel and PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from clausier.documents import manifest
from clausier.documents.assemble import assemble
from clausier.documents.publish import publish
from clausier.model.analysis import Analysis
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName

__all__ = ["provider_folder", "publish"]


def provider_folder(
    analysis: Analysis, proposal: Proposal, position: PositionName, templates: Sequence[Path]
) -> dict[str, bytes]:
    """Every file of one provider's folder, manifest included: name → content."""
    files = assemble(proposal, templates)
    return {**files, manifest.NAME: manifest.manifest(analysis, proposal, position, templates, files)}
