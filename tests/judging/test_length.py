"""How long the document to sign will be: said before it is opened, and near what LibreOffice lays out."""

from __future__ import annotations

import re

import pytest

from clausier.documents.assemble import assemble
from clausier.dossier.read import case_of
from clausier.files.strictyaml import read_bytes
from clausier.judging.extent import limited
from clausier.judging.gaps import analyse
from clausier.judging.length import act_pages, told
from clausier.model.analysis import Analysis
from clausier.model.extent import EVERYTHING, Asking, Extent
from clausier.office.pdf import to_pdf
from clausier.proposal import draft
from clausier.resources import shipped
from tests.builders import DAY, EXAMPLE, all_absent, analysis, library

ESSENTIAL = Asking(extent=Extent.ESSENTIAL)
ONE = {"sauvegardes-quotidiennes": "non"}


def example(asking: Asking) -> Analysis:
    case = case_of(read_bytes(EXAMPLE.read_bytes(), str(EXAMPLE)), library())
    return limited(analyse(library(), case, DAY), asking)


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("judged", "most"),
    [
        (example(EVERYTHING), 16),
        (example(ESSENTIAL), 7),
        (limited(analysis(all_absent()), EVERYTHING), 22),
        (limited(analysis(all_absent()), ESSENTIAL), 8),
        (analysis(ONE), 3),
    ],
    ids=["example", "example-essentiel", "absent", "absent-essentiel", "one"],
)
def test_an_act_is_short_and_its_pages_are_foretold(judged: Analysis, most: int) -> None:
    act = {
        name: data
        for name, data in assemble(draft(judged), [shipped("templates")]).items()
        if name in ("avenant.docx", "conditions-particulieres.docx")
    }
    (printed,) = to_pdf(act).values()
    pages = len(re.findall(rb"/Type\s*/Page[^s]", printed))
    assert pages <= most
    assert abs(act_pages(judged) - pages) <= 1


def test_a_long_act_offers_a_shorter_one_and_a_short_one_does_not() -> None:
    long, short = (told(limited(analysis(all_absent()), one)) for one in (EVERYTHING, ESSENTIAL))
    assert "--ampleur essentiel" in long
    assert "--ampleur" not in short
    assert told(analysis()) == ""
    assert told(analysis({"acces-wifi-separes": "non"})).startswith("Document à signer : 1 clause, 3 pages")
