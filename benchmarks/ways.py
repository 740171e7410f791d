"""The ways that are compared: ours, docxtpl as documented, and what the machine itself takes."""

from __future__ import annotations

import io
import json
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count
from pathlib import Path

from docxtpl import DocxTemplate
from lxml import etree

from benchmarks.providers import records
from clausier.batch import jsonlines
from clausier.documents import package, provider_folder, publish, tidy
from clausier.documents.assemble import AMENDMENT, assemble, context_of
from clausier.documents.compiled.archive import EACH_TIME
from clausier.gaps import analyse
from clausier.library import load_library
from clausier.model.analysis import Analysis
from clausier.model.casefile import CaseFile
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName
from clausier.proposal import draft
from clausier.resources import shipped

DAY = date(2026, 11, 23)
BODY, CORE = "word/document.xml", "docProps/core.xml"


@dataclass(frozen=True)
class Bench:
    """The same providers for all; each method is a round over all of them and returns how many it made."""

    providers: int
    folder: Path

    @cached_property
    def templates(self) -> tuple[Path, ...]:
        return (shipped("templates"),)

    @cached_property
    def library(self) -> "Library":
        return load_library([shipped("clauses")])

    @cached_property
    def lines(self) -> Path:
        path = self.folder / "lot.jsonl"
        path.write_text("\n".join(records(self.providers, self.library)), encoding="utf-8")
        return path

    @cached_property
    def proposals(self) -> Sequence[Proposal]:
        return [draft(analyse(self.library, case, DAY)) for case in self.cases()]
