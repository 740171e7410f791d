"""What the forms of a French word have in common. The only importer of snowballstemmer."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Protocol

_SHORTEST = 4
_PARTICIPLE = re.compile(r"ees?$")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a folded word: one for « chiffré », « chiffrées », « chiffrer » and « chiffrement ».

    Words come without accents, which the stemmer would go by: « chiffrée » is first made « chiffre ». What it cuts to
    less than four letters keeps all but its plural: data (« données ») are no gift (« dons »).
    """
    found = _stemmer().stemWord(_PARTICIPLE.sub("e", word))
    if len(found) < _SHORTEST:
        return word.rstrip("s") or word
    return found.rstrip("ie") if len(found) > _SHORTEST else found


@cache
def _stemmer() -> _Stemmer:
    from snowballstemmer import stemmer

    made: _Stemmer = stemmer("french")
    return made
