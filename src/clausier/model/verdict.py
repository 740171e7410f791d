"""What a contract says (finding) and what the engine concludes (verdict)."""

from __future__ import annotations

from enum import StrEnum


class Finding(StrEnum):
    """The answer to a point's question, as given."""

    YES = "oui"
    PARTIAL = "partiel"
    NO = "non"
    CONTRARY = "contraire"
    NOT_APPLICABLE = "sans_objet"
    TO_CHECK = "a_verifier"


class Verdict(StrEnum):
    """The engine's conclusion on a point."""

    CONFORMING = "conforme"
    INSUFFICIENT = "insuffisant"
    IMPRECISE = "imprecis"
    UNPROVEN = "non_prouve"
    ABSENT = "absent"
    CONTRARY = "contraire"
    NOT_APPLICABLE = "sans_objet"
    TO_CHECK = "a_verifier"

    @property
    def is_gap(self) -> bool:
        """True for a verdict that calls for a clause."""
        return self in GAPS


GAPS = frozenset({Verdict.INSUFFICIENT, Verdict.IMPRECISE, Verdict.UNPROVEN, Verdict.ABSENT, Verdict.CONTRARY})
