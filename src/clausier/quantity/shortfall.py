"""Why a value fails its limit, and by how much, in one French phrase."""

from __future__ import annotations

from fractions import Fraction

from clausier.french import country_name, figures, join
from clausier.quantity.compare import Measured, end, guaranteed, measure, rate, value_rate
from clausier.quantity.units import Amount, Count, Countries, Duration, Frequency, Quantity, Unit
from clausier.quantity.working import USUAL, WorkingTime
from clausier.quantity.write import plain


def shortfall(value: Quantity, limit: Quantity, *, at_most: bool, work: WorkingTime = USUAL) -> str:
    """« 30 jours au lieu de 15 jours au plus, soit 15 jours de trop ». Both are of one kind."""
    match value, limit:
        case Duration(), Duration():
            return _duration(value, limit, at_most, work)
        case Frequency(), Frequency():
            return f"{_instead(value, limit, at_most)}{_rates(value, limit, at_most, work)}"
        case Count(), Count():
            gap = Count(*_gap(value, limit, at_most))
            return f"{_instead(value, limit, at_most)}, soit {plain(gap)} de {_direction(at_most)}"
        case Amount(), Amount():
            money = Amount(*_gap(value, limit, at_most))
            return f"{_instead(value, limit, at_most)}, soit {plain(money)} de {_direction(at_most)}"
        case Countries(), Countries():
            outside = [country_name(code) for code in value.codes if code not in limit.codes]
            return f"{join(outside)} hors de la liste admise ({plain(limit)})"
    return f"{plain(value)} au lieu de {plain(limit)}"


def _gap(value: Count | Amount, limit: Count | Amount, at_most: bool) -> tuple[Fraction, Fraction]:
    gap = abs(end(value, at_most=at_most) - end(limit, at_most=at_most))
    return gap, gap


def _direction(at_most: bool) -> str:
    return "trop" if at_most else "moins"


def _single(quantity: Duration | Frequency | Count | Amount, at_most: bool) -> str:
    """The limit by the end that binds, so that « au plus » is said once."""
    return plain(guaranteed(quantity, at_most=at_most))


def _instead(
    value: Duration | Frequency | Count | Amount, limit: Duration | Frequency | Count | Amount, at_most: bool
) -> str:
    return f"{plain(value)} au lieu de {_single(limit, at_most)} au {'plus' if at_most else 'moins'}"


def _duration(value: Duration, limit: Duration, at_most: bool, work: WorkingTime) -> str:
    measured = measure(value, limit, at_most=at_most, work=work)
    bound = f"au lieu de {_single(limit, at_most)} au {'plus' if at_most else 'moins'}"
    if measured.unit is not limit.unit:
        bound += f" ({_in(measured.unit, measured.limit)})"
    if measured.unit is value.unit:
        upto = "" if value.low == value.high else "jusqu'à "
        gap = _in(measured.unit, abs(measured.value - measured.limit))
        return f"{plain(value)} {bound}, soit {upto}{gap} de {_direction(at_most)}"
    return f"{plain(value)}, soit {_converted(value, measured, at_most)}, {bound}"


def _converted(value: Duration, measured: Measured, at_most: bool) -> str:
    n, unit = measured.value, measured.unit
    certain = measured.exact and value.low == value.high
    caution = "" if certain else "jusqu'à " if at_most else "parfois seulement "
    rounded = (100 * n).denominator != 1 and not (unit is Unit.HOUR and 60 % n.denominator == 0)
    text = plain(Duration(n, n, unit, calendar_stated=unit is Unit.DAY and not measured.exact))
    return f"{caution}{'environ ' if rounded else ''}{text}"


def _in(unit: Unit, n: Fraction) -> str:
    return plain(Duration(n, n, unit))


def _rates(value: Frequency, limit: Frequency, at_most: bool, work: WorkingTime) -> str:
    """Both per year, where the periods differ."""
    if (value.every, value.unit) == (limit.every, limit.unit):
        return ""
    ours, bound = value_rate(value, at_most=at_most, work=work), rate(limit, at_most=at_most, work=work)
    places = 0 if round(ours) not in (0, round(bound)) else None
    about = "environ " if places == 0 and {ours.denominator, bound.denominator} != {1} else ""
    return f", soit {about}{figures(ours, places)} par an au lieu de {figures(bound, places)}"
