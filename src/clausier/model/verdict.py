"""What a contract says (finding) and what the engine concludes (verdict)."""

from __future__ import annotations

from enum import StrEnum


class Finding(StrEnum):
    """The answer to a point's question, as given; `label` is the word for people, `meaning` what it says."""

    label: str
    meaning: str

    def __new__(cls, word: str, label: str, meaning: str) -> Finding:
        finding = str.__new__(cls, word)
        finding._value_, finding.label, finding.meaning = word, label, meaning
        return finding

    YES = "oui", "oui", "le contrat répond à la question"
    PARTIAL = "partiel", "partiel", "il n'y répond qu'en partie"
    NO = "non", "non", "il n'en dit rien"
    CONTRARY = "contraire", "contraire", "il prévoit l'inverse"
    NOT_APPLICABLE = "sans_objet", "sans objet", "ne concerne pas ce contrat"
    TO_CHECK = "a_verifier", "à vérifier", "à regarder, ou à demander"


_WORDS = [f"{one} (avec un motif)" if one is Finding.NOT_APPLICABLE else one.value for one in Finding]
FINDINGS_TOLD = f"{', '.join(_WORDS[:-1])} ou {_WORDS[-1]}"
"""Every word of an answer, in a sentence."""


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
