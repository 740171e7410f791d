"""What keeps a sentence from being a plain promise, as a table: denials, exceptions, duties of the client, options.

Patterns are French grammar. They are tried on told sentences (see `Parties.told`): small letters without accents, `C…`
for each letter of a name of the client, `P…` for those of the provider.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clausier.model.reading import Reserve


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern and what it shows; it is not tried where the text holds none of `words`.

    `admitted` are wordings that mean no harm (« sans supplément »): what overlaps one is not found. `after`: it bears
    on what follows it, up to the end of its clause. `apart`: it says nothing but the reserve (« sur devis »).
    """

    reserve: Reserve
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    admitted: re.Pattern[str] | None = None
    after: bool = False
    apart: bool = False


def _sign(
    reserve: Reserve,
    words: str,
    *patterns: str,
    admitted: tuple[str, ...] = (),
    after: bool = False,
    apart: bool = False,
) -> Sign:
    """`words` are parted by commas, since one may hold a space."""
    safe = re.compile("|".join(admitted)) if admitted else None
    return Sign(reserve, tuple(words.split(",")), re.compile("|".join(patterns)), safe, after, apart)


_OF = r"(?:du |de la |de l'|de |des |d')"
_TO = r"(?:au |a la |a l'|aux )"
_PROVIDED = (
    r"(?:compris|inclus|couvert|prevu|fourni|assure|garanti|pris(?:e|es)? en charge|propose|realise|effectue)\w*"
)
_IS = r"(?:est|sont|sera|seront|etre|demeure\w*|reste\w*)"
_UP_TO_3 = r"(?:[\w']+ ){0,3}?"

_NOT = r"(?:pas|plus|jamais|(?:d')?aucune?s?|ni|nullement|point)\b"
_SHOWN_OFF = (
    r"(?:exce|depass|report|derog|divulgu|communiqu|transf|ced|cess|partag|limitat|exhaust|transmet|transmis|utilis|"
    r"exploit|factur|sous-trait|reprodui|copi|vend|alien|suspend|conserv\w+ (?:au-dela|apres|plus))"
)
"""Beginnings of what one promises not to do."""
_LIABLE = r"(?:responsab|tenue?s? |garanti|assur|engag)"
_UNLESS = r"\b(?:si|s'il|s'ils|lorsqu\w*|tant qu\w*|des qu\w*|afin qu\w*|pour qu\w*|sans qu\w*)\b"
_ABSTAINS = (
    rf"{_UNLESS}[^,;:]{{0,80}}?\bn(?:e |')[\w']+ {_UP_TO_3}{_NOT}",
    rf"\bn(?:e |'){_UP_TO_3}(?:{_NOT} )?(?:etre |a )?{_SHOWN_OFF}\w*(?: {_NOT})?",
    rf"\bne (?:peut|peuvent|pourra|pourront|doit|doivent|devra|devront|saurait|sauraient) (?!(?:\w+ ){{0,5}}?{_LIABLE})"
    rf"(?:\w+ )?(?:\w+ )?",
    r"\bne (?:pas|jamais) ",
    r"\bn(?:e |')\w+ (?:\w+ ){0,4}?que\b",
    r"\baucune? (?:frais|cout|supplement|surcout|facturation|penalite|indemnite)\b",
)
_FREE = (
    r"\b(?:sans|aucun|ni) (?:\w+ )?(?:frais|cout|surcout|supplement|facturation)",
    r"\bn(?:e |')(?:\w+ ){0,3}?factur\w+",
    r"\bn(?:e |')(?:\w+ ){1,3}?(?:pas|aucune?) (?:\w+ ){0,2}?(?:factur\w+|supplement)",
    r"\bnon factur\w+",
)
_NOTICE = (
    r"\bmoyennant (?:(?:le respect|l'envoi) d(?:e |u |'))?(?:un |une |le |la )?(?:\w+ )?"
    r"(?:preavis|notification|lettre|courrier)\b(?![^.;]{0,120}?(?:indemni|paiement|versement|prix|somme|euro|€|frais))"
)
"""« Moyennant un préavis » costs a delay, no money."""
_DUTIES = (
    r"(?:doit|devra|devront|doivent|prendra|s'engage|s'engagent|s'oblige|s'obligent|s'assure|s'assurent|veille|veillent|"
    r"veillera|(?:fait|fera) son affaire|font leur affaire|effectue|effectuera|procede|procedera|se charge|assure|"
    r"assurera|"
    r"realise|realisera|gere|sauvegarde|installe|maintient|met en place|met en (?:oe|o)uvre|prend en charge|garantit|"
    r"(?:est|sont) tenue?s?|supporte|conserve|fournit|fournira|verifie|verifiera|s'equipe|s'equipera|repond|"
    r"repondra|remet|"
    r"remettra|transmet|transmettra|communique|communiquera|renonce|paie|paye|regle|reglera|informe|informera|previent|"
    r"autorise|met a disposition)\b"
)
_NO_DUTY = (
    r"(?:de|et|ou|ne|est|sont|sera|seront|a|ont|aura|auront|dont|pendant|durant|avant|concernant|sauf|"
    r"(?:peu|pour|souhait|desir|demand|benefici|dispos|reco|obtien|acced|chois|confi|appel|contact|signal|saisi|ouvr|"
    r"depos|declar|reconn|accept|souscri|command|consult|recuper|resili|denonc|gard|rest|demeur|detien|entend|"
    r"adher|contract|trouv|quit|part|cess|subi|constat|valid|approuv|sign|refus|util)\w*)\b"
)
"""What a client does, or is given, that is no duty in place of the provider's."""
_SUBJECT = r"(?:^\W*(?:[0-9][0-9.]*[.)]? |[a-z][.)] )?|; |, (?:et |mais )?)(?:le |la |l'|les |chaque )"
_TIME_LEFT = (
    r"dispose(?:nt|ra|ront)? d(?:e |')(?:un delai|[\w()]+ (?:\([^)]*\) )?(?:jours?|mois|heures|semaines?|ans?)\b)"
)
"""What the client has so many days for is no delay of the provider's."""
_DONE = (
    r"(?:effectu|realis|assur|fourni|install|conserv|mis|gere|sauvegard|pris|support|maintenu|execut)\w*"
    r"(?: en (?:place|oeuvre|ouvre|charge))?"
)

