"""What keeps a sentence from being a plain promise: who denies, who is charged with it, what is optional or vague.

Patterns are French grammar. They are tried on told sentences (see `Parties.told`): small letters without accents, `C…`
the client, `P…` the provider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausier.model.reading import Reserve


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern and what it shows; it is not tried where the text holds none of `words`.

    `admitted` are sentences around it that mean no harm (« sans supplément »). `after`: it bears on what follows it
    alone, up to the end of its clause. `apart`: it adds nothing but the reserve (« sur devis »).
    """

    reserve: Reserve
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    admitted: re.Pattern[str] | None = None
    after: bool = False
    apart: bool = False


def _sign(
    reserve: Reserve, words: str, pattern: str, admitted: str = "", *, after: bool = False, apart: bool = False
) -> Sign:
    return Sign(
        reserve,
        tuple(words.split("|")),
        re.compile(pattern),
        re.compile(admitted) if admitted else None,
        after,
        apart,
    )


_PROVIDED = (
    r"(?:compris|inclus|couvert|prevu|fourni|assure|garanti|pris(?:e|es)? en charge|propose|realise|effectue)\w*"
)
_THE = r"(?:le |la |l'|les |du |de la |de l'|des |au |a la |a l'|aux )?"
_ABSTAINS = (
    r"\bn(?:e |')(?:\w+ ){0,2}?(?:exce\w+|depass\w+|report\w+|derog\w+|divulgu\w+|communiqu\w+|transfer\w+|ced\w+|"
    r"partag\w+|limitati\w+|exhausti\w+|transmet\w*|transmis\w*|conserv\w+ (?:pas|aucun)|utilis\w+|exploit\w+|sous-trait\w+|"
    r"pas (?:limitati\w+|exhausti\w+|partag\w+|transfer\w+|transmis\w*|divulgu\w+|communiqu\w+|ced\w+|depass\w+|exced\w+|"
    r"suspens\w+|accessibl\w+ (?:aux tiers|depuis)|conserv\w+ (?:au-dela|apres)))"
    r"|\bne (?:pas|jamais) \w+|\bne (?:peut|peuvent|pourra|pourront|doit|doivent|devra|devront|saurait|sauraient)\b"
    r"(?! (?:\w+ ){0,3}?(?:tenue?s? |etre |garanti\w* |assur\w* |engag\w* )*(?:responsab|pour responsab|garanti|assur|engag|tenu))"
    r"|\bsans (?:que|l'accord|accord|autorisation)\b.*\bne\b|\bn(?:e |')\w+ (?:\w+ ){0,4}?que\b"
    r"|\baucune? (?:frais|cout|supplement|surcout|facturation|donnee|penalite|indemnite)\b"
)
_DUTIES = (
    r"(?:doit|devra|devront|doivent|prendra|s'engage|s'engagent|s'oblige|s'obligent|s'assure|s'assurent|veille|veillent|"
    r"veillera|fait son affaire|font leur affaire|fera son affaire|effectue|effectuera|procede|procedera|se charge|assure|"
    r"assurera|realise|realisera|gere|sauvegarde|installe|maintient|met en place|met en oeuvre|met en ouvre|prend en charge|"
    r"garantit|est tenue?s?|sont tenue?s?|supporte|conserve|fournit|fournira|dispose d)"
)
_MADE = (
    r"(?:effectu|realis|assur|fourni|install|conserv|mis|mise|mises|gere|geree|sauvegard|pris|prise|support|maintenu|execut)"
    r"\w*(?: en (?:place|oeuvre|ouvre|charge))?"
)

