"""The ways that are compared: ours, docxtpl as documented, and what the machine itself takes."""

from __future__ import annotations

import io
import itertools
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from docxtpl import DocxTemplate
from lxml import etree

from benchmarks.providers import records
from clausier.batch import jsonlines
from clausier.documents import catalogue
from clausier.documents.assemble import assemble
from clausier.documents.context import context_of, of_clauses
from clausier.documents.folder import provider_folder
from clausier.documents.manifest import Terms
from clausier.files.replacing import replace
from clausier.judging.gaps import analyse
from clausier.library.reading import load_library
from clausier.model.analysis import Analysis
from clausier.model.library import Library
from clausier.model.proposal import Proposal
from clausier.model.requirement import PositionName
from clausier.office import package
from clausier.office.archive import EACH_TIME
from clausier.office.word import tidy
from clausier.proposal import draft
from clausier.resources import shipped

DAY = date(2026, 11, 23)
BODY, CORE = "word/document.xml", "docProps/core.xml"
TEMPLATES = (shipped("templates"),)
ACT = TEMPLATES[0] / "acte.docx"


@dataclass(frozen=True)
class Ways:
    """The same providers for all. Each way makes its files for a part of them and returns their number."""

    providers: int
    out: Path

    @cached_property
    def library(self) -> Library:
        return load_library([shipped("clauses")])

    @cached_property
    def lines(self) -> Path:
        path = self.out / "lot.jsonl"
        path.write_text("\n".join(records(self.providers, self.library)), encoding="utf-8")
        return path

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        return tuple(draft(analysis) for analysis in self.analyses())

    @cached_property
    def bodies(self) -> tuple[bytes, ...]:
        """The XML of each amendment, rendered beforehand."""
        return tuple(package.read_members(compiled_act(proposal))[BODY] for proposal in self.proposals)

    def analyses(self) -> Iterator[Analysis]:
        for record in jsonlines.records(self.lines, self.library):
            assert record.case is not None, record.problems
            yield analyse(self.library, record.case, DAY)

    def rendering(self) -> int:
        return self._written(map(compiled_act, self.proposals))

    def docxtpl_rendering(self) -> int:
        return self._written(map(docxtpl_act, self.proposals))

    def limit(self) -> int:
        return self._written(zlib.compress(body, EACH_TIME) for body in self.bodies)

    def end_to_end(self) -> int:
        return self._written(compiled_act(draft(analysis)) for analysis in self.analyses())

    def docxtpl_end_to_end(self) -> int:
        return self._written(docxtpl_act(draft(analysis)) for analysis in self.analyses())

    def whole_folder(self) -> int:
        terms = Terms(DAY, PositionName.TARGET)
        for rank, analysis in enumerate(self.analyses()):
            for name, content in provider_folder(analysis, draft(analysis), terms, TEMPLATES).items():
                replace(self._folder(rank) / name, content)
        return self.providers

    def _written(self, contents: Iterable[bytes]) -> int:
        """Each content as a file, put in place at once as `lot` does: every way writes the same."""
        for rank, content in zip(itertools.count(), contents, strict=False):
            replace(self._folder(rank) / catalogue.ACT.file(signed=True), content)
        return self.providers

    def _folder(self, rank: int) -> Path:
        folder = self.out / str(rank)
        folder.mkdir(exist_ok=True)
        return folder


def compiled_act(proposal: Proposal) -> bytes:
    """As `rediger` and `lot` make it, checks included."""
    (content,) = assemble(proposal, TEMPLATES, {catalogue.ACT}).values()
    return content


def docxtpl_act(proposal: Proposal) -> bytes:
    """As docxtpl's documentation shows, with its `autoescape`."""
    document = DocxTemplate(ACT)
    document.render(of_clauses(context_of(proposal.view), proposal.view), autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def differences(proposal: Proposal) -> list[str]:
    """Names of the parts of an amendment that both ways do not make equal, in canonical XML.

    Runs that print nothing, which docxtpl leaves behind, are set aside; so are the properties.
    """
    ours, theirs = canonical(compiled_act(proposal)), canonical(docxtpl_act(proposal))
    return [name for name in {*ours, *theirs} - {CORE} if ours.get(name) != theirs.get(name)]


def canonical(content: bytes) -> dict[str, bytes]:
    """Each member of a Word file, XML in its canonical form."""
    members = tidy.tidied(package.read_members(content))
    return {
        name: etree.tostring(etree.fromstring(data), method="c14n") if name.endswith((".xml", ".rels")) else data
        for name, data in members.items()
    }