SIGNS: tuple[Sign, ...] = (
    _sign(
        Reserve.EXCLUSION,
        "n',ne ",
        rf"\bn(?:e |')(?:(?:le|la|les|lui|leur|en|y|se) |l')?[\w']+ {_UP_TO_3}{_NOT}",
        r"\bn(?:e |')(?:saurai|pourr|peu)\w+ (?:\w+ ){0,4}?(?:responsab|tenu)\w*",
        admitted=_ABSTAINS,
    ),
    _sign(
        Reserve.EXCLUSION,
        "aucun,nul",
        r"\b(?:aucune?|nulle?) (?:[\w']+ ){1,5}?n(?:e |')",
        r"\baucune? (?:sauvegarde|garantie|engagement|obligation|responsabilite)",
        admitted=(r"\baucune? (?:frais|cout|supplement|surcout|facturation|penalite|indemnite)\b",),
    ),
    _sign(
        Reserve.EXCLUSION,
        "non ,pas ",
        rf"\b(?:non|pas) {_PROVIDED}\b",
        admitted=(r"\bnon (?:pas|seulement)\b", r"\bou non (?:compris|prevu)\w*"),
    ),
    _sign(
        Reserve.EXCLUSION,
        "exclu",
        rf"\b{_IS} (?:\w+ ){{0,2}}?exclu(?:e|s|es)?\b",
        rf"\bexclu(?:e|s|es)? {_OF}",
        r"\bexclusions?\b|\bexclu(?:t|ent)\b|^\W*exclu(?:e|s|es)?\b",
        admitted=(r"\ba l'exclusion d\w*", r"\bexclusion de toute autre", r"\bpas (?:\w+ )?exclu\w*"),
    ),
    _sign(
        Reserve.EXCLUSION,
        "hors,dehors",
        rf"\b(?:hors|en dehors) (?:{_OF})?(?:contrat|perimetre|prestations?|services?|champ)\b",
    ),
    _sign(
        Reserve.EXCLUSION,
        "decline,degage,sans garantie,sans engagement,pas en mesure",
        r"\b(?:decline|degage)(?:nt)? toute|\bsans (?:garantie|engagement)\b|\bpas en mesure",
    ),
    _sign(Reserve.EXCLUSION, " | ", r"\| ?(?:non|exclu(?:e|s|es)?|non (?:inclus|compris|fourni)\w*)\.?(?= ?(?:\||$))"),
    _sign(
        Reserve.EXCEPTION,
        "exception,hormis,excepte,exclusion d,sauf ",
        rf"\ba l'ex(?:ception|clusion) {_OF}|\bhormis\b|\bexcepte(?:e?s?)\b",
        r"\bsauf (?:pour )?(?:le |la |les |l')(?!cas|accord|disposition|stipulation|mention|force|samedi|dimanche)",
        admitted=(r"\ba l'exclusion de (?:tout|toute) autre",),
        after=True,
    ),
    _sign(
        Reserve.CLIENT,
        "charge,frais",
        rf"\b(?:reste\w* |demeure\w* )?a la (?:seule |entiere )?charge (?:exclusive |pleine |entiere )?{_OF}C+",
        rf"\baux (?:seuls )?frais (?:exclusifs )?{_OF}C+",
        apart=True,
    ),
    _sign(
        Reserve.CLIENT,
        "C",
        rf"C+ {_UP_TO_3}{_IS} (?:\w+ ){{0,2}}?(?:seule?s?|responsables?|charge\w*)\b",
        rf"\b(?:appartient|appartiendra|incombe|incombera|revient|reviendra) {_UP_TO_3}{_TO}C+",
        rf"\b(?:sous|releve\w* de|est de|reste de) (?:la |sa |l')(?:\w+ ){{0,2}}?responsabilite (?:\w+ )?{_OF}C+",
        rf"C+(?: \w+ment)?,? (?:(?!est|sont|ser|et|pe|pou)\w+ ){{0,2}}?(?:{_DUTIES}|{_TIME_LEFT})",
        rf"{_SUBJECT}C+,? (?:[^,;]{{3,60}}, )?(?!{_NO_DUTY})(?:\w+(?:[edt]|ra|nt))\b(?! par\b)",
        rf"C+ (?:C+ )?(?!{_NO_DUTY}|\bav)\w+ez\b",
        r"\bC+ (?:appartient|incombe|revient)\b|\ba votre (?:seule )?charge\b|\bpar vos soins\b|\ba vos frais\b",
        r"C+ en retard\b",
        rf"\b{_DONE} par (?:le |la |l'|les )?C+",
        rf"\bcharge {_TO}C+|\ba la charge {_OF}C+",
        admitted=(rf"C+ {_UP_TO_3}{_IS} {_UP_TO_3}(?:responsables? (?:de|du) traitement|libre)",),
    ),
    _sign(Reserve.CLIENT, " | ", r"\| ?C+ ?(?=\||$)"),
    _sign(
        Reserve.OPTION,
        "option",
        r"\b(?:en|d')? ?option(?:s|nel\w*)?\b",
        admitted=(r"\b(?:sans|aucune) option",),
        apart=True,
    ),
    _sign(Reserve.OPTION, "devis", r"\b(?:(?:sur|selon|apres|par|d'un|un) )?devis\b", apart=True),
    _sign(
        Reserve.OPTION,
        "moyennant,supplement,en sus,payant,factur,souscri,complementaire,hors forfait,surcout,commande,si ",
        r"\bmoyennant\b|\bsupplement\w*|\ben sus\b|\bpayant\w*|\bfactur\w+|\bhors forfait\b|\bsurcout\w*",
        r"\bp(?:eut|ourra|euvent|ourront) (?:etre )?(?:souscri\w+|commande\w*)|\bprestations? complementaires?",
        r"\bsi (?:[\w']+ ){0,3}?souscri\w+|\bsauf souscription",
        r"\bsi (?:le |la |l'|les )?C+ (?:[\w']+ ){0,2}?(?:l')?(?:souhait|demand|desir|veu|activ|fai\w+ la demande)\w*",
        admitted=(*_FREE, _NOTICE),
    ),
    _sign(
        Reserve.CONDITION,
        "si ,s'il,reserve,condition,sauf,limite,mesure,echeant,peut,peuvent,pourr,lorsqu,des lors,demande,rait,raient,"
        "a moins,toutefois,cependant,neanmoins",
        r"\bsi\b(?! possible)|\bs'ils?\b|\bsous reserve|\b(?:a|sous) (?:la )?condition\b|\bsauf\b|\ble cas echeant",
        r"\bdans la (?:limite|mesure)|\b(?:peut|peuvent|pourra|pourront|se reserve|toutefois|cependant|neanmoins)\b",
        r"\blorsqu|\bdes lors qu|\ba moins qu",
        r"\bsur (?:simple )?demande\b|\b\w{3,}(?:rait|raient)\b",
    ),
    _sign(
        Reserve.VAGUE,
        "delais,efforc,possible,indicatif,raisonnable,tout en ,vite,amene,ulierement,iodiquement,sans delai,environ,"
        "mieux,cours,demarche,souhait",
        r"\bmeilleurs delais|\bs'efforc\w+|\b(?:mesure du|autant que|si|plus tot) possible|\ba titre indicatif",
        r"\b(?:delai|temps) raisonnable|\bmet(?:tra)? tout en o|\bplus vite|\bpeut etre amene|\bsans delai\b",
        r"\bregulierement\b|\bperiodiquement\b|\benviron [0-9]|\bau mieux\b",
        r"\ben cours d(?:e |')(?:certif|obten|deploi|mise en)\w*|\bdemarche en vue\b|\bsouhaitable\b",
    ),
    _sign(
        Reserve.DEFINITION,
        "designe,signifie,entend",
        r"(?<!\bil )(?<!\belle )(?<!\bqui )(?<![CP] )\bdesign(?:e|ent)\b"
        r"(?= (?:le |la |les |l'|une? |tout|des |chaque |ensemble |celui|celle))"
        r"(?! une? (?:interlocut|refer|represent|responsab|deleg))|\bsignifi(?:e|ent)\b",
        r"\bon entend par\b|\bs'entend(?:ent)?\b",
    ),
    _sign(Reserve.NEGATION, "n',ne ,aucun,ni ", r"\bne\b|\bn'|\baucune?\b|\bni\b"),
)
"""What is looked for, in no order: all that is found is told."""

