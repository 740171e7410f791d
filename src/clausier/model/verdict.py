"""What a contract says (finding) and what the engine concludes (verdict)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from types import MappingProxyType


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


REPLIES: Mapping[Finding, str] = MappingProxyType({Finding.YES: "Oui", Finding.PARTIAL: "En partie", Finding.NO: "Non"})
"""What a provider may answer to a question, in its own words."""


class Shade(Enum):
    """How something is shown, by what it means: sheets and screens give each a colour."""

    SOUND = auto()
    MISSING = auto()
    ADVERSE = auto()
    SHORT = auto()
    VAGUE = auto()
    DOUBTFUL = auto()
    OPEN = auto()
    ASIDE = auto()


class Verdict(StrEnum):
    """The engine's conclusion on a point, in the order of reports: its word, which is its key in files, and the rest.

    `letter` stands for it where there is no room for words; `is_gap` is true where it calls for a clause; `finding`
    is the answer that leads to it by itself, if one does.
    """

    letter: str
    shade: Shade
    is_gap: bool
    finding: Finding | None

    def __new__(
        cls,
        word: str,
        letter: str = "",
        shade: Shade = Shade.ASIDE,
        is_gap: bool = False,
        finding: Finding | None = None,
    ) -> Verdict:
        member = str.__new__(cls, word)
        member._value_ = word
        member.letter, member.shade, member.is_gap, member.finding = letter, shade, is_gap, finding
        return member

    CONFORMING = "conforme", "C", Shade.SOUND, False, Finding.YES
    ABSENT = "absent", "A", Shade.MISSING, True, Finding.NO
    CONTRARY = "contraire", "X", Shade.ADVERSE, True, Finding.CONTRARY
    INSUFFICIENT = "insuffisant", "I", Shade.SHORT, True
    IMPRECISE = "imprecis", "P", Shade.VAGUE, True, Finding.PARTIAL
    UNPROVEN = "non_prouve", "N", Shade.DOUBTFUL, True
    TO_CHECK = "a_verifier", "?", Shade.OPEN, False, Finding.TO_CHECK
    NOT_APPLICABLE = "sans_objet", "–", Shade.ASIDE, False, Finding.NOT_APPLICABLE


GAPS = tuple(verdict for verdict in Verdict if verdict.is_gap)
"""The verdicts that call for a clause."""
