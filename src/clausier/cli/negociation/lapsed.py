"""A reading of a legal basis that no longer counts is said by whatever would have printed the basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clausier.cli.said import warn

if TYPE_CHECKING:
    from clausier.model.analysis import Analysis


def say_lapsed(analysis: Analysis) -> None:
    """Says, once each, the bases of what is asked that changed since somebody read them."""
    from clausier.french import typeset
    from clausier.proposal.approved import lapsed_readings

    for told in lapsed_readings(analysis, (gap.requirement.id for gap in analysis.gaps())):
        warn(typeset(told))
