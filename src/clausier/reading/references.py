"""Documents that a contract names: which of them were given, and sentences that only send the reader there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from clausier.french import fold
from clausier.model.contract_text import SourceText
from clausier.model.reading import MissingAnnex
from clausier.quantity.find import find, folded_for_search
from clausier.reading.passages import passage_of
from clausier.reading.structure import Sentence

_ANNEX = r"annexes? (?:n° ?)?(?:[0-9]{1,2}(?:\.[0-9])?|[ivx]{1,4}|[a-h])\b"
_NAMED = (
    r"conditions (?:particulieres|generales)(?: d(?:e |')(?:vente|services?|utilisation|prestations?))?",
    r"bons? de commande",
    r"plan d'assurance (?:securite|qualite)",
    r"politique (?:de |d')(?:confidentialite|protection des donnees|sauvegarde|securite)",
    r"grilles? tarifaires?|fiches? tarifaires?|bordereau des prix|tarifs? en vigueur",
    r"conventions? de services?|accord de (?:niveau de service|sous-traitance)",
    r"cahier des (?:charges|clauses \w+ \w+)",
)
_DOCUMENT = re.compile(rf"\b(?:{_ANNEX}|(?:{'|'.join(_NAMED)})\b)")
_REFERS = re.compile(
    r"(?:^\W*(?:voir|cf\b\.?|se reporter)|\b(?:defini|decrit|precise|detaill|indique|prevu|stipule|fixe|figur|"
    rf"mentionne|list|specifie|annex|joint|selon|conformement)\w*)\b[^.;]{{0,60}}?(?P<name>{_DOCUMENT.pattern}|\bannexes?\b)"
)
_TELLS = re.compile(
    rf"^\W*(?:les? |la |l'|une? )?(?P<name>{_DOCUMENT.pattern}) (?:[\w']+ ){{0,4}}?"
    r"(?:precise|defini|determine|fixe|indique|decri|detaille|liste|mentionne)\w*"
)
_ASIDE = re.compile(r"\([^)]*\)")
LONGEST = 260
"""Signs of a sentence that only refers; a longer one says something of its own."""
MOST_NAMED = 100
FIRST_BLOCKS, LONGEST_TITLE = 6, 120
"""Where a file says what it is: short blocks among its first."""


def only_refers(text: str) -> str:
    """The document that a sentence sends to instead of telling; empty where it tells, be it with a reference aside."""
    if len(text) > LONGEST:
        return ""
    folded = _ASIDE.sub(lambda aside: " " * len(aside[0]), folded_for_search(text))
    match = _REFERS.search(folded) or (None if any(find(text)) else _TELLS.match(folded))
    return text[match.start("name") : match.end("name")] if match else ""


def missing(sentences: Sequence[Sentence], texts: Sequence[SourceText]) -> Iterator[MissingAnnex]:
    """Each document that the contract names and that none of its files holds, once.

    The name of a file tells what it holds, as do its first lines and the headings that begin with the document's name.
    """
    files = [f" {_key(re.sub('[_-]', ' ', text.name.rpartition('.')[0]))} " for text in texts]
    titles = {f"{_key(title)} " for title in _titles(sentences, texts)}
    named: dict[str, list[tuple[Sentence, str]]] = {}
    for sentence in sentences:
        for match in _DOCUMENT.finditer(folded_for_search(sentence.text)):
            name = sentence.text[match.start() : match.end()]
            named.setdefault(_key(name), []).append((sentence, name))
    for key in [*named][:MOST_NAMED]:
        longer = any(other != key and other.startswith(key) for other in named)
        held = any(f" {key} " in name for name in files) or any(title.startswith(f"{key} ") for title in titles)
        if not longer and not held:
            sentence, name = min(named[key], key=lambda one: fold(one[0].text))
            yield MissingAnnex(name=name, passage=passage_of(sentence))


def _titles(sentences: Iterable[Sentence], texts: Iterable[SourceText]) -> Iterator[str]:
    for text in texts:
        for block in text.blocks[:FIRST_BLOCKS]:
            if len(block.text) <= LONGEST_TITLE and not block.text.endswith("."):
                yield block.text
    sections = {id(sentence.section): sentence.section for sentence in sentences}
    for section in sections.values():
        for one in section.headings:
            yield f"{one.word} {one.number} {one.title}"
            yield one.title
            yield from re.findall(r"\(([^)]*)\)", one.title)


def _key(name: str) -> str:
    """A name without plural, articles and signs, to compare: « annexes n° 3 » is « annexe 3 »."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return " ".join(word.rstrip("s") for word in words if word not in ("n", "de", "d", "des", "la", "le", "l"))
