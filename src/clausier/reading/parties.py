"""Who is the client and who the provider, under all the names that a contract gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from clausier.model.library import Library
from clausier.quantity.find import folded_for_search

CLIENT, PROVIDER = "C", "P"
"""Signs that stand for each letter of a party's name in a told sentence, where all else is in small letters."""

_CALLED = re.compile(
    r"(?:ci[- ]apres|denommee?s?|designee?s?|appelee?s?)\b[^.;«\"“]{0,40}"
    r"(?P<names>(?:[«\"“] ?[^»\"”]{2,40}[»\"”](?: ?(?:ou|et|,) ?(?:par )?(?:le |la |l')?)?)+)"
)
_QUOTED = re.compile(r"[«\"“] ?(?:le |la |les |l')?(?P<name>[^»\"”]{2,40}?) ?[»\"”]")
_DEFINED = re.compile(
    r"^[«\"“]? ?(?:le |la |l')?(?P<name>[a-z][a-z' -]{2,40}?) ?[»\"”]?(?: ?:| -)? ?(?:designe|signifie|:|s'entend)"
    r"(?P<text>.*)"
)
_BUYS = re.compile(
    r"\b(?:souscri\w+|comman\w+|beneficia\w+|achet\w+|acquer\w+|adher\w+|utilis\w+|client|contractant avec|louant)\b"
)
_SELLS = re.compile(
    r"\b(?:fourni\w+|edit\w+|realis\w+|execut\w+|commercialis\w+|heberg\w+|exploit\w+|propos\w+|assur\w+)\b"
)
_PROMISES = re.compile(
    r"(?:^|[ (])(?P<name>[a-z][a-z0-9-]{2,30}) (?:s'engage|garantit|met en oeuvre|met en œuvre|s'efforce)\b"
)
_NO_NAMES = frozenset(
    [
        "elle",
        "il",
        "elles",
        "ils",
        "qui",
        "partie",
        "parties",
        "contrat",
        "service",
        "services",
        "presente",
        "present",
        "presentes",
        "on",
        "celui",
        "celle",
        "ci-apres",
        "chacune",
        "societe",
        "lequel",
        "laquelle",
        "dernier",
        "derniere",
        "et",
        "ou",
    ]
)
_THINGS = re.compile(
    r"\b(?:cg[uv]+|conditions?|contrats?|conventions?|services?|prestations?|informations?|donnees|periode|date|duree|annexes?|"
    r"logiciels?|solution|plateforme|site|parties?|commande|devis|tarifs?|bon|marche)\b"
)
"""What a contract calls by a name and is no party."""
OFTEN, MOST_NAMES = 3, 20
"""How many promises make a provider of who gives them; how many names of either kind are learnt, the most frequent."""
WE, YOU = "nous", "vous"
_ADDRESSED = re.compile(rf"(?<!-)\b(?P<we>{WE}|notre|nos)\b|(?<![-'])\b(?:{YOU}|votre|vos)\b")
ADDRESSED = 5
"""How many of either make « nous » the provider and « vous » the client."""


@dataclass(frozen=True)
class Parties:
    """Folded names, without article, of either party."""

    client: frozenset[str]
    provider: frozenset[str]

    @cached_property
    def _named(self) -> re.Pattern[str]:
        roles = {**dict.fromkeys(self.provider, PROVIDER), **dict.fromkeys(self.client, CLIENT)}
        names = sorted(roles, key=lambda name: (-len(name), name))
        return re.compile(rf"(?<!rendez-)\b(?:{'|'.join(map(re.escape, names))})s?\b")

    def told(self, text: str) -> str:
        """The text folded, each name of a party written in its sign: the length of the text is kept."""
        return self._named.sub(self._sign, folded_for_search(text).replace("œ", "o"))

    def _sign(self, match: re.Match[str]) -> str:
        name = match[0]
        return (CLIENT if name in self.client or name.rstrip("s") in self.client else PROVIDER) * len(name)


def parties_of(texts: Iterable[str], library: Library) -> Parties:
    """The parties as the sentences of a contract name them; the library's names where it defines none."""
    client = {folded_for_search(name) for name in (*library.party_names.client, library.client.noun, "client")}
    provider = {folded_for_search(name) for name in (*library.party_names.provider, "prestataire")}
    learnt: dict[str, Counter[str]] = {CLIENT: Counter(), PROVIDER: Counter()}
    promises: Counter[str] = Counter()
    addressed: Counter[bool] = Counter()
    for text in texts:
        folded = folded_for_search(text)
        addressed.update(match["we"] is None for match in _ADDRESSED.finditer(folded))
        for role, name in _definitions(folded, client, provider):
            learnt[role][name] += 1
        promises.update(match["name"] for match in _PROMISES.finditer(folded))
    for name in _most(learnt[CLIENT] + learnt[PROVIDER]):
        if learnt[CLIENT][name] != learnt[PROVIDER][name]:
            is_client = learnt[CLIENT][name] > learnt[PROVIDER][name]
            (client if is_client else provider).add(name)
            (provider if is_client else client).discard(name)
    often = Counter({name: times for name, times in promises.items() if times >= OFTEN and name not in _NO_NAMES})
    provider |= {name for name in _most(often) if name not in client}
    if min(addressed[True], addressed[False]) >= ADDRESSED:
        client.add(YOU)
        provider.add(WE)
    return Parties(frozenset(client), frozenset(provider))


def _most(names: Counter[str]) -> list[str]:
    return sorted(names, key=lambda name: (-names[name], name))[:MOST_NAMES]


def _definitions(folded: str, client: set[str], provider: set[str]) -> Iterator[tuple[str, str]]:
    """Each name that the sentence gives to a party, with its role."""
    for called in _CALLED.finditer(folded):
        names = [match["name"].strip() for match in _QUOTED.finditer(called["names"])]
        names = [name for name in names if name and len(name.split()) <= 4 and not _THINGS.search(name)]
        role = _role(names, folded, client, provider)
        if role:
            yield from ((role, name) for name in names)
    if defined := _DEFINED.match(folded):
        name = defined["name"].strip()
        if name in client or name in provider:
            buys, sells = _BUYS.search(defined["text"]), _SELLS.search(defined["text"])
            if bool(buys) is not bool(sells):
                yield (CLIENT if buys else PROVIDER), name


def _role(names: list[str], folded: str, client: set[str], provider: set[str]) -> str:
    if any(name in client for name in names):
        return CLIENT
    if any(name in provider for name in names):
        return PROVIDER
    is_company = re.search(r"\b(?:societe|sas|sarl|sa|eurl|sasu|capital|rcs|siret|siren)\b", folded)
    return PROVIDER if is_company and names else ""
