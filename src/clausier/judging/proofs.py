"""Is a proof good on a date, for this contract? Pure; every fault has its own sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from clausier.french import join, long_date, normal
from clausier.model.casefile import CaseFile
from clausier.model.criterion import ProofKind, ProofRule
from clausier.model.facts import Facts
from clausier.model.library import Library
from clausier.model.proof import Proof

HOSTED_BY_PROVIDER = "prestataire"


def is_required(rule: ProofRule | None, facts: Facts) -> bool:
    return rule is not None and rule.condition.may_hold(facts)


def faults(rule: ProofRule, proofs: tuple[Proof, ...], case: CaseFile, library: Library, day: date) -> tuple[str, ...]:
    """Why no proof given is good, in French; empty when one of them is."""
    kind = library.proofs[rule.kind]
    candidates = [proof for proof in proofs if proof.kind == rule.kind]
    if not candidates:
        return (f"{kind.title} non {kind.agreed('remis', 'remise')}",)
    found = [tuple(_faults_of(proof, rule, kind, case, library, day)) for proof in candidates]
    return () if () in found else tuple(dict.fromkeys(fault for one in found for fault in one))


def required_activities(rule: ProofRule, facts: Facts) -> tuple[str, ...]:
    """The activities of which one at least must be covered; the first rule that surely holds."""
    return next((choice.among for choice in rule.activities if choice.condition.surely_holds(facts)), ())


def expected_holders(rule: ProofRule, case: CaseFile) -> tuple[str, ...]:
    """Who may hold the proof: the named host, and the provider where it hosts itself; empty if unknown."""
    facts = case.facts()
    by_provider = any(HOSTED_BY_PROVIDER in facts.get(host, ()) for host in rule.hosts)
    named = (case.situation.host, case.provider.name if by_provider else "")
    return tuple(name for name in named if name)


def _faults_of(
    proof: Proof, rule: ProofRule, kind: ProofKind, case: CaseFile, library: Library, day: date
) -> Iterator[str]:
    given = proof.model_dump(by_alias=True)
    missing = [label for key, label in kind.fields.items() if not given[key]]
    if missing:
        yield f"{kind.noun} {kind.agreed('incomplet', 'incomplète')} : {join(missing)} à indiquer"
    yield from _dates(proof, kind, day)
    yield from _activities(proof, kind, rule, case.facts())
    yield from _holder(proof, kind, rule, case, library)
    yield from _framework(proof, kind, day)


def _dates(proof: Proof, kind: ProofKind, day: date) -> Iterator[str]:
    if proof.expires_on is not None and proof.expires_on < day:
        yield f"{kind.noun} {kind.agreed('expiré', 'expirée')} le {long_date(proof.expires_on)}"
    if proof.issued_on is not None and proof.issued_on > day:
        yield f"{kind.noun} {kind.agreed('délivré', 'délivrée')} seulement le {long_date(proof.issued_on)}"


def _activities(proof: Proof, kind: ProofKind, rule: ProofRule, facts: Facts) -> Iterator[str]:
    required = required_activities(rule, facts)
    if proof.activities and required and set(required).isdisjoint(proof.activities):
        wanted = _listed(required) if len(required) == 1 else f"l'une des activités {required[0]} à {required[-1]}"
        yield f"{kind.the} couvre {_listed(proof.activities)} et non {wanted}"


def _listed(activities: tuple[str, ...]) -> str:
    return f"l'activité {activities[0]}" if len(activities) == 1 else f"les activités {join(activities)}"


def _holder(proof: Proof, kind: ProofKind, rule: ProofRule, case: CaseFile, library: Library) -> Iterator[str]:
    expected = expected_holders(rule, case)
    known = {_name_key(name, library.legal_forms) for name in expected}
    if proof.holder and known and _name_key(proof.holder, library.legal_forms) not in known:
        yield f"{kind.noun} {kind.agreed('délivré', 'délivrée')} à {proof.holder} et non à {join(expected, 'ou')}"


def _framework(proof: Proof, kind: ProofKind, day: date) -> Iterator[str]:
    if not proof.framework:
        return
    framework = kind.frameworks.get(proof.framework)
    if framework is None:
        yield f"référentiel {proof.framework} inconnu"
    elif framework.until is not None and framework.until < day:
        yield f"référentiel {proof.framework} admis seulement jusqu'au {long_date(framework.until)}"


def _name_key(name: str, legal_forms: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a company's name without case, accents, punctuation or legal form."""
    forms = {word for form in legal_forms for word in _words(form)}
    words = _words(name)
    return tuple(word for word in words if word not in forms) or tuple(words)


def _words(text: str) -> list[str]:
    bare = normal("NFKD", text.replace(".", "")).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", bare.casefold())
