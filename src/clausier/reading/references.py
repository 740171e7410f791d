"""Documents that a contract names: which of them were given, and sentences that only send the reader there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from clausier.french import fold
from clausier.model.contract_text import SourceText
from clausier.model.reading import MissingAnnex
from clausier.quantity.find import folded_for_search
from clausier.reading.passages import passage_of
from clausier.reading.structure import Sentence

_ANNEX = r"annexes?(?: n°)? ?(?:[0-9]{1,2}(?:\.[0-9])?|[ivx]{1,4}|[a-h])\b"
_NAMED = (
    r"(?:conditions (?:particulieres|generales)(?: d[e'](?: |)(?:vente|services?|utilisation|prestations?))?|bons? de commande|"
    r"plan d'assurance (?:securite|qualite)|politique (?:de |d')(?:confidentialite|protection des donnees|sauvegarde|securite)|"
    r"grille tarifaire|bordereau des prix|convention de services?|accord de (?:niveau de service|sous-traitance)|"
    r"cahier des (?:charges|clauses \w+ \w+)|charte [a-z]+|fiche tarifaire|tarifs? en vigueur)"
)
_DOCUMENT = re.compile(rf"\b(?:{_ANNEX}|{_NAMED}\b)")
_REFERS = re.compile(
    r"\b(?:voir|cf\.?|se reporter|conformement|(?:tels? que |telles? que )?(?:defini|decrit|precise|detaille|indique|prevu|stipule|"
    r"fixe|figur|mentionne|liste|presente|specifie|annex|joint)\w*|renvoi\w*|en)\b[^.;]{0,60}?(?P<name>"
    + _DOCUMENT.pattern
    + r"|\bannexes?\b)"
)
LONGEST = 260
"""Signs of a sentence that only refers; a longer one says something of its own."""


def only_refers(text: str) -> str:
    """The document that a sentence sends to instead of telling; empty where it tells."""
    if len(text) > LONGEST:
        return ""
    folded = folded_for_search(text)
    match = _REFERS.search(folded)
    return text[match.start("name") : match.end("name")] if match else ""


def missing(sentences: Iterable[Sentence], texts: Sequence[SourceText]) -> Iterator[MissingAnnex]:
    """Each document that the contract names and that none of its files holds, once, with where it is named first."""
    sentences = list(sentences)
    held = {_key(title) for sentence in sentences for title in _titles(sentence)}
    held |= {_key(text.name.rsplit(".", 1)[0].replace("_", " ").replace("-", " ")) for text in texts}
    held |= {_key(block.text) for text in texts for block in text.blocks[:6] if len(block.text) < 120}
    told: set[str] = set()
    for sentence in sentences:
        for match in _DOCUMENT.finditer(folded_for_search(sentence.text)):
            name = sentence.text[match.start() : match.end()]
            key = _key(name)
            if key in told or any(key in title for title in held):
                continue
            told.add(key)
            yield MissingAnnex(name=name, passage=passage_of(sentence))


def _titles(sentence: Sentence) -> Iterator[str]:
    for one in sentence.section.headings:
        yield f"{one.word} {one.number} {one.title}"


def _key(name: str) -> str:
    """A name without plural and signs, to compare: « annexes 3 » is « annexe 3 »."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return " ".join(word.rstrip("s") for word in words if word not in ("n", "de", "d", "des", "la", "le", "l"))
