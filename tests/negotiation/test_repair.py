"""suivre --reparer: the longest sound part of a register is kept, and nothing of the rest is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from clausier.cli import run
from clausier.errors import InvalidInput
from clausier.negotiation.register import NAME, read_register, with_events
from clausier.negotiation.repair import Repaired, repaired
from tests.negotiation.test_register import CASE, EVENTS, OLD, OLD_CASE, SECOND, TOLD, bare, changed, confirmed

WHOLE = with_events("", CASE, *EVENTS).encode()
KEPT = {
    "edit": 0, "edit the last": 4, "drop": 1, "drop the last": 4, "swap": 0, "double": 1, "double the last": 5,
    "insert": 1, "unseal": 2, "unseal the last": 4, "cut": 4, "cut between": 4, "empty": 0,
}  # fmt: skip


def mended(tmp_path: Path, content: bytes, case: str = CASE) -> Repaired:
    path = tmp_path / NAME
    path.write_bytes(content)
    done = repaired(path, case)
    assert done
    path.write_bytes(done.content)
    assert len(read_register(path, case).events) == done.kept
    assert repaired(path, case) is None
    return done


@pytest.mark.parametrize("change", KEPT)
def test_the_events_before_the_fault_are_kept_and_the_rest_is_set_aside(tmp_path: Path, change: str) -> None:
    before = changed(WHOLE.decode())[change].encode()
    done = mended(tmp_path, before)
    assert done.kept == KEPT[change]
    assert tuple(map(bare, read_register(tmp_path / NAME, CASE).events)) == EVENTS[: done.kept]
    assert TOLD[change][1] in str(done.why)
    if change == "empty":
        assert done.aside == b""
    else:
        assert done.content.removesuffix(f"fin: {done.kept}\n".encode()) + done.aside in (
            before,
            before.replace(b"fin: 5\n", b""),
        )
        assert before.splitlines()[done.line - 1 :] == done.aside.splitlines() or not done.aside


@pytest.mark.parametrize("rest", [b"", b"\0" * 300, b"\xff\xfe", b"  motif: [\n", b"\x1b[31m"], ids=range(5))
def test_a_file_cut_anywhere_keeps_its_whole_events(tmp_path: Path, rest: bytes) -> None:
    ends = [len(WHOLE[: found.start()]) for found in re.finditer(rb"(?m)^(- numero|fin)", WHOLE)]
    for length in range(1, len(WHOLE) - 1, 41):
        done = mended(tmp_path, WHOLE[:length] + rest)
        assert done.kept == max(sum(end <= length for end in ends) - 1, 0)
        assert done.aside.endswith(rest)
        kept = done.content.removesuffix(f"fin: {done.kept}\n".encode())
        cut = WHOLE[: min(length, ends[-1])]  # of the last line, which only counts, nothing has to be set aside
        assert not done.kept or kept + done.aside in (WHOLE[:length] + rest, cut + rest)


def test_what_is_written_after_the_last_line_is_told(tmp_path: Path) -> None:
    done = mended(tmp_path, WHOLE + b"- numero: 6\n")
    assert (done.kept, done.aside) == (5, b"- numero: 6\n")


@pytest.mark.parametrize("rest", [WHOLE, b"x", b"\0\0\0", b"une ligne\n"], ids=["doubled", "byte", "zeros", "line"])
def test_a_register_that_is_whole_keeps_all_its_events_whatever_follows(tmp_path: Path, rest: bytes) -> None:
    done = mended(tmp_path, WHOLE + rest)
    assert (done.kept, done.content, done.aside) == (5, WHOLE, rest)


@pytest.mark.parametrize(("source", "case"), [(OLD, OLD_CASE), (SECOND, CASE)], ids=["1", "2"])
def test_older_formats_are_repaired_too(tmp_path: Path, source: Path, case: str) -> None:
    content = source.read_bytes()
    count = len(re.findall(rb"(?m)^- ", content))
    done = mended(tmp_path, content[:-9] + b"\0\0", case)
    assert done.kept == count - 1
    assert done.content + done.aside == content[:-9] + b"\0\0"
    longer = with_events(content.decode(), case, confirmed(1)).encode()
    done = mended(tmp_path, longer[:-30], case)
    assert done.kept == count
    assert done.aside.startswith(b"- numero: ")


@pytest.mark.parametrize("text", ["schema: 4\ndossier: essai-2026\nevenements:\n", with_events("", "autre", *EVENTS)])
def test_another_register_is_not_at_fault(tmp_path: Path, text: str) -> None:
    path = tmp_path / NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput):
        repaired(path, CASE)
    assert path.read_text(encoding="utf-8") == text


def test_the_command_says_what_it_kept_and_where_the_rest_is(
    sent: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = sent.with_name(NAME)
    before = register.read_bytes()
    run(["decider", str(sent), "10.A", "--maintenir", "--motif", "Nos dossiers", "--date", "2026-12-01"])
    torn = register.read_bytes()[:-40]
    for rank in ("", "-2"):
        register.write_bytes(torn)
        assert run(["suivre", str(sent)]) == 3
        assert "clausier suivre DOSSIER --reparer" in capsys.readouterr().err
        assert run(["suivre", str(sent), "--reparer", "--date", "2026-12-02"]) == 0
        told = capsys.readouterr().out
        aside = sent.with_name(f"negociation.ecarte-2026-12-02{rank}.txt")
        assert f"{register} réparé : 1 événement gardé ; le reste, depuis la ligne " in told
        assert f"est dans {aside} (decision)." in told
        assert f"Ensuite : clausier suivre {sent} --registre" in told
        assert register.read_bytes() == before
        assert before.replace(b"fin: 1\n", b"") + aside.read_bytes() == torn
    assert run(["suivre", str(sent), "--reparer"]) == 0
    assert "rien à réparer" in capsys.readouterr().out
    assert run(["suivre", str(sent)]) == 0