SIGNS: tuple[Sign, ...] = (
    _sign(
        Reserve.EXCLUSION,
        "n'|ne ",
        r"\bn(?:e |')(?:(?:le|la|les|lui|leur|en|y|se|l') ?)?[\w']+ (?:[\w']+ ){0,3}?(?:pas|plus|jamais|aucune?s?|ni|nullement)\b"
        r"|\bn(?:e |')(?:saurai|pourr|peu)\w+ (?:\w+ ){0,4}?(?:responsab|tenu)\w*",
        _ABSTAINS,
    ),
    _sign(
        Reserve.EXCLUSION,
        "aucun|nul",
        r"\b(?:aucune?|nulle?) (?:\w+ ){1,5}?n(?:e |')|\baucune? (?:sauvegarde|garantie|engagement|obligation|responsabilite)",
        r"\baucune? (?:frais|cout|supplement|surcout|facturation|penalite|indemnite)\b",
    ),
    _sign(
        Reserve.EXCLUSION, "non |pas ", rf"\b(?:non|pas) {_PROVIDED}\b", r"\bnon (?:compris\w* )?(?:pas|seulement)\b"
    ),
    _sign(
        Reserve.EXCLUSION,
        "exclu",
        r"\b(?:est|sont|sera|seront|etre|demeure\w*|reste\w*) (?:\w+ ){0,2}?exclu(?:e|s|es)?\b|\bexclu(?:e|s|es)? (?:du|de la|de|des)\b"
        r"|\bexclusions?\b|\bexclu(?:t|ent)\b|^\W*exclu(?:e|s|es)?\b",
        r"\ba l'exclusion d|\bexclusion de toute autre",
    ),
    _sign(
        Reserve.EXCLUSION,
        "hors|dehors",
        r"\b(?:hors|en dehors)(?: du| de la| de)? (?:contrat|perimetre|prestations?|services?|champ)\b",
    ),
    _sign(
        Reserve.EXCLUSION,
        "decline|sans garantie|pas en mesure|sans engagement",
        r"\bdecline(?:nt)? toute|\bsans (?:garantie|engagement)\b|\bpas en mesure",
    ),
    _sign(Reserve.EXCLUSION, "|", r"(?:^|\| ?)(?:non|exclu(?:e|s|es)?|non inclus\w*|non compris\w*)\.?(?= ?(?:\||$))"),
    _sign(
        Reserve.EXCEPTION,
        "exception|hormis|excepte|exclusion d",
        r"\b(?:a l'exception|a l'exclusion) (?:de |du |des |d')|\bhormis\b|\bexcepte\b",
        r"\ba l'exclusion de (?:tout|toute) autre",
        after=True,
    ),
    _sign(
        Reserve.CLIENT,
        "charge|frais",
        r"\b(?:a|reste\w* a|demeure\w* a) la (?:seule |pleine |entiere )?charge (?:exclusive |pleine |entiere )?"
        r"(?:du |de la |de l'|des |d')C+|\baux (?:seuls )?frais (?:exclusifs )?(?:du |de la |de l'|des )C+",
        apart=True,
    ),
    _sign(
        Reserve.CLIENT,
        "C",
        rf"C+ (?:\w+ ){{0,3}}?(?:est|sont|demeure\w*|reste\w*|sera|seront) (?:\w+ ){{0,2}}?(?:seule?s?|responsables?|charge\w*)\b"
        rf"|\b(?:appartient|appartiendra|incombe|incombera|revient|reviendra) (?:\w+ ){{0,2}}?(?:au |a l'|a la |aux )C+"
        rf"|\b(?:sous|releve\w* de) (?:la |sa |l')(?:\w+ ){{0,2}}?responsabilite (?:\w+ )?(?:du |de la |de l'|des )C+"
        rf"|\bC+(?: \w+ment)?,? (?:\w+ ){{0,2}}?{_DUTIES}\b|\b{_MADE} par {_THE}C+|\b(?:charge|soin) (?:au|pour le) C+",
        r"C+ (?:\w+ ){0,3}?(?:est|sont|demeure\w*|reste\w*) (?:\w+ ){0,3}?(?:responsables? (?:de|du) traitement|libre)",
    ),
    _sign(Reserve.CLIENT, "|", r"\| ?C+ ?(?=\||$)"),
    _sign(
        Reserve.OPTION,
        "option",
        r"\ben option\b|\boption(?:nel\w*|s)?\b",
        r"\b(?:sans|aucune) option",
        apart=True,
    ),
    _sign(
        Reserve.OPTION,
        "devis",
        r"\b(?:sur|selon|apres|par|d'un|un) devis\b|\bdevis (?:separe|specifique|complementaire)|\bdevis\b",
        apart=True,
    ),
    _sign(
        Reserve.OPTION,
        "moyennant|supplement|en sus|payant|factur|souscri|complementaire|hors forfait|surcout",
        r"\bmoyennant\b|\bsupplement\w*|\ben sus\b|\bpayant\w*|\bfactur\w+|\bhors forfait\b|\bsurcout"
        r"|\bp(?:eut|ourra|euvent|ourront) (?:etre )?(?:souscri\w+|commande\w*)|\bprestations? complementaires?"
        r"|\bsi (?:l'option|\w+ a souscrit)",
        r"\b(?:sans|aucun|ni) (?:frais|cout|surcout|supplement|facturation)|\bn(?:e |')(?:\w+ ){0,3}?factur\w+|\bnon factur"
        r"|\bn(?:e |')(?:\w+ ){1,3}?(?:pas|aucune?) (?:\w+ ){0,2}?(?:factur\w+|supplement)|\bcompris\w* (?:\w+ ){0,3}?sans\b",
    ),
    _sign(
        Reserve.CONDITION,
        "si |s'il|reserve|condition|sauf|limite|echeant|pourr|peut|peuvent|lorsqu|des lors|demande|rait|raient|a moins",
        r"\bsi\b(?! possible)|\bs'ils?\b|\bsous reserve|\b(?:a|sous) (?:la )?condition\b|\bsauf\b|\bdans la (?:limite|mesure)"
        r"|\ble cas echeant|\bP+ (?:pourra|peut|se reserve)\b|\blorsqu|\bdes lors qu|\bsur (?:simple )?demande\b|\ba moins qu"
        r"|\b\w+(?:rait|raient)\b",
    ),
    _sign(
        Reserve.VAGUE,
        "delais|s'efforc|possible|indicatif|raisonnable|tout en |vite|plus tot|amene|ulierement|iodiquement|sans delai|environ|mieux|etudi",
        r"\bmeilleurs delais|\bs'efforc\w+|\b(?:mesure du|autant que|si) possible|\ba titre indicatif|\b(?:delai|temps) raisonnable"
        r"|\bmet(?:tra)? tout en o|\bplus vite|\bplus tot possible|\bpeut etre amene|\bregulierement\b|\bperiodiquement\b"
        r"|\bsans delai\b|\benviron [0-9]|\bau mieux\b",
    ),
    _sign(
        Reserve.DEFINITION,
        "designe|signifie|entend",
        r"\bdesignent?\b(?! (?:un|une) (?:interlocuteur|referent|representant|responsable))|\bsignifient?\b|\bon entend par\b|\bs'entend(?:ent)?\b",
    ),
    _sign(Reserve.NEGATION, "n'|ne |aucun|ni ", r"\bne\b|\bn'|\baucune?\b|\bni\b"),
)
"""What is looked for, in no order: all that is found is told."""

