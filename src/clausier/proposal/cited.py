"""What a request cites and what its clause has handed over: sources and deliverables, made once for all providers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from clausier.french import typeset
from clausier.library import markup
from clausier.model.analysis import Judgement
from clausier.model.law import Debtor, Force
from clausier.model.library import Client
from clausier.model.proposal import DeliverableView, SourceView


def sources_of(judgement: Judgement, client: Client) -> Iterator[SourceView]:
    imposing = {cited.id for cited in judgement.imposing}
    for cited in judgement.bases:
        basis = cited.basis
        owner = f" (obligation {client.of})" if basis.debtor is Debtor.PRACTICE else ""
        yield _source(cited.id, basis.citation, basis.short + owner, basis.force, cited.id in imposing)


@lru_cache(maxsize=1024)  # a batch cites the same laws for every provider
def _source(id_: str, citation: str, short: str, force: Force, imposes: bool) -> SourceView:
    return SourceView(id=id_, citation=typeset(citation), short=typeset(short), force=force.value, imposes=imposes)


def deliverables_of(judgement: Judgement, values: dict[str, str], *, core: bool) -> Iterator[DeliverableView]:
    """What the clause hands over; where only its core is printed, what the core itself announces."""
    for deliverable in judgement.requirement.clause.deliverables:
        if core and deliverable.detailed:
            continue
        title, due = (markup.plain(markup.fill_inline(text, values)) for text in (deliverable.title, deliverable.due))
        yield _deliverable(judgement.requirement.number, title, due)


@lru_cache(maxsize=1024)  # and asks for the same deliverables
def _deliverable(number: str, title: str, due: str) -> DeliverableView:
    return DeliverableView(number=number, title=title, due=due)
