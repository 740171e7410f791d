"""A verdict is one record: whatever shows verdicts shows all of them, and tells them apart."""

from __future__ import annotations

import pickle

import pytest

from clausier.cli.screen import STYLES
from clausier.model.verdict import GAPS, Finding, Shade, Verdict
from clausier.office.palette import SHADES


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_its_word(verdict: Verdict) -> None:
    assert Verdict(verdict.value) is verdict
    assert pickle.loads(pickle.dumps(verdict)) is verdict
    assert f"{verdict}" == verdict.value


def test_letters_and_shades_tell_verdicts_apart() -> None:
    assert len({verdict.letter for verdict in Verdict}) == len(Verdict)
    assert {verdict.shade for verdict in Verdict} == set(Shade)


def test_every_shade_has_colours_and_every_gap_is_seen_on_a_screen() -> None:
    assert set(SHADES) == set(Shade)
    assert {verdict.shade for verdict in GAPS} < set(STYLES)


def test_each_finding_leads_to_one_verdict() -> None:
    told = [verdict.finding for verdict in Verdict if verdict.finding]
    assert sorted(told) == sorted(Finding)


def test_gaps_are_the_verdicts_that_call_for_a_clause() -> None:
    assert [verdict.value for verdict in GAPS] == ["absent", "contraire", "insuffisant", "imprecis", "non_prouve"]
