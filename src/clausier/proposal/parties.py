"""Who writes to whom about which contract, as the documents print it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from math import ceil
from typing import Any

from clausier.french import join, long_date, number_words, typeset
from clausier.judging.client import form_of
from clausier.model.casefile import CaseFile, Member, Party, Signature, State
from clausier.model.day import looks_like_a_day, read_day
from clausier.model.library import Client, Library
from clausier.model.partyview import ContractView, MemberView, PartyView, PracticeView, WriterView
from clausier.model.proposal import Act, GuideView
from clausier.model.voice import Voice
from clausier.quantity import Duration, WorkingTime, longest_days

INNER = re.compile("«([^«»\n]*)»")
BEFORE_POSTCODE = re.compile(r"\n|,\s*(?=\d{5}\b)")


def party(given: Party) -> PartyView:
    """A party, typeset; the legal form is left out where the name already says it."""
    return PartyView(**_told(given))


def practice(case: CaseFile, library: Library) -> PracticeView:
    """The client, with what its form says of it and those who are parties with it."""
    given, form = case.practice, form_of(case, library)
    if form is None:
        return PracticeView(**_told(given))
    speaks = {} if form.signs else {"form": "", "representative": "", "capacity": ""}
    return PracticeView(
        **{**_told(given), **speaks},
        told=typeset(form.party),
        member=typeset(form.members),
        members=tuple(map(_member, given.members)) if form.members else (),
        unnamed=form.needed and not given.members,
        signs=form.signs,
        letter=typeset(form.letter),
    )


def writer(case: CaseFile) -> WriterView:
    """Who writes the letter: the practice itself, or who does it for the practice, with its own head."""
    mail, author = case.mail, case.mail.author
    if author is None:
        return WriterView(**dict(party(case.practice)), voice=Voice.PRACTICE.value, contact="", mandate="")
    as_party = Party(
        name=author.name, address=author.address, representative=author.representative, capacity=author.capacity
    )
    mandate = typeset(mail.mandate.strip().rstrip(".")) if mail.voice is Voice.UNION else ""
    return WriterView(**dict(party(as_party)), voice=mail.voice.value, contact=typeset(author.contact), mandate=mandate)


def _member(given: Member) -> MemberView:
    return MemberView(
        name=typeset(given.name),
        capacity=typeset(given.capacity),
        siret=_unbroken(given.siret),
        address=typeset(", ".join(given.address.split("\n"))),
    )


def _told(given: Party) -> dict[str, Any]:
    form = "" if given.form.casefold() in given.name.casefold().split() else given.form
    return {
        "name": typeset(given.name),
        "form": typeset(form),
        "siren": _unbroken(given.siren),
        "siret": _unbroken(given.siret),
        "address": tuple(typeset(line.strip()) for line in BEFORE_POSTCODE.split(given.address) if line.strip()),
        "representative": typeset(given.representative),
        "capacity": typeset(given.capacity),
    }


def contract(case: CaseFile, library: Library) -> ContractView:
    given = case.contract
    title = _with_inner_quotes(given.title)
    signed = given.state is State.SIGNED
    reference = f", référence {given.reference}" if given.reference else ""
    day = long_date(given.date) if given.date else ""
    dated = f" du {day}" if day else ""
    return ContractView(
        title=typeset(title),
        reference=typeset(given.reference),
        date=typeset(day),
        signed=signed,
        type=typeset(join([library.contract_types[kind] for kind in given.types])),
        name=typeset(_named(given.title, title)),
        label=typeset(f"{'contrat' if signed else 'projet de contrat'} « {title} »{dated}{reference}"),
    )


def client(library: Library) -> Client:
    """What the guide calls the customer, typeset."""
    return Client(**{name: typeset(form) for name, form in library.client})


def guide(case: CaseFile, library: Library) -> GuideView:
    formulas, form = library.formulas, form_of(case, library)
    reading = formulas.reading
    return GuideView(
        reading=typeset(reading.signed if case.contract.state is State.SIGNED else reading.unsigned),
        recital=typeset((form and form.recital) or formulas.recital),
    )


def act(case: CaseFile, library: Library) -> Act:
    given = case.amendment
    signed = case.contract.state is State.SIGNED
    effect = f"le {long_date(read_day(given.effect))}" if looks_like_a_day(given.effect) else given.effect
    return Act(
        title=typeset(f"Avenant n° {given.number}" if signed else "Conditions particulières"),
        number=given.number,
        effect=typeset(effect),
        originals=typeset(f"{number_words(given.originals)} ({given.originals})"),
        electronic=given.signature is Signature.ELECTRONIC,
        draft=True,
        client=client(library).defined(),
    )


def reply_day(case: CaseFile, day: date, work: WorkingTime) -> date:
    """The day by which an answer is asked; working time is counted in calendar days, at the longest."""
    delay = case.mail.reply_within.quantity
    assert isinstance(delay, Duration), "checked when the dossier is read"
    return day + timedelta(days=ceil(longest_days(delay.high, delay.unit, work)))


def _named(title: str, quoted: str) -> str:
    """The contract in a sentence, its word once: « contrat d'infogérance », « contrat « Sérénité » »."""
    if title.casefold().startswith(("contrat d", "contrat n°", "contrat-cadre")):
        return title[:1].lower() + title[1:]
    return f"contrat « {quoted} »"


def _with_inner_quotes(title: str) -> str:
    """A title is quoted wherever it is printed: its own guillemets become inner quotes."""
    return INNER.sub(lambda quoted: f"“{quoted[1].strip()}”", title)


def _unbroken(number: str) -> str:
    """A registration number on one line."""
    return number.replace(" ", "\u00a0")
