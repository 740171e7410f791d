"""The page listens on this machine alone and opens no other connection, told by the interpreter itself."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from clausier.page.house import House
from clausier.page.serving import listening, serve
from tests.builders import DAY
from tests.page.desk import EXAMPLE, folder, served

WATCHED = """
import sys, json
told = []
def hook(name, args):
    if name.startswith("socket.") and name not in ("socket.__new__",):
        told.append([name, repr(args[1:])])
sys.addaudithook(hook)
from clausier.cli import run
code = run(sys.argv[1:])
print(json.dumps(told))
sys.exit(code)
"""


def visitor() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def visited(first: str, *paths: str) -> list[str]:
    """The pages at these paths, read over real sockets by somebody who enters."""
    open_, home = visitor(), first.rpartition("/")[0]
    with open_.open(first):
        pass
    pages = []
    for path in paths:
        with open_.open(f"{home}{path}") as page:
            pages.append(page.read().decode())
    return pages


def test_no_socket_but_those_that_listen(tmp_path: Path) -> None:
    root = folder(tmp_path)
    words = ["ouvrir", str(root), "--sans-navigateur", "--au", DAY.isoformat()]
    run = subprocess.Popen([sys.executable, "-c", WATCHED, *words], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.stdout is not None
    first = next(line.strip() for line in run.stdout if "entrer?cle=" in line)
    paths = ("/", f"/dossiers/{EXAMPLE}/situation", f"/dossiers/{EXAMPLE}/verification/8", f"/dossiers/{EXAMPLE}/bilan")
    assert all("Glycines" in page for page in visited(first, *paths))
    assert len(visited(first, "/bibliotheque?mots=test", "/bibliotheque/fondements")) == 2
    run.send_signal(signal.SIGINT)
    out, _ = run.communicate(timeout=10)
    told = json.loads(out.splitlines()[-1])
    assert run.returncode == 0
    assert "Arrêté." in out
    assert {name for name, _ in told} <= {"socket.bind"}
    assert {re.search(r"'([^']*)'", args)[1] for _, args in told} <= {"127.0.0.1", "::1"}  # type: ignore[index]
    assert told


def test_both_doors_of_this_machine_lead_in(tmp_path: Path) -> None:
    with served(folder(tmp_path)) as first:
        assert "Glycines" in visited(first, "/")[0]
        try:
            found = visited(first.replace("127.0.0.1", "[::1]"), "/")
        except urllib.error.URLError:
            pytest.skip("no IPv6 here")
        assert "Glycines" in found[0]


def test_it_is_heard_on_this_machine_alone(tmp_path: Path) -> None:
    with served(folder(tmp_path)) as first:
        port = int(re.search(r":(\d+)/", first)[1])  # type: ignore[index]
        others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)}
        for host in others - {"127.0.0.1"}:
            if not str(host).startswith("127."):
                with socket.socket() as one:
                    one.settimeout(1)
                    assert one.connect_ex((str(host), port)) != 0
        with pytest.raises(urllib.error.HTTPError) as refused:
            visitor().open(f"http://127.0.0.1:{port}/")
        assert refused.value.code == 403
        refused.value.close()


def test_the_first_address_is_on_no_command_line_and_in_no_readable_file(tmp_path: Path) -> None:
    """The browser, here a program that writes down what it is given, is led by a file of this user alone."""
    root = folder(tmp_path / "dossiers")
    seen = tmp_path / "vu.txt"
    browser = tmp_path / "navigateur"
    browser.write_text(f'#!/bin/sh\nstat -c "%a" "${{1#file://}}" > {seen}\necho "$1" >> {seen}\n')
    browser.chmod(0o755)
    words = [sys.executable, "-m", "clausier", "ouvrir", str(root)]
    environment = {"BROWSER": f"{browser} %s", "PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path)}
    run = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment)
    assert run.stdout is not None
    first = next(line.strip() for line in run.stdout if "entrer?cle=" in line)
    deadline = time.monotonic() + 10
    while (not seen.exists() or len(seen.read_text().splitlines()) < 2) and time.monotonic() < deadline:
        time.sleep(0.05)
    mode, given = seen.read_text().splitlines()
    assert mode == "600"
    assert given == (root / ".clausier" / "entrer.html").as_uri()
    door, _, key = first.partition("?cle=")
    page = (root / ".clausier" / "entrer.html").read_text()
    assert f'action="{door}"' in page
    assert f'value="{key}"' in page
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=10)
    assert not (root / ".clausier" / "entrer.html").exists()


def test_an_interruption_while_the_address_is_told_ends_it_once_it_runs(tmp_path: Path) -> None:
    told: list[str] = []

    def opened(address: str) -> None:
        signal.raise_signal(signal.SIGINT)
        told.append(address)

    before = signal.getsignal(signal.SIGINT)
    with listening() as doors:
        serve(House(tmp_path, lambda: DAY), doors, opened, browser=False)
    assert told, "nothing was broken off"
    assert signal.getsignal(signal.SIGINT) is before
