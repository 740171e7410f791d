"""How long the document to sign will be: said before it is opened, and near what LibreOffice lays out."""

from __future__ import annotations

import re

import pytest

from clausier.documents.assemble import assemble
from clausier.judging.extent import limited
from clausier.judging.length import act_pages, told
from clausier.model.extent import EVERYTHING, Asking, Extent
from clausier.office.pdf import to_pdf
from clausier.proposal import draft
from clausier.resources import shipped
from tests.builders import all_absent, analysis

ESSENTIAL = Asking(extent=Extent.ESSENTIAL)


@pytest.mark.parametrize("asking", [EVERYTHING, ESSENTIAL], ids=["complet", "essentiel"])
def test_the_estimate_is_near_what_is_laid_out(asking: Asking) -> None:
    judged = limited(analysis(all_absent()), asking)
    act = {
        name: data for name, data in assemble(draft(judged), [shipped("templates")]).items() if name == "avenant.docx"
    }
    (printed,) = to_pdf(act).values()
    pages = len(re.findall(rb"/Type\s*/Page[^s]", printed))
    assert abs(act_pages(judged) - pages) <= max(2, pages // 8)


def test_a_long_act_offers_a_shorter_one_and_a_short_one_does_not() -> None:
    long, short = (told(limited(analysis(all_absent()), one)) for one in (EVERYTHING, ESSENTIAL))
    assert "--ampleur essentiel" in long
    assert "--ampleur" not in short
    assert told(analysis()) == ""
    assert told(analysis({"acces-wifi-separes": "non"})).startswith("Document à signer : 1 clause, 5 pages")
