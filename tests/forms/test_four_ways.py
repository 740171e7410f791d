"""The same answers in YAML, Excel, Word and a table of dossiers give identical analyses."""

from __future__ import annotations

from pathlib import Path

from clausier.cli.report import as_data
from clausier.dossier.read import read_case
from clausier.judging.gaps import analyse
from tests.batch import tables
from tests.builders import DAY, EXAMPLES, library
from tests.forms import files


def test_four_ways(tmp_path: Path) -> None:
    table = tables.xlsx_file(tmp_path / "lot.xlsx", tables.grid([tables.tree_of(path) for path in EXAMPLES]))
    rows = tables.read(table)
    for path, row in zip(EXAMPLES, rows, strict=True):
        case = read_case(str(path), library())
        forms = [files.read(files.practice(tmp_path, case, kind)).case for kind in files.FORMATS]
        assert row.case is not None
        analyses = [as_data(analyse(library(), one, DAY)) for one in (case, *forms, row.case)]
        assert analyses.count(analyses[0]) == 4, path
