"""French numbers, dates, countries, joins and typography."""

from clausier.french.marking import places_of
from clausier.french.typography import NBSP, THIN, typeset
from clausier.french.words import (
    MONTHS,
    article_named,
    counted,
    country_code,
    country_name,
    country_spellings,
    ends_with_one,
    figures,
    fold,
    join,
    long_date,
    normal,
    number_words,
    plural,
    some,
    the_article,
    words_number,
)

__all__ = [
    "MONTHS",
    "NBSP",
    "THIN",
    "article_named",
    "counted",
    "country_code",
    "country_name",
    "country_spellings",
    "ends_with_one",
    "figures",
    "fold",
    "join",
    "long_date",
    "normal",
    "number_words",
    "places_of",
    "plural",
    "some",
    "the_article",
    "typeset",
    "words_number",
]
