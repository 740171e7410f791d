"""From what people type to a canonical text: no case, no accents, numbers as figures, noise set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from clausier.french import fold, normal, words_number
from clausier.quantity.units import QuantityError

MAX_LENGTH = 200
_FIGURE = r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_ONE = rf"(?:<[0-9]+>|{_FIGURE})"
NUMBER = rf"{_ONE}(?: ?\({_ONE}\))?"

_AT_MOST_BEFORE = re.compile(
    r"^(?:(?:au plus|au maximum|maximum|maxi|max\.?|sous|dans les|dans un delai (?:maximal |maximum )?de|"
    r"delai (?:maximal |maximum )?de) )+(?=.)"
)
_AT_MOST_AFTER = re.compile(r" ?(?:au plus|au maximum|\(?(?:maximum|maximal|maxi|max\.?)\)?)$")
_WORDS = re.compile(r"[a-z]+(?:[ -][a-z]+)*")
_UNSURE = re.compile(
    r"\b(?:environ|approximativement|a peu pres|quelques|plusieurs|au moins|minimum|mini|plus de|moins de|"
    r"au mieux|si possible|en moyenne|ou plus|ou moins)\b"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text ready for the grammars.

    `text` is what was typed, spaces tidied and noise removed; `canonical` the same, folded, with numbers
    in words as `<15>`; `at_most` tells that « au plus » or the like stood around.
    """

    original: str
    text: str
    canonical: str
    at_most: bool

    def ends(self, low: str, high: str | None) -> tuple[Fraction, Fraction]:
        """Both ends of the range that the matched numbers give; QuantityError if they contradict."""
        bottom = number(low)
        top = bottom if high is None else number(high)
        if high is not None and not bottom < top:
            raise QuantityError(
                f"« {self.original} » : une fourchette va du plus petit nombre au plus grand, "
                "par exemple « 24 à 48 heures »."
            )
        return (Fraction(0) if self.at_most else bottom), top


def read(original: str) -> Reading:
    """Tidy the text; QuantityError if it is empty, too long or hedged (« environ »)."""
    text = " ".join(normal("NFC", original).replace("’", "'").split())
    text = re.sub("[\u2010-\u2015]", "-", text).replace("(s)", "s").rstrip(".")
    if not text or len(text) > MAX_LENGTH or re.search("[<>]", text):
        raise QuantityError(
            f"« {original[:60]} » n'est pas une valeur. Écrire un nombre et son unité, par exemple « 15 jours »."
        )
    _refuse_hedges(original, fold(text))
    start, end = _core(fold(text))
    core = text[start:end]
    return Reading(original, core, _figures_for_words(fold(core)), at_most=core != text)


def _refuse_hedges(original: str, folded: str) -> None:
    hedge = _UNSURE.search(folded)
    if hedge:
        raise QuantityError(
            f"« {original} » : « {hedge[0]} » ne fixe rien de certain. Écrire la valeur qui engage, "
            "ou une fourchette, par exemple « 24 à 48 heures »."
        )


def _core(folded: str) -> tuple[int, int]:
    """Where the quantity stands between words such as « au plus »."""
    before = _AT_MOST_BEFORE.search(folded)
    start = before.end() if before else 0
    after = _AT_MOST_AFTER.search(folded, start)
    return start, after.start() if after else len(folded)


def _figures_for_words(folded: str) -> str:
    return _WORDS.sub(lambda match: _replace_numbers(match[0]), folded)


def _replace_numbers(phrase: str) -> str:
    """The longest run of words that is a number becomes `<n>`, from left to right."""
    words = re.split("([ -])", phrase)
    done: list[str] = []
    while words:
        taken = next((size for size in range(len(words), 0, -2) if _number(words[:size]) is not None), 0)
        done.append(f"<{_number(words[:taken])}>" if taken else words[0])
        words = words[max(taken, 1) :]
        done += words[:1]
        words = words[1:]
    return "".join(done)


def _number(words: list[str]) -> int | None:
    return words_number("".join(words)) if len(words) <= 15 else None


def number(text: str) -> Fraction:
    """The value of a match of NUMBER; QuantityError if words and figures differ or the figure is unclear."""
    values = [_value(part) for part in re.findall(rf"<[0-9]+>|{_FIGURE}", text)]
    if len(set(values)) > 1:
        raise QuantityError(
            "le nombre en lettres et le nombre en chiffres diffèrent. Les accorder, par exemple « quinze (15) jours »."
        )
    return values[0]


def _value(figure: str) -> Fraction:
    digits = figure.strip("<>").replace(" ", "").replace(",", ".")
    if re.search(r"\.[0-9]{3,}$", digits):
        raise QuantityError(
            f"« {figure} » ne se lit pas sûrement. Écrire « 1 200 » pour mille deux cents, et deux décimales au plus."
        )
    if len(digits) > 12:
        raise QuantityError(f"« {figure} » est trop long. Écrire un nombre de douze chiffres au plus.")
    return Fraction(digits)
