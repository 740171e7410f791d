"""Who the parties are: the block that presents each, before the name by which the contract calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pydantic import ValidationError

from clausier.french import fold
from clausier.model.casefile import Party
from clausier.model.contract_text import BlockKind, TextBlock
from clausier.model.reading import Passage, Suggestion
from clausier.reading.contract import Contract
from clausier.reading.parties import CLIENT, PROVIDER
from clausier.reading.passages import passage_of
from clausier.reading.structure import Section, Sentence

PREFIXES: Mapping[str, str] = {PROVIDER: "prestataire", CLIENT: "cabinet"}
KEYS = ("nom", "forme", "siren", "siret", "adresse", "representant", "qualite")
LONGEST = 1500
"""Signs of a block that presents a party."""

_PRESENTS = re.compile(r"siren|siret|\brcs\b|r\.c\.s|capital|siege social|immatricul|represente|ci[- ]apres")
_COMPANY = re.compile(r"\b(?:capital|siret|rcs|r\.c\.s)\b")
_BLANK = re.compile(r"\[|\]|…|_{2,}|\.{4,}|\bx{2,}\b", re.IGNORECASE)
_CALLED = re.compile(r"ci[- ]apr[èe]s\b[^«\"“]{0,60}[«\"“][^»\"”]{2,60}[»\"”]", re.IGNORECASE)
_SPELT = (
    r"soci[ée]t[ée] (?:par actions simplifi[ée]e(?: unipersonnelle)?|[àa] responsabilit[ée] limit[ée]e|anonyme|"
    r"en nom collectif|civile [a-zé]+)"
)
_SOCIETY = re.compile(
    r"\b[Ll]a soci[ée]t[ée] (?P<name>[A-ZÀ-Ý0-9][^,;:()]{1,60}?)"
    r"(?=,| \(| ayant| dont| immatricul| au capital| est| et)"
)
_SIRET = re.compile(r"(?<![0-9])[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{5}(?![0-9])")
_SIREN = re.compile(r"(?<![0-9])[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}(?![ .]?[0-9])")
_ADDRESS = re.compile(
    r"(?:si[èe]ge(?: social)?(?: (?:est|se trouve))?(?: situ[ée]e?| sise?| fix[ée]| [àa]| au)?|\bsise?\b|"
    r"domicili[ée]e?|demeurant|adresse)\s*:?\s*(?:au |[àa] )?"
    r"(?P<address>[^;()]{5,120}?\b[0-9]{5}\s+[^\W\d_][\w'’ -]{1,40}?)"
    r"(?=[,.;()]|$| (?:immatricul|repr|RCS|SIRET|ci))",
    re.IGNORECASE,
)
# The article is no part of a name, « Le Goff » is: hence small letters alone.
_REPRESENTATIVE = re.compile(
    r"repr[ée]sent[ée]e? (?:aux pr[ée]sentes )?par\s*:?\s*(?-i:l[ea] )?(?P<name>[^,;()]{3,60}?)"
    r"(?:,? (?:(?:agissant )?en (?:sa )?qualit[ée] d[e'] ?|son |sa )(?P<capacity>[^,;().]{3,50}))?"
    r"(?=[,;().]|$| ci| d[ûu]ment)",
    re.IGNORECASE,
)


def suggestions(contract: Contract, legal_forms: Sequence[str]) -> Iterator[Suggestion]:
    """What presents the provider, then the client: of each, the block that tells most, then the first by its words."""
    found: dict[str, Suggestion] = {}
    presented = sorted(_presented(contract, legal_forms), key=lambda one: (-len(one[2]), fold(one[1].quote)))
    for role, passage, told in presented:
        for key, value in told.items():
            name = f"{PREFIXES[role]}.{key}"
            found.setdefault(name, Suggestion(key=name, value=(value,), passage=passage))
    names = [f"{prefix}.{key}" for prefix in PREFIXES.values() for key in KEYS]
    yield from (found[name] for name in names if name in found)


def _presented(contract: Contract, legal_forms: Sequence[str]) -> Iterator[tuple[str, Passage, Mapping[str, str]]]:
    named = [form for form in legal_forms if not form.islower()]
    form = rf"(?:{'|'.join([*map(re.escape, sorted(named, key=len, reverse=True)), _SPELT])})"
    for source in contract.texts:
        for block in source.blocks:
            if block.kind is BlockKind.ROW or len(block.text) > LONGEST or not _PRESENTS.search(fold(block.text)):
                continue
            for text in _presentations(block):
                told, role = _told(text, form), _role(text, contract)
                if told and role:
                    yield role, passage_of(Sentence(Section(source.name), block, 0, len(block.text))), told


def _presentations(block: TextBlock) -> Iterator[str]:
    """The parts of a block that present one party each: each ends with the name by which the contract calls it."""
    ends = [match.end() for match in _CALLED.finditer(block.text)]
    for start, end in zip([0, *ends], [*ends[:-1], len(block.text)], strict=False):
        yield block.text[start:end]


def _role(text: str, contract: Contract) -> str:
    """Whom a text presents: the first party that it names after « ci-après »; a company alone is the provider."""
    told = contract.parties.told(text)
    called = told.find("ci-apres")
    signs = re.search(rf"(?P<client>{CLIENT}{{3,}})|{PROVIDER}{{3,}}", told[max(called, 0) :])
    if signs:
        return CLIENT if signs["client"] else PROVIDER
    return PROVIDER if _COMPANY.search(told) else ""


def _told(text: str, form: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    if match := _SOCIETY.search(text) or _named(text, form):
        found["nom"] = match["name"]
    if match := re.search(rf"(?<![\w.]){form}(?!\w)", text):
        found["forme"] = match[0]
    if match := _SIRET.search(text):
        found["siret"] = match[0]
    elif match := _SIREN.search(text):
        found["siren"] = match[0]
    if match := _ADDRESS.search(text):
        found["adresse"] = match["address"]
    if match := _REPRESENTATIVE.search(text):
        found["representant"], found["qualite"] = match["name"], match["capacity"] or ""
    told = {key: value.strip(" ,:;") for key, value in found.items()}
    return {key: value for key, value in told.items() if value and not _BLANK.search(value) and _is_sound(key, value)}


def _named(text: str, form: str) -> re.Match[str] | None:
    """« Exemple, SAS au capital de … », or « la SAS Exemple, … »."""
    before = (
        r"(?:^|\b(?:entre|et|par)\b(?: les soussign[ée]s)?\s*:?\s*)(?:d'une part,? |d'autre part,? )?(?:l[ea] |l')?"
    )
    name = r"(?P<name>(?!(?:et|la|le|les|entre|une?)\b)[^\W\d_][^,;:(]{1,60}?)"
    return re.search(
        rf"{before}{name},?\s+(?:est une? )?(?:\(?{form}\b\)?|au capital)", text, re.IGNORECASE
    ) or re.search(
        rf"(?<![\w.])(?P<name>{form} (?!au capital)[^,;:()]{{2,60}}?)(?=,| \(| ayant| dont| immatricul|$)", text
    )


def _is_sound(key: str, value: str) -> bool:
    """Is a number one that a dossier would take?"""
    if key not in ("siren", "siret"):
        return True
    try:
        Party.model_validate({"nom": "x", key: value.replace(".", " ")})
    except ValidationError:
        return False
    return True
