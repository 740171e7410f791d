"""Legal bases: a law, a recommendation or a usage, with what was verified of it."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from enum import StrEnum

from pydantic import Field

from clausier.model.base import IsoDate, Model, Text, YesNo
from clausier.model.facts import Condition, Facts


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


class Period(Model):
    """Dates of validity, both included; an open side is None."""

    start: IsoDate | None = Field(None, alias="du")
    end: IsoDate | None = Field(None, alias="au")

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class ContractDates(Model):
    """Dates of conclusion of the contracts that a basis covers, both included."""

    start: IsoDate | None = Field(None, alias="conclus_du")
    end: IsoDate | None = Field(None, alias="conclus_au")

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Approval(Model):
    """A lawyer's own reading of a basis; it lapses when the content changes (`fingerprint`)."""

    name: Text = Field(alias="nom")
    on: IsoDate = Field(alias="le")
    fingerprint: Text = Field(alias="empreinte")


class LegalBasis(Model):
    """One separately verified rule. `sheet` names the row of the research sheet that it comes from."""

    sheet: Text = Field(alias="fiche")
    citation: Text
    short: Text = Field(alias="abrege")
    rule: Text = Field(alias="regle")
    force: Force
    debtor: Debtor = Field(alias="debiteur")
    condition: Condition = Field(default=Condition(), alias="si")
    in_force: Period = Field(default=Period(), alias="en_vigueur")
    contracts: ContractDates = Field(default=ContractDates(), alias="contrats")
    verification: Verification
    version_read: Text = Field(alias="version_lue")
    verified_on: IsoDate = Field(alias="verifie_le")
    caveat: str = Field("", alias="reserve")
    citable: YesNo = True
    approval: Approval | None = Field(None, alias="valide_par")

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
