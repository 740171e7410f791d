"""Sets of files that a killed process left half in place: ended or undone, whichever folder is looked at first."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from clausier.files.entry import print_of
from clausier.files.journal import recover
from clausier.files.publish import put
from clausier.files.replacing import fresh

OLD = {"sortie/a.docx": b"ancien a", "sortie/b.docx": b"ancien b", "sortie/c.docx": b"ancien c"}
BEFORE = {**OLD, "dossier/negociation.yaml": b"un"}
NEW = {"sortie/a.docx": b"a", "sortie/b.docx": None, "sortie/n.docx": b"n", "dossier/negociation.yaml": b"deux"}
ENDED = "une écriture interrompue a été terminée : a.docx, b.docx, n.docx, negociation.yaml."


class Killed(BaseException):
    """Nothing runs after it in a process that is killed."""


def fill(root: Path) -> Path:
    for name, content in BEFORE.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return fill(tmp_path / "ici")


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


AFTER = {name: content for name, content in {**OLD, **NEW}.items() if content is not None}


def killed_before(root: Path, count: int) -> bool:
    """Puts the set in place in another process, which is killed before its `count`-th change of a name."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status) == 9
    left = [count]

    def deadly(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            left[0] -= 1
            if not left[0]:
                os._exit(9)
            return real(*arguments, **options)

        return call

    for name in ("replace", "unlink", "link", "fsync"):
        setattr(os, name, deadly(getattr(os, name)))
    put({root / name: content for name, content in NEW.items()})
    os._exit(0)


FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="a kill is played in a forked process: run on Linux or macOS")


def visible(root: Path) -> dict[str, bytes]:
    """What a person sees: not what stands beside files that are being written."""
    return {name: content for name, content in contents(root).items() if "/.clausier-" not in name}


@FORK
@pytest.mark.parametrize(("first", "then"), [("sortie", "dossier"), ("dossier", "sortie")])
def test_killed_anywhere_it_is_as_before_or_as_after(
    first: str, then: str, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seen = {True: 0, False: 0}
    killed = True
    for count in range(1, 100):
        place = shutil.copytree(root, tmp_path_factory.mktemp("coup") / "ici")
        killed = killed_before(place, count)
        assert {"sortie/a.docx", "dossier/negociation.yaml"} <= visible(place).keys()
        told = recover(place / first)
        ended = visible(place) == AFTER
        assert ended or visible(place) == BEFORE
        told += recover(place / then)
        assert contents(place) == (AFTER if ended else BEFORE)
        assert told == () or (ended and told == (ENDED,))
        seen[ended] += 1
        if not killed:
            break
    assert not killed
    assert seen[True] >= 8
    assert seen[False] >= 4


def half_put(root: Path) -> None:
    """Some of the files have taken their places."""
    for count in range(1, 100):
        assert killed_before(root, count)
        if (root / "sortie" / "a.docx").read_bytes() == b"a" and not (root / "sortie" / "n.docx").exists():
            return
        shutil.rmtree(root)
        fill(root)


@FORK
@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("sortie/n.docx", {"sortie/n.docx": b"de la main de quelqu'un"}),
        ("dossier/negociation.yaml", {"dossier/negociation.yaml": b"de la main de quelqu'un"}),
    ],
)
def test_what_a_person_changed_since_is_never_written_over(name: str, kept: dict[str, bytes], root: Path) -> None:
    half_put(root)
    (root / name).write_bytes(b"de la main de quelqu'un")
    told = recover(root / "sortie", root / "dossier")
    assert contents(root) == {**BEFORE, **kept}
    assert [sentence for sentence in told if f"entre-temps, {Path(name).name} a changé. La refaire." in sentence]


