"""What the documents print: plain data, nothing left to compute but the looks.

`ProviderView` is what may leave the practice: it has no place for a note, a comment, an unasked
position or a parameter. `Proposal` holds it beside what stays inside.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from clausier.model.base import Model
from clausier.model.exchange import ReplyFormulas
from clausier.model.followup import FollowUpView
from clausier.model.library import Client
from clausier.model.negotiation import Mark, fingerprint_of
from clausier.model.partyview import ContractView, PartyView, PracticeView, WriterView
from clausier.model.prices import PriceRow, PriceView
from clausier.model.summary import PointView, Summary

ITEM = "– "
"""How an item of a list begins in a plain text."""
RunStyle = Literal["", "fort", "citation"]
BlockKind = Literal["paragraphe", "liste", "partie"]


class Shared(Model):
    """A piece that the documents of many providers share."""

    @cached_property
    def told(self) -> dict[str, Any]:
        """As templates read it: plain, under the names of the files; not to be changed."""
        return self.model_dump(by_alias=True)


class Run(Shared):
    """A stretch of typeset text; `fort` is bold, `citation` verbatim. Italics apart: a template may not know them."""

    text: str = Field(alias="texte")
    style: RunStyle = ""
    italic: bool = Field(False, alias="italique")


class Block(Shared):
    """A paragraph, an item of a list, numbered or not, or the title of a part that the clause carries."""

    kind: BlockKind = Field(alias="genre")
    runs: tuple[Run, ...] = Field(alias="passages")
    numbered: bool = Field(False, alias="numerote")

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class SourceView(Shared):
    """A printable basis: full citation, short form, force in words."""

    id: str
    citation: str
    short: str = Field(alias="abrege")
    force: str
    imposes: bool = Field(alias="impose")


class DeliverableView(Shared):
    number: str = Field(alias="numero")
    title: str = Field(alias="intitule")
    due: str = Field(alias="echeance")


class CarrierView(Shared):
    """The clause that holds the part of a request; all blank where the request has a clause of its own."""

    id: str = ""
    title: str = Field("", alias="titre")
    article: str = Field("", alias="titre_article")


class Request(Model):
    """One gap and its clause, or its part of the clause that carries it, as the provider reads it."""

    id: str
    number: str = Field(alias="numero")
    category: int = Field(alias="categorie")
    requirement: str = Field(alias="intitule")
    title: str = Field(alias="titre")
    verdict: str
    legal: bool
    article: str
    citation: str
    value: str = Field("", alias="valeur")
    current: tuple[Run, ...] = Field(alias="redaction_actuelle")
    introduction: tuple[Run, ...]
    body: tuple[Block, ...] = Field(alias="corps")
    argument: tuple[Run, ...]
    justification: tuple[Run, ...]
    sources: tuple[SourceView, ...]
    deliverables: tuple[DeliverableView, ...] = Field(alias="livrables")
    carrier: CarrierView = Field(default=CarrierView(), alias="porteur")
    price: tuple[PriceView, ...] = Field((), alias="prix")

    @cached_property
    def text(self) -> str:
        """The clause as plain text: its introduction, its paragraphs and lists, a line each."""
        introduction = ["".join(run.text for run in self.introduction)] if self.introduction else []
        return "\n".join([*introduction, self.wording])

    @property
    def wording(self) -> str:
        """The same without its introduction, which looks at what the contract says."""
        return "\n".join(f"{ITEM}{b.text}" if b.kind == "liste" else b.text for b in self.body)


class CategoryView(Model):
    """A category with its requests; in the document to sign, an article."""

    number: int = Field(alias="numero")
    title: str = Field(alias="intitule")
    article: str = Field(alias="titre_article")
    requests: tuple[Request, ...] = Field(alias="demandes")


class Question(PointView):
    """A point to confirm, or a fact of the situation to confirm (number empty, id « situation.services »)."""

    id: str
    question: str


class ProofRequest(PointView):
    expected: str = Field(alias="attendu")


class DefinitionView(Shared):
    """A defined term; `point` is the request that alone uses it, once: its clause says it. Blank: all may use it."""

    term: str = Field(alias="terme")
    runs: tuple[Run, ...] = Field(alias="passages")
    point: str = ""

    @cached_property
    def block(self) -> Block:
        """« Terme » désigne…, as a paragraph."""
        opening = (Run(text="«\u00a0"), Run(text=self.term, style="fort"), Run(text="\u00a0» "))
        return Block(kind="paragraphe", runs=(*opening, *self.runs))


class RuleView(Shared):
    """A rule for all the clauses of the act."""

    runs: tuple[Run, ...] = Field(alias="passages")


class AnnexView(Model):
    id: str
    title: str = Field(alias="intitule")
    value: str = Field(alias="valeur")


class Counts(Model):
    applicable: int = Field(alias="applicables")
    conforming: int = Field(alias="conformes")
    gaps: int = Field(alias="ecarts")
    to_check: int = Field(alias="a_verifier")


class Act(Model):
    """The practicalities of signature; a blank leaves a fill-in line."""

    title: str = Field(alias="intitule")
    number: int = Field(alias="numero")
    effect: str = Field(alias="prise_d_effet")
    originals: str = Field(alias="originaux")
    electronic: bool = Field(alias="electronique")
    draft: bool = Field(alias="projet")
    client: Client


class GuideView(Model):
    """What the letter and the act say of the guide, for the state of the contract."""

    reading: str = Field(alias="relecture")
    recital: str = Field(alias="expose")


class ReserveView(Model):
    """What the letter and the act say of what is kept for a second time; all blank where everything is asked."""

    letter: str = Field("", alias="lettre")
    act: str = Field("", alias="acte")
    joined: bool = Field(False, alias="jointe")


class ProviderView(Model):
    """Everything that a document for the provider may say; `mark` tells which texts a form answers."""

    reference: str
    mark: Mark = Field(alias="repere")
    day: str = Field(alias="date")
    iso_day: date = Field(alias="date_iso")
    place: str = Field(alias="lieu")
    sending: str = Field(alias="mode_envoi")
    reply_within: str = Field(alias="delai_reponse")
    reply_by: str = Field(alias="date_reponse")
    reply_by_iso: date = Field(alias="date_reponse_iso")
    client: Client
    guide: GuideView
    writer: WriterView = Field(alias="redacteur")
    practice: PracticeView = Field(alias="cabinet")
    provider: PartyView = Field(alias="prestataire")
    contract: ContractView = Field(alias="contrat")
    act: Act = Field(alias="acte")
    counts: Counts = Field(alias="compte")
    priorities: tuple[Request, ...] = Field(alias="priorites")
    order: tuple[str, ...] = Field((), alias="ordre")
    categories: tuple[CategoryView, ...]
    questions: tuple[Question, ...]
    proofs: tuple[ProofRequest, ...] = Field(alias="preuves")
    definitions: tuple[DefinitionView, ...]
    rules: tuple[RuleView, ...] = Field((), alias="regles")
    prices: tuple[PriceRow, ...] = Field((), alias="prix")
    annex: tuple[AnnexView, ...] = Field(alias="annexe")
    fields: dict[str, str] = Field({}, alias="champs")
    """The free fields that may go to the provider, blank where the dossier says nothing."""
    follow_up: FollowUpView = Field(default=FollowUpView(), alias="relance")
    reserve: ReserveView = ReserveView()
    form: ReplyFormulas = Field(default=ReplyFormulas(), alias="formulaire")

    def marked(self) -> ProviderView:
        """The same, its mark bearing the fingerprint of all that it says: by it an answer finds what it answers."""
        told = self.model_dump_json(by_alias=True, exclude={"mark", *(() if self.fields else ("fields",))})
        return self.model_copy(update={"mark": self.mark.model_copy(update={"fingerprint": fingerprint_of([told])})})

    @property
    def requests(self) -> tuple[Request, ...]:
        return tuple(request for category in self.categories for request in category.requests)

    def defined_in(self, point: str) -> tuple[Block, ...]:
        """The definitions of the terms that the text of a request alone uses: « Terme » désigne…"""
        return tuple(term.block for term in self.definitions if term.point == point)

    def parts_of(self, carrier: str) -> tuple[Request, ...]:
        """The requests that the clause of another carries, in the guide's order."""
        return tuple(request for request in self.requests if request.carrier.id == carrier)

    @property
    def ranked(self) -> tuple[Request, ...]:
        """The requests by what matters first, as `order` has it."""
        places = {id_: place for place, id_ in enumerate(self.order)}
        return tuple(sorted(self.requests, key=lambda request: places.get(request.id, len(places))))


class LaterView(Model):
    """The clauses that are kept for a second time, with the terms that they use."""

    categories: tuple[CategoryView, ...] = ()
    definitions: tuple[DefinitionView, ...] = ()


class Proposal(Model):
    """The whole: what goes out, and what stays inside; what comes `later` is asked of nobody yet."""

    view: ProviderView
    later: LaterView = LaterView()
    fields: dict[str, str] = Field({})
    """All the free fields of the dossier, for what stays inside."""
    summary: Summary
    warnings: tuple[str, ...]

    @property
    def for_later(self) -> ProviderView:
        """What the document on the second time says: its clauses and their terms in place of those asked now."""
        asked_now = dict.fromkeys(("priorities", "order", "questions", "proofs", "rules", "prices", "annex"), ())
        kept = {"categories": self.later.categories, "definitions": self.later.definitions}
        return self.view.model_copy(update={**asked_now, **kept})

    def saying(self, changes: dict[str, Any]) -> Proposal:
        """The same with parts of the view changed, marked anew."""
        return self.model_copy(update={"view": self.view.model_copy(update=changes).marked()})
