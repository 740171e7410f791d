"""The providers of a batch shared out: by type of contract, by provider, by any column of the user's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from clausier.dossier.columns import bare
from clausier.french import fold
from clausier.model.analysis import Tally
from clausier.model.batch import BatchRow
from clausier.model.library import Library
from clausier.model.verdict import Verdict

TYPE, PROVIDER = "Type de contrat", "Prestataire"
BLANK = "(vide)"
MOST_KNOWN, MOST_SHOWN = 5000, 40
"""Values of a criterion that are counted; that are shown, the most frequent first."""
LONG_NUMBER = 9
"""Digits."""


@dataclass(slots=True)
class Share:
    """The dossiers that have a value in common."""

    dossiers: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    legal: int = 0
    to_correct: int = 0
    spellings: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The value as most dossiers write it; of those that as many do, the first met."""
        return self.spellings.most_common(1)[0][0]

    @property
    def tally(self) -> Tally:
        return Tally.of(self.verdicts)


@dataclass
class Criterion:
    """A way to share dossiers out: value as `alike` → those that have it."""

    title: str
    shares: dict[str, Share] = field(default_factory=dict)
    dossiers: int = 0
    contacts: int = 0
    """Dossiers whose value is an address or a number at which somebody is reached."""

    @property
    def is_telling(self) -> bool:
        """Do dossiers have values in common? What each has for itself, or is reached at, shares nothing out."""
        shared = 1 < len(self.shares) <= MOST_KNOWN and 3 * len(self.shares) <= 2 * self.dossiers
        return shared and 2 * self.contacts <= self.dossiers

    def ranked(self) -> list[tuple[str, Share]]:
        """The values that most dossiers have, first."""
        found = sorted(self.shares.items(), key=lambda one: (-one[1].dossiers, one[0]))
        return [(share.name, share) for _, share in found[:MOST_SHOWN]]

    def share_of(self, value: str) -> Share | None:
        """Those that have this value, however it is written."""
        return self.shares.get(alike(self.title, value))


def share_out(criteria: dict[str, Criterion], library: Library, row: BatchRow) -> None:
    """Counts a dossier under each of its values; one without documents has none."""
    if row.failed:
        return
    counted = tally_counter(library, row)
    for title, value in values_of(library, row):
        one = criteria.setdefault(title, Criterion(title))
        one.dossiers += 1
        one.contacts += title in row.own and is_contact(value)
        key = alike(title, value)
        if key not in one.shares and len(one.shares) > MOST_KNOWN:
            continue
        share = one.shares.setdefault(key, Share())
        share.dossiers += 1
        share.spellings[value] += 1
        share.verdicts.update(counted)
        share.legal += legal_gaps(library, row)
        share.to_correct += len(row.to_correct)


def alike(title: str, value: str) -> str:
    """The same for what is the same but for case, accents and blanks; of a provider's name, but for its signs too."""
    return (bare(value) if title == PROVIDER else "") or " ".join(fold(value).split())


def values_of(library: Library, row: BatchRow) -> Iterator[tuple[str, str]]:
    """What a dossier is counted under: criterion, value. A column of the user's own never takes a name of ours."""
    yield TYPE, " et ".join(library.contract_types.get(kind, kind) for kind in row.types) or BLANK
    yield PROVIDER, row.provider
    yield from ((f"{title} (à vous)" if title in (TYPE, PROVIDER) else title, text) for title, text in row.own.items())


def is_contact(value: str) -> bool:
    """An address of a mail, a telephone, a number of a register."""
    return "@" in value or sum(map(str.isdigit, value)) >= LONG_NUMBER


def tally_counter(library: Library, row: BatchRow) -> Counter[Verdict]:
    points = library.by_id
    told = row.verdicts.items()
    return Counter(verdict for id_, verdict in told if id_ in points and points[id_].category not in library.outside)


def tally(library: Library, row: BatchRow) -> Tally:
    """The verdicts of a provider on the guide's points."""
    return Tally.of(tally_counter(library, row))


def legal_gaps(library: Library, row: BatchRow) -> int:
    """Gaps on the guide's points that rest on a duty of the provider."""
    points = library.by_id
    return sum(id_ in points and points[id_].category not in library.outside for id_ in row.legal)