@FORK
def test_a_folder_copied_elsewhere_is_ended_there(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    half_put(root)
    left = contents(root)
    copy = shutil.copytree(root, tmp_path_factory.mktemp("copie") / "ici")
    assert recover(copy / "dossier") == (ENDED,)
    assert contents(copy) == AFTER
    assert contents(root) == left


ODD = ("..", "", "a\0b", "\ud800", "sous/a.docx", "x" * 300)


def test_a_strangers_journal_leads_nowhere_else(root: Path) -> None:
    stranger = root / "sortie"
    set_ = "0123456789abcdef"
    prepared = stranger / f".clausier-{set_}-0.tmp"
    for ici, racine, dossiers in ((1, "../dossier", [".", "../sortie"]), (0, ".", [".", "../dossier"])):
        for place, name in ((0, "negociation.yaml"), (1, "../dossier/negociation.yaml"), *((1, one) for one in ODD)):
            prepared.write_bytes(b"pris")
            print_ = print_of(b"pris")
            told = [[place, name, print_of(b"un"), print_], [place, name, "", ""]]
            tree = {"schema": 1, "ici": ici, "racine": racine, "dossiers": dossiers, "fichiers": told}
            (stranger / f".clausier-{set_}.json").write_text(json.dumps(tree), encoding="utf-8")
            recover(stranger)
            assert contents(root) == BEFORE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a file that blocks who reads it: run on Linux or macOS")
@pytest.mark.parametrize("name", [".clausier-0123456789abcdef.json", ".clausier-0123456789abcdef-0.tmp", "a.docx"])
def test_nothing_blocks_nor_stops_who_ends_a_writing(name: str, root: Path) -> None:
    folder = root / "sortie"
    told = [[0, "a.docx", "", print_of(b"a")], [0, "sous", "", print_of(b"b")]]
    tree = {"schema": 1, "ici": 0, "racine": ".", "dossiers": ["."], "fichiers": told}
    (folder / ".clausier-0123456789abcdef.json").write_text(json.dumps(tree), encoding="utf-8")
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    (folder / "sous").mkdir()
    recover(folder)
    assert not [path.name for path in folder.iterdir() if path.name.startswith(".clausier")]
    assert (folder / "sous").is_dir()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"schema": 1}', "[" * 100_000, '{"schema": 9, "ici": 5}'])
def test_a_journal_cut_short_goes(text: str, root: Path) -> None:
    (root / "dossier" / ".clausier-0123456789abcdef.json").write_text(text, encoding="utf-8")
    (root / "dossier" / ".clausier-0123456789abcdef-3.tmp").write_bytes(b"x")
    assert recover(root / "dossier") == ()
    assert contents(root) == BEFORE


def test_what_a_living_process_writes_is_left_alone(root: Path) -> None:
    target = root / "dossier" / "negociation.yaml"
    with fresh(target) as file:
        file.write(b"tro")
        recover(root / "dossier")
        file.write(b"is")
    assert contents(root) == {**BEFORE, "dossier/negociation.yaml": b"trois"}


@pytest.mark.parametrize("failing", range(1, 12))
def test_a_failure_anywhere_undoes_all(failing: int, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [failing]

    def refusing(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            left[0] -= 1
            if not left[0]:
                raise PermissionError(13, "Permission denied")
            return real(*arguments, **options)

        return call

    for name in ("replace", "unlink", "link", "fsync"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))
    with contextlib.suppress(PermissionError):
        put({root / name: content for name, content in NEW.items()})
    monkeypatch.undo()
    assert visible(root) in (BEFORE, AFTER)
    recover(root / "sortie", root / "dossier")
    assert contents(root) in (BEFORE, AFTER)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_is_heard_after_the_set_and_not_inside(
    sign: signal.Signals, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, before = os.replace, signal.signal(signal.SIGTERM, signal.default_int_handler)

    def interrupted(source: Path, target: Path) -> None:
        signal.raise_signal(sign)
        real(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        put({root / name: content for name, content in NEW.items()})
    assert contents(root) == AFTER
    assert signal.getsignal(sign) is signal.default_int_handler
    signal.signal(signal.SIGTERM, before)
