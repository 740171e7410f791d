"""From a Proposal to files: the only writers of Word, Excel and PDF."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from clausier.documents import manifest
from clausier.documents.assemble import ALL, assemble, slow_templates
from clausier.files.publish import publish
from clausier.model.analysis import Analysis
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName

__all__ = ["provider_folder", "publish", "slow_templates"]


def provider_folder(
    analysis: Analysis,
    proposal: Proposal,
    position: PositionName,
    templates: Sequence[Path],
    wanted: Collection[str] = ALL,
    *,
    unknown_as_absent: bool = False,
) -> dict[str, bytes]:
    """The files of one provider's folder whose names are wanted, and the manifest: name → content."""
    files = assemble(proposal, templates, wanted)
    terms = manifest.Terms(analysis.date, position, unknown_as_absent)
    return {**files, manifest.NAME: manifest.manifest(analysis, proposal, terms, templates, files)}
