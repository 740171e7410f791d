"""A text joined to itself, again and again: the reader of templates keeps what it holds once."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from clausier.playbook.template_check.reader import Reader


@pytest.mark.parametrize("once", ["a ~ a", "a or a", "a if a else a", "a | default(a)"])
def test_what_a_name_holds_is_kept_once(once: str) -> None:
    source = "{% set a = 'x' %}" + f"{{% set a = {once} %}}" * 200 + "{{ a }}"
    reader = Reader({}, {})
    reader.read(Environment().parse(source))
    assert reader.printed == []
