"""The contracts of each provider of a batch, and what they lack: all of them, or some. Pure but for the reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clausier.batch import store
from clausier.batch.naming import CASE, folder_name
from clausier.batch.provider import Order, Task, asked, standing
from clausier.dossier.columns import bare
from clausier.dossier.read import case_of
from clausier.files.strictyaml import read_path
from clausier.model.batch import BatchRow
from clausier.model.proposal import ProviderView, Request
from clausier.model.verdict import Verdict

ENOUGH = 2
"""Contracts from which on a provider is negotiated with in common."""


@dataclass(frozen=True)
class Common:
    """A request of several contracts: `lacking` are their ranks from 1, `concerned` counts those that the point is of.

    `text` is its clause where all ask the same one, but for how it is introduced; empty otherwise.
    """

    number: str
    title: str
    argument: str
    text: str
    legal: bool
    lacking: tuple[int, ...]
    concerned: int

    @property
    def of_all(self) -> bool:
        """What one contract alone is concerned by is common to nobody."""
        return len(self.lacking) == self.concerned >= ENOUGH


@dataclass(frozen=True)
class Framework:
    """A provider, its contracts in the order of the batch, and their requests in the guide's order."""

    name: str
    contracts: tuple[ProviderView, ...]
    requests: tuple[Common, ...]

    @property
    def of_all(self) -> tuple[Common, ...]:
        return tuple(one for one in self.requests if one.of_all)

    @property
    def of_some(self) -> tuple[Common, ...]:
        """The most frequent first."""
        some = (one for one in self.requests if not one.of_all)
        return tuple(sorted(some, key=lambda one: -len(one.lacking)))


@dataclass
class _Contract:
    view: ProviderView
    concerned: frozenset[str]
    requests: dict[str, Request] = field(default_factory=dict)


def shared(rows: Iterable[BatchRow]) -> dict[str, list[str]]:
    """The folders of each provider that has several contracts with documents; names are the same but for accents."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if not row.failed and bare(row.provider):
            found.setdefault(bare(row.provider), []).append(row.folder)
    return {folder_name(name.replace("_", "-")): names for name, names in found.items() if len(names) >= ENOUGH}


def framework(root: Path, folders: Sequence[str], order: Order) -> Framework:
    """What the dossiers of these folders ask of their provider. InvalidInput for one that cannot be read."""
    contracts = [_contract(root / folder, order) for folder in folders]
    return Framework(
        contracts[0].view.provider.name,
        tuple(one.view for one in contracts),
        tuple(_requests(contracts, order)),
    )


def _contract(folder: Path, order: Order) -> _Contract:
    case = case_of(read_path(folder / CASE), order.library)
    task = Task(folder.name, folder.name, case)
    analysis, proposal = asked(order, task, standing(task, store.found(folder)))
    concerned = {id_ for id_, verdict in analysis.verdicts.items() if verdict is not Verdict.NOT_APPLICABLE}
    requests = {request.id: request for request in proposal.view.requests}
    return _Contract(proposal.view, frozenset(concerned | requests.keys()), requests)


def _requests(contracts: Sequence[_Contract], order: Order) -> Iterator[Common]:
    for point in order.library.requirements:
        found = {rank: one.requests[point.id] for rank, one in enumerate(contracts, 1) if point.id in one.requests}
        if not found:
            continue
        first = next(iter(found.values()))
        yield Common(
            number=point.number,
            title=first.requirement,
            argument="".join(run.text for run in first.argument),
            text=_same(one.text for one in found.values()) or _same(one.wording for one in found.values()),
            legal=any(request.legal for request in found.values()),
            lacking=tuple(found),
            concerned=sum(point.id in one.concerned for one in contracts),
        )


def _same(texts: Iterable[str]) -> str:
    found = {*texts}
    return found.pop() if len(found) == 1 else ""
