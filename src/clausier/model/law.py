"""Legal bases: a law, a recommendation or a usage, with what was verified of it."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from clausier.model.base import IsoDate, Model, Text, YesNo
from clausier.model.facts import Condition, Facts
from clausier.model.text import PROSE, Prose


class Force(StrEnum):
    LAW = "loi"
    RECOMMENDATION = "recommandation"
    USAGE = "usage"


class Debtor(StrEnum):
    PROVIDER = "prestataire"
    PRACTICE = "cabinet"
    BOTH = "les_deux"


class Verification(StrEnum):
    TEXT_READ = "texte_lu"
    SECOND_HAND = "source_secondaire"
    MEMORY = "memoire"


class Scope(StrEnum):
    """What a basis does for a point: it requires this very measure, or it supports the request."""

    IMPOSES = "impose"
    SUPPORTS = "soutient"


class Period(Model, title="Dates d'application, comprises."):
    """Dates of validity, both included; an open side is None."""

    start: IsoDate | None = Field(None, alias="du", description="Premier jour.")
    end: IsoDate | None = Field(None, alias="au", description="Dernier jour.")

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class ContractDates(Model, title="Dates de conclusion des contrats visés, comprises."):
    """Dates of conclusion of the contracts that a basis covers, both included."""

    start: IsoDate | None = Field(None, alias="conclus_du", description="Premier jour.")
    end: IsoDate | None = Field(None, alias="conclus_au", description="Dernier jour.")

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Approval(Model, title="La lecture d'un avocat ; elle tombe si le contenu change."):
    """A lawyer's own reading of a basis; it lapses when the content changes (`fingerprint`)."""

    name: Text = Field(alias="nom", description="Qui a lu.")
    on: IsoDate = Field(alias="le", description="Quand.")
    fingerprint: Text = Field(alias="empreinte", description="Empreinte de ce qui a été lu.")


class ClauseApproval(Approval, title="La validation d'une clause ; elle tombe si ce qu'elle couvre change."):
    """A lawyer's approval of a point as it would be printed; of no effect after `until`."""

    until: IsoDate | None = Field(None, alias="jusqu_au", description="Dernier jour où elle vaut ; sans lui, toujours.")


class LegalBasis(Model, title="Une règle de droit, une recommandation ou un usage, et ce qui en a été vérifié."):
    """One separately verified rule. `sheet` names the row of the research sheet that it comes from."""

    sheet: Prose = Field(alias="fiche", description="La ligne de la fiche de références dont il vient.")
    citation: Prose = Field(description="Telle qu'elle s'imprime dans une phrase : « l'article … ».")
    short: Prose = Field(alias="abrege", description="Forme courte, pour les tableaux.")
    rule: Prose = Field(alias="regle", description="Ce que le texte exige, et ce qu'il n'exige pas.")
    force: Force = Field(description="loi, recommandation ou usage.")
    debtor: Debtor = Field(alias="debiteur", description="Qui la règle oblige : prestataire, cabinet ou les_deux.")
    condition: Condition = Field(
        default=Condition(), alias="si", description="Sans ces faits, connus avec certitude, il n'est jamais cité."
    )
    in_force: Period = Field(default=Period(), alias="en_vigueur", description="Dates d'application.")
    contracts: ContractDates = Field(default=ContractDates(), alias="contrats", description="Contrats visés.")
    verification: Verification = Field(
        description="texte_lu, source_secondaire ou memoire : seul un texte lu s'imprime."
    )
    version_read: Prose = Field(alias="version_lue", description="La source et la version réellement lues.")
    verified_on: IsoDate = Field(alias="verifie_le", description="Date de la lecture.")
    caveat: Annotated[str, PROSE] = Field("", alias="reserve", description="Ce dont il faut se méfier.")
    citable: YesNo = Field(True, description="« non » : à ne jamais citer à l'appui d'une demande.")
    approval: Approval | None = Field(
        None, alias="valide_par", description="Inscrit par « clausier bibliotheque fondements valider »."
    )

    def fingerprint(self) -> str:
        """Hex digest of everything but the approval: an edited text loses its approval."""
        content = self.model_dump(mode="json", by_alias=True, exclude={"approval"}, exclude_defaults=True)
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    def is_read(self) -> bool:
        """True if its text was read, or a named lawyer read exactly this content."""
        return self.verification is Verification.TEXT_READ or self.is_approved()

    def is_approved(self) -> bool:
        """True if a named lawyer approved exactly this content."""
        return self.approval is not None and self.approval.fingerprint == self.fingerprint()

    def is_current(self, day: date) -> bool:
        """May a letter of `day` cite it at all?"""
        return self.citable and self.in_force.covers(day) and self.is_read()

    def concerns(self, contract_day: date, facts: Facts) -> bool:
        """Does it speak of a contract of `contract_day`? Unknown facts say no."""
        return self.contracts.covers(contract_day) and self.condition.surely_holds(facts)

    def binds_provider(self) -> bool:
        return self.force is Force.LAW and self.debtor in (Debtor.PROVIDER, Debtor.BOTH)