APART: tuple[Sign, ...] = tuple(sign for sign in SIGNS if sign.apart)

HEADING_SIGNS: tuple[tuple[Reserve, re.Pattern[str]], ...] = (
    (
        Reserve.EXCLUSION,
        re.compile(
            r"\bexclu(?!siv)|\bnon (?:compris|couvert|inclus)|\bhors (?:contrat|perimetre)"
            r"|\bne (?:comprend|comprennent|couvre|couvrent|prend|prennent)\b|\bn'(?:est|inclut|incluent)\b"
            r"|\blimites? (?:d'application|des? (?:la )?(?:prestation|service|maintenance)s?)"
        ),
    ),
    (Reserve.OPTION, re.compile(r"\boption|\bhors forfait|\bcomplementaires? payant")),
    (
        Reserve.DEFINITION,
        re.compile(
            r"\bdefinitions?\b|\bglossaire|\blexique|\bterminologie|\bacronymes?\b"
            r"|^\W*(?:\w+ )?(?:abreviations?|sigles?)\b"
        ),
    ),
    (
        Reserve.CLIENT,
        re.compile(
            rf"\b(?:obligation|responsabilite|engagement|devoir|charge|prerequis)s? {_UP_TO_3}(?:{_OF}|au |cote )C+"
        ),
    ),
)
"""What a heading says of all that stands under it."""

DEFINES = re.compile(r"\b(?:termes?|mots?|expressions?)\b.{0,80}\b(?:sens|signifi\w+|defini\w+|entend\w*)\b")
"""A lead-in whose items are definitions."""

TAKES_BACK = re.compile(
    r"\ba titre (?:purement )?indicatif|\bobjectifs? (?:et non|sans)\b|\b(?:sans valeur|non) contractuel\w*"
    r"|\bnon garanti\w*"
)
"""Said of a value, it makes it none."""
BREAK = re.compile(
    r"[,:]? \b(?:mais|toutefois|cependant|neanmoins|en revanche|tandis que|alors que|etant precise que)\b"
    r"|, (?:et |ou )?(?:le |la |les |l')?(?=[CP]{3,} )|;"
)
"""Where a clause with a subject of its own begins."""
TAIL_END = re.compile(r"[,;.)]|$")
"""Where what is excepted ends."""
