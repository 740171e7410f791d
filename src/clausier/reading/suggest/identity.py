"""Who the parties are: the block that presents each, before the name by which the contract calls it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from clausier.french import fold
from clausier.model.casefile import Party
from clausier.model.contract_text import BlockKind, TextBlock
from clausier.model.reading import Passage, Suggestion
from clausier.reading.contract import Contract
from clausier.reading.parties import CLIENT, PROVIDER
from clausier.reading.passages import passage_of
from clausier.reading.structure import Section, Sentence

_PRESENTS = re.compile(r"siren|siret|\brcs\b|r\.c\.s|capital|siege social|immatricul|represente|ci[- ]apres")
_BLANK = re.compile(r"\[|\]|…|_{2,}|\.{4,}|\bx{2,}\b", re.IGNORECASE)
_FORM = (
    r"(?:SASU?|SARL|EURL|S\.?A\.?S\.?U?|S\.?A\.?R\.?L\.?|SELARL|SELAS|SNC|SCM|SCP|SISA|GIE|S\.?A\.?|soci[ée]t[ée] (?:par actions "
    r"simplifi[ée]e(?: unipersonnelle)?|[àa] responsabilit[ée] limit[ée]e|anonyme|en nom collectif|civile [a-zé]+)|association)"
)
_NAME = re.compile(
    r"^(?:entre(?: les soussign[ée]s)?\s*:?\s*|et\s*:?\s*)?(?:d'une part,? |d'autre part,? )?(?:la )?(?:soci[ée]t[ée] |association )?"
    rf"(?P<name>[^\W\d_][^,;:(]{{1,60}}?),?\s+(?:est une? )?(?:\(?(?P<form>{_FORM})\b\)?|au capital)",
    re.IGNORECASE,
)
_SOCIETY = re.compile(
    r"\b[Ll]a soci[ée]t[ée] (?P<name>[A-ZÀ-Ý0-9][^,;:()]{1,60}?)(?=,| \(| ayant| dont| immatricul| au capital| est| et)"
)
_SIRET = re.compile(r"(?<![0-9])[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{5}(?![0-9])")
_SIREN = re.compile(r"(?<![0-9])[0-9]{3}[ .]?[0-9]{3}[ .]?[0-9]{3}(?![ .]?[0-9])")
_ADDRESS = re.compile(
    r"(?:si[èe]ge(?: social)?(?: (?:est|se trouve))?(?: situ[ée]e?| sise?| fix[ée]| [àa]| au)?|\bsise?\b|domicili[ée]e?|demeurant|adresse)"
    r"\s*:?\s*(?:au |[àa] )?(?P<address>[^;()]{5,120}?\b[0-9]{5}\s+[^\W\d_][\w'’ -]{1,40}?)(?=[,.;()]|$| (?:immatricul|repr|RCS|SIRET|ci))",
    re.IGNORECASE,
)
_REPRESENTATIVE = re.compile(
    r"repr[ée]sent[ée]e? (?:aux pr[ée]sentes )?par\s*:?\s*(?P<name>(?:M\.|Mme|Mr|Monsieur|Madame|Dr|le docteur)?\s*[^,;()]{3,60}?)"
    r"(?:,? (?:en (?:sa )?qualit[ée] d[e'] ?|agissant en qualit[ée] d[e'] ?|son |sa )(?P<capacity>[^,;().]{3,50}))?(?=[,;().]|$| ci| d[ûu]ment)",
    re.IGNORECASE,
)


def suggestions(contract: Contract) -> Iterator[Suggestion]:
    """What presents the provider, then the client: the first block of each that tells, by its words."""
    found: dict[str, Suggestion] = {}
    for role, passage, told in sorted(_presented(contract), key=lambda one: (one[0], -len(one[2]), fold(one[1].quote))):
        prefix = "prestataire" if role == PROVIDER else "cabinet"
        for key, value in told.items():
            found.setdefault(f"{prefix}.{key}", Suggestion(key=f"{prefix}.{key}", value=(value,), passage=passage))
    order = [f"{prefix}.{key}" for prefix in ("prestataire", "cabinet") for key in _KEYS]
    yield from (found[key] for key in order if key in found)


_KEYS = ("nom", "forme", "siren", "siret", "adresse", "representant", "qualite")


def _presented(contract: Contract) -> Iterator[tuple[str, Passage, Mapping[str, str]]]:
    for source in contract.texts:
        for block in source.blocks:
            if block.kind is BlockKind.ROW or len(block.text) > 1500 or not _PRESENTS.search(fold(block.text)):
                continue
            told = _told(block.text)
            role = _role(block, contract)
            if told and role:
                sentence = Sentence(Section(source.name), block, 0, len(block.text))
                yield role, passage_of(sentence), told


def _role(block: TextBlock, contract: Contract) -> str:
    """Whom a block presents: the first party that it names after « ci-après »; a company alone is the provider."""
    told = contract.parties.told(block.text)
    called = told.find("ci-apres")
    signs = re.search(r"(?P<client>C{3,})|(?P<provider>P{3,})", told[called:] if called >= 0 else told)
    if signs:
        return CLIENT if signs["client"] else PROVIDER
    return PROVIDER if re.search(r"\b(?:capital|siret|rcs|r\.c\.s)\b", told) else ""


def _told(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    if match := _SOCIETY.search(text) or _NAME.match(text):
        found["nom"] = match["name"]
    if match := re.search(rf"(?<![\w.]){_FORM}(?![\w])", text):
        found["forme"] = match[0]
    if match := _SIRET.search(text):
        found["siret"] = match[0]
    elif match := _SIREN.search(text):
        found["siren"] = match[0]
    if match := _ADDRESS.search(text):
        found["adresse"] = match["address"]
    if match := _REPRESENTATIVE.search(text):
        found["representant"] = match["name"]
        if match["capacity"]:
            found["qualite"] = match["capacity"]
    told = {key: value.strip(" ,:;") for key, value in found.items()}
    return {key: value for key, value in told.items() if value and not _BLANK.search(value) and _is_sound(key, value)}


def _is_sound(key: str, value: str) -> bool:
    """Is a number one that a dossier would take?"""
    if key not in ("siren", "siret"):
        return True
    try:
        Party.model_validate({"nom": "x", key: value.replace(".", " ")})
    except ValidationError:
        return False
    return True
