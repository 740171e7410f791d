"""Whatever a text holds, its blocks are clean, verbatim and at their place."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from clausier import characters
from clausier.model.contract_text import BlockKind
from clausier.office.contract import read_text
from clausier.office.contract.signs import LEFT_OUT, clean
from tests.office.contract.packages import docx, tbl
from tests.office.contract.reading import read, sound

ODD = "\x00\x02\x0b\x0c\x1b\x85\u00a0\u00ad\u200b\u200f\u2028\u202e\ufb01\ufb06\ufdd0\ufeff\ufffe\U0001fffe\ud800"
SIGNS = st.sampled_from([*"aéZ0 .-|*#_`[]()>&;:\\\n\n", *ODD, "e\u0301", "\u0301", "\u2011", "- ", "\n- ",
                         "| a | b |\n", "Article 1 ", "a) ", "[page 2]"])  # fmt: skip
TEXTS = st.lists(SIGNS, max_size=60).map("".join)


@given(TEXTS)
def test_blocks_are_clean_and_at_their_place(text: str) -> None:
    found = sound(read_text(text, "-"))
    assert found == read_text(text, "-")
    for block in found.blocks:
        assert not characters.refused(block.text)
        assert unicodedata.is_normalized("NFC", block.text)
        assert not LEFT_OUT.search(block.text)
        if block.kind is BlockKind.ROW:
            assert " | ".join(block.cells) == block.text
        else:
            assert block.text == " ".join(block.text.split())


@given(TEXTS)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.lists(st.text("ab |\u00a0", max_size=5), min_size=2, max_size=4), st.lists(st.text("ab |", max_size=5)))
def test_a_row_gives_its_cells_back(first: list[str], second: list[str]) -> None:
    cells = [f"x{text}" for text in first]
    found = read(docx(tbl(cells, [*second, "y"])), "a.docx")
    assert found.blocks[0].cells == tuple(clean(text).replace("|", "¦") for text in cells)
    assert len(found.blocks[1].cells) == len(second) + 1


def test_the_rule_for_signs() -> None:
    assert clean("  conﬁ\u00addentia\u200blité\u00a0:\u202f«\u00a0ﬂux\u00a0» peut\u2011être ") == (
        "confidentialité : « flux » peut-être"
    )
    assert clean("e\u0301te\u0301 ½ ² œ") == "été ½ ² œ"
    assert clean("a\x1bb\ufdd0") == "a\ufffdb\ufffd"
