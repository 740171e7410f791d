"""No test reads or fills the cache of whoever runs it; all of one worker share theirs."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

CACHE = tempfile.mkdtemp(prefix="clausier-cache-")
for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
    os.environ[name] = CACHE
os.environ["CLAUSIER_DEBUG"] = "1"  # a fault that only a process of its own shows comes with its trace

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background hears Ctrl-C in tests too


ROOT = Path(__file__).resolve().parent.parent


def _stays_out(event: str, given: tuple[Any, ...]) -> None:
    """A command that works on a dossier of the repository leaves its lock and drafts there: copy it first."""
    if event == "os.mkdir" and os.path.basename(given[0]) == ".clausier":
        assert ROOT not in Path(given[0]).absolute().parents, "copy the dossier first"


sys.addaudithook(_stays_out)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: what waits for a browser, LibreOffice or a lock leaves its own idle."""
    return (os.cpu_count() or 1) + 1


def pytest_unconfigure() -> None:
    shutil.rmtree(CACHE, ignore_errors=True)
