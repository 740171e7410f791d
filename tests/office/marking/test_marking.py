"""A foreign contract marked up: rejected, nothing is left; accepted, each text is at its place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.marking.changes import accept, left, texts
from tests.office.marking.contracts import PIECES, body, contract, edit, marked

KINDS = st.lists(st.sampled_from(sorted(PIECES)), min_size=1, max_size=7)


@settings(max_examples=150, deadline=None)
@given(KINDS, st.sampled_from(sorted({*PIECES} - {"columns"})), st.booleans(), st.data())
def test_rejected_it_is_the_original_and_accepted_each_text_is_there(
    kinds: list[str], last: str, comments: bool, data: st.DataObject
) -> None:
    content = contract("paragraph", *kinds, last=last, comments=comments)
    count = sum(1 for _ in body(content).iter("{*}p"))
    ranks = data.draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=4))
    edits = [edit(rank, f"demande {number} a\ndemande {number} b") for number, rank in enumerate(ranks)]
    found = marked(content, *edits)
    assert left(found) == left(content)
    before, after = texts(body(content)), texts(accept(body(found)))
    wanted = [line for number, _ in enumerate(ranks) for line in (f"demande {number} a", f"demande {number} b")]
    assert sorted(text for text in after if text.startswith("demande")) == sorted(wanted)
    assert [text for text in after if not text.startswith("demande")] == before
