"""A template has a budget: whatever makes it grow, it is refused in seconds and little memory, with place and limit."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from clausier.cli import run
from clausier.documents.context import context_of
from clausier.errors import InvalidInput
from clausier.office.word import compiled, metered
from clausier.office.word import render as word
from clausier.office.word.budget import LEVELS, LONGEST, NESTED, TOO_LONG, Budget, Exceeded, spending
from clausier.office.word.properties import Properties
from clausier.office.word.sandbox import FILTERS
from tests.builders import EXAMPLE, ROOT
from tests.documents import sample
from tests.office.tricks import GROWING, OTHERS, TOO_MANY, TOO_MUCH, TRICKS, loop, times
from tests.office.word_files import paragraphs, write_template

PROPERTIES = Properties("Titre", "Cabinet", sample.DAY)
CONTEXT = context_of(sample.proposal(3).view)
WAYS: dict[str, Callable[..., Any]] = {"compiled": compiled.render, "docxtpl": word.render}
SECONDS, MEGABYTES = 10, 300


def refused(way: str, path: Path) -> str:
    with pytest.raises(InvalidInput) as raised:
        WAYS[way](path, CONTEXT, PROPERTIES)
    return str(raised.value)


@pytest.mark.parametrize("trick", TRICKS)
def test_it_is_refused_in_time_with_place_and_limit(trick: str, tmp_path: Path) -> None:
    """Both ways: what the compiled one refuses is left to docxtpl's, which tells the place."""
    texts, told = TRICKS[trick]
    path = write_template(tmp_path / "lettre.docx", *texts)
    start = time.process_time()
    message = refused("compiled", path)
    assert time.process_time() - start < SECONDS
    assert told in message
    assert message.startswith("lettre.docx : " if told == TOO_MANY else "lettre.docx, « {")


@pytest.mark.parametrize("trick", ["two loops", "a text joined to itself", "many tags", "brackets", "a product"])
def test_the_compiled_way_stops_by_itself(trick: str, tmp_path: Path) -> None:
    path = write_template(tmp_path / "lettre.docx", *TRICKS[trick][0])
    ready = compiled.compiled(path.name, path.read_bytes())
    if not isinstance(ready, compiled.Compiled):
        assert TRICKS[trick][1] not in TOO_MUCH
        return
    with pytest.raises(Exceeded):
        ready.rendered(CONTEXT)


HEAVY = ("a text joined to itself", "copies in capitals", "a long text printed", "a list of long texts", "mapped")


def test_the_heaviest_take_little_memory(tmp_path: Path) -> None:
    """In a process of its own: the peak of one that ran them all."""
    told = json.dumps([GROWING[trick] for trick in HEAVY])
    script = (
        "import json, resource, sys\n"
        "from pathlib import Path\n"
        "from clausier.errors import InvalidInput\n"
        "from tests.office.test_budget import CONTEXT, PROPERTIES, WAYS\n"
        "from tests.office.word_files import write_template\n"
        f"for texts in json.loads(sys.stdin.read()):\n"
        f"    path = write_template(Path({str(tmp_path)!r}) / 'm.docx', *texts)\n"
        "    try:\n"
        "        WAYS['compiled'](path, CONTEXT, PROPERTIES)\n"
        "    except InvalidInput:\n"
        "        continue\n"
        "    sys.exit('made')\n"
        "status = Path('/proc/self/status')\n"  # where it is told, the peak of this program alone, not of its parent
        "told = status.read_text().splitlines() if status.is_file() else []\n"
        "peak = [one for one in told if one.startswith('VmHWM')]\n"
        "print(peak[0].split()[1] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", script], input=told.encode(), capture_output=True, env=environment)
    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert int(done.stdout) / 1024 < MEGABYTES


