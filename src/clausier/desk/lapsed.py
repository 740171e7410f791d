"""A reading of a legal basis that no longer counts is said by whatever would have printed the basis."""

from __future__ import annotations

from clausier.files.written import tell
from clausier.french import typeset
from clausier.model.analysis import Analysis
from clausier.proposal.approved import lapsed_in


def tell_lapsed(analysis: Analysis) -> None:
    """Tells, once each, the bases of what is asked that changed since somebody read them."""
    for told in lapsed_in(analysis):
        tell(typeset(told))
