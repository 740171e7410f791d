"""Which sentences are nearest to a question, by the words that they share (BM25)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from clausier.french.stems import stem
from clausier.reading.contract import Contract
from clausier.reading.words import bare_words

_K, _B = 1.2, 0.75
_STOP = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "de",
        "du",
        "d",
        "et",
        "ou",
        "a",
        "au",
        "aux",
        "en",
        "dans",
        "par",
        "pour",
        "sur",
        "avec",
        "sans",
        "est",
        "sont",
        "soit",
        "que",
        "qui",
        "qu",
        "se",
        "s",
        "ce",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "ne",
        "n",
        "pas",
        "il",
        "elle",
        "ils",
        "elles",
        "y",
        "tout",
        "toute",
        "tous",
        "toutes",
        "plus",
        "ainsi",
        "dont",
        "contrat",
        "client",
        "prestataire",
        "t",
        "combien",
        "comment",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "moins",
        "c",
    ]
)


class Ranking:
    """The sentences of a contract, to be compared with questions: their own words and their heading."""

    def __init__(self, contract: Contract) -> None:
        self._texts: list[Counter[str]] = []
        self._in: dict[str, list[int]] = defaultdict(list)
        for rank, laid in enumerate(contract.laid):
            sentence = laid.sentence
            stems = Counter(
                stem(word)
                for text in (sentence.section.title, sentence.text)
                for word in contract.index.words_of(text).words
                if word not in _STOP
            )
            self._texts.append(stems)
            for one in stems:
                self._in[one].append(rank)
        self._lengths = [sum(text.values()) for text in self._texts]
        self._mean = sum(self._lengths) / max(1, len(self._lengths)) or 1.0

    def scores(self, question: str) -> dict[int, float]:
        """Rank of a sentence → how near it is; those that share no word are left out."""
        found: dict[int, float] = defaultdict(float)
        total = len(self._texts)
        for one in {stem(word) for word, _, _ in bare_words(question) if word not in _STOP}:
            ranks = self._in.get(one, ())
            weight = math.log(1 + (total - len(ranks) + 0.5) / (len(ranks) + 0.5))
            for rank in ranks:
                times = self._texts[rank][one]
                length = 1 - _B + _B * self._lengths[rank] / self._mean
                found[rank] += weight * times * (_K + 1) / (times + _K * length)
        return found