_LOWERS = (Reserve.EXCLUSION, Reserve.EXCEPTION, Reserve.CLIENT, Reserve.OPTION, Reserve.VAGUE, Reserve.DEFINITION)
_BREAK = re.compile(
    r"[,:]? \b(?:mais|toutefois|cependant|neanmoins|en revanche|tandis que|alors que|etant precise que)\b"
    r"|, (?:et |ou )?(?:le |la |les |l')?(?=[CP]{3,} )|;"
)
"""Where a clause with a subject of its own begins."""
_TAIL_END = re.compile(r"[,;.)]|$")

_HEADING_SIGNS = (
    (
        Reserve.EXCLUSION,
        re.compile(
            r"\bexclu|\bnon (?:compris|couvert|inclus)|\bhors (?:contrat|perimetre)|\blimites? (?:d'application|des? (?:la )?(?:prestation|service|maintenance|garantie)s?)"
        ),
    ),
    (Reserve.OPTION, re.compile(r"\boption|\bhors forfait|\bcomplementaires? payant")),
    (
        Reserve.CLIENT,
        re.compile(
            r"\b(?:obligation|responsabilite|engagement|devoir|charge|prerequis)s? (?:\w+ ){0,3}?(?:du |de la |de l'|des |au |cote )?C+"
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A reserve found in a told sentence, at these places; `scope` is what it bears on."""

    reserve: Reserve
    start: int
    end: int
    scope: tuple[int, int]
    apart: bool = False


def hits(told: str) -> Iterator[Hit]:
    """Every reserve of a told sentence."""
    bounds: list[int] | None = None
    for sign in SIGNS:
        if not any(word in told for word in sign.words):
            continue
        harmless = [match.span() for match in sign.admitted.finditer(told)] if sign.admitted else []
        for match in sign.pattern.finditer(told):
            start, end = match.span()
            if any(begin < end and start < finish for begin, finish in harmless):
                continue
            if bounds is None:
                bounds = [0, *(one.start() for one in _BREAK.finditer(told)), len(told)]
            yield Hit(sign.reserve, start, end, _scope(sign, told, start, end, bounds), sign.apart)


def _scope(sign: Sign, told: str, start: int, end: int, bounds: list[int]) -> tuple[int, int]:
    if sign.after:
        tail = _TAIL_END.search(told, end)
        return start, tail.start() if tail else len(told)
    return max(one for one in bounds if one <= start), min(one for one in bounds if one >= end)


def of_heading(told: str) -> Iterator[Reserve]:
    """What a heading says of all that stands under it."""
    for reserve, pattern in _HEADING_SIGNS:
        if pattern.search(told):
            yield reserve


def lowers(reserve: Reserve) -> bool:
    """Does it take from what a sentence promises, or only from its certainty?"""
    return reserve in _LOWERS
