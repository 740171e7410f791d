"""Durations, frequencies, counts, amounts and countries: read, compared conservatively, written in French."""

from clausier.quantity.bounds import CHECK, out_of_bounds
from clausier.quantity.compare import counted_as, guaranteed, meets
from clausier.quantity.convert import longest_days, shortest_days
from clausier.quantity.parse import parse, parse_as
from clausier.quantity.shortfall import shortfall
from clausier.quantity.units import (
    Amount,
    Count,
    Countries,
    Duration,
    Frequency,
    Kind,
    Quantity,
    QuantityError,
    Tax,
    Unit,
)
from clausier.quantity.working import USUAL, WorkingTime
from clausier.quantity.write import legal, plain

__all__ = [
    "CHECK",
    "USUAL",
    "Amount",
    "Count",
    "Countries",
    "Duration",
    "Frequency",
    "Kind",
    "Quantity",
    "QuantityError",
    "Tax",
    "Unit",
    "WorkingTime",
    "counted_as",
    "guaranteed",
    "legal",
    "longest_days",
    "meets",
    "out_of_bounds",
    "parse",
    "parse_as",
    "plain",
    "shortest_days",
    "shortfall",
]