@pytest.mark.parametrize("command", ["rediger", "verifier"])
@pytest.mark.parametrize("trick", ["two loops", "many tags"])
def test_commands_refuse_it(command: str, trick: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`relancer`, `conclure` and `lot` go through the gate of `rediger` too (`desk/gate.py`)."""
    firm, dossier = tmp_path / "modeles", shutil.copy(EXAMPLE, tmp_path / "dossier.yaml")
    firm.mkdir()
    sums = ["{%p for d in demandes %}", "{{ d.intitule }}", "{%p endfor %}"]
    write_template(firm / "lettre.docx", *TRICKS[trick][0], *sums)
    asked = {
        "rediger": ["rediger", str(dossier), "-o", str(tmp_path / "sortie"), "--modeles", str(firm)],
        "verifier": ["modele", "verifier", str(firm)],
    }
    start = time.process_time()
    assert run(asked[command]) == 3
    assert time.process_time() - start < SECONDS
    printed = capsys.readouterr()
    told = re.sub("[ \n]+", " ", printed.err + printed.out)
    assert TRICKS[trick][1] in told or "n'imprime pas" in told
    assert not (tmp_path / "sortie").exists()


@pytest.mark.parametrize("way", WAYS)
def test_what_is_within_the_limits_is_printed(way: str, tmp_path: Path) -> None:
    texts = [
        "{% if true %}" * NESTED + "x" + "{% endif %}" * NESTED,
        "{{ " + " ~ ".join(["1"] * 400) + " }}",
        "{{ 1" + " + 1" * (LEVELS - 1) + " }}",
        "{% for d in demandes %}{% for i in range(100) %}{{ d.numero }}{% endfor %}{% endfor %}",
        *times("{{ 'x' }}", 1500),
    ]
    made = WAYS[way](write_template(tmp_path / "m.docx", *texts), CONTEXT, PROPERTIES)
    found = paragraphs(made.content if way == "compiled" else made)
    assert found[:3] == ["x", "1" * 400, str(LEVELS)]
    assert len(found[3]) == 900


@pytest.mark.parametrize("way", WAYS)
def test_what_a_remark_holds_is_no_tag(way: str, tmp_path: Path) -> None:
    texts = ["{# avec {{ n'importe quoi, " + "x" * 2 * LONGEST + " #}a", "{# {% #}b{# }} #}", "{{ 1 }}"]
    made = WAYS[way](write_template(tmp_path / "m.docx", *texts), CONTEXT, PROPERTIES)
    assert paragraphs(made.content if way == "compiled" else made) == ["a", "b", "1"]


@pytest.mark.parametrize("texts", [("{{ '{#' }}", "{}", "{{ '#}' }}"), ("{# a #}", "{}", "{# b #}"), ("{}", "{# #}")])
def test_a_long_tag_hides_behind_no_remark(texts: Sequence[str], tmp_path: Path) -> None:
    long = "{{ '" + "x" * LONGEST + "' }}"
    path = write_template(tmp_path / "m.docx", *(long if text == "{}" else text for text in texts))
    assert TOO_LONG in refused("compiled", path)


def test_the_budget_is_that_of_a_document_not_of_a_part_or_a_run(tmp_path: Path) -> None:
    """A template rendered a second time has its whole budget anew."""
    path = write_template(tmp_path / "m.docx", loop("x" * 5000))
    for _ in range(2):
        compiled.render(path, CONTEXT, PROPERTIES)


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("*.docx")), ids=lambda path: path.stem)
def test_our_templates_need_a_fourth_of_it_for_sixty_requests(path: Path) -> None:
    ready = compiled.compiled(path.name, path.read_bytes())
    proposal = sample.proposal(60)
    context = {**context_of(proposal.view), "synthese": proposal.summary.model_dump(mode="python", by_alias=True)}
    with spending() as budget:
        for part in ready.parts:  # type: ignore[union-attr]
            part.template.render(context)
    assert budget.left > Budget().left * 3 / 4


def test_every_filter_is_counted_or_known_to_be_quick() -> None:
    assert FILTERS.keys() > metered.QUICK
    known = metered.QUICK | metered.SHALLOW | metered.TEXTUAL | {"groupby"}
    assert FILTERS.keys() - known == {"max", "min", "round", "sort", "sum", "unique"}, "walked with all that they hold"
    assert set(GROWING) & set(OTHERS) == set()
    assert TOO_MUCH
