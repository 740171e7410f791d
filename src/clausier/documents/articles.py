"""The clauses of the document to sign: each with the terms that it alone uses, and the parts that it carries."""

from __future__ import annotations

from collections.abc import Iterator

from clausier.model.proposal import Block, CategoryView, ProviderView, Request, Run


def articles(view: ProviderView) -> tuple[CategoryView, ...]:
    """The categories with their clauses alone, each followed by its parts; one that has no clause left goes."""
    kept = ((category, tuple(_clauses(category, view))) for category in view.categories)
    return tuple(category.model_copy(update={"requests": clauses}) for category, clauses in kept if clauses)


def _clauses(category: CategoryView, view: ProviderView) -> Iterator[Request]:
    for request in category.requests:
        if not request.carrier.id:
            parts = (block for part in view.parts_of(request.id) for block in _part(part, view))
            body = (*request.body, *view.defined_in(request.id), *parts)
            yield request if len(body) == len(request.body) else request.model_copy(update={"body": body})


def _part(part: Request, view: ProviderView) -> Iterator[Block]:
    """A title, then what introduces the part, then its text."""
    yield Block(kind="partie", runs=(Run(text=part.title, style="fort"),))
    if part.introduction:
        yield Block(kind="paragraphe", runs=part.introduction)
    yield from part.body
    yield from view.defined_in(part.id)
