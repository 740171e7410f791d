"""The page as somebody at the browser waits for it: start, first page, each page and answer while several tabs work.

    python -m benchmarks.page [--onglets 5] [--tours 3] [--demarrages 5]

Every address that links lead to is asked for, a few of each kind; each tab goes through them in its own order, and
answers questions in between. Times are those of whole answers over a socket. Nothing of a browser is counted.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode, urlsplit

from clausier.page.keys import FIRST
from clausier.page.steps import ENTRY, others
from clausier.resources import shipped

EXAMPLE = "infogerance-non-signee"
DAY = "2026-11-23"
LIMITS = {"démarrage": 1500, "première page": 200, "pages": 100, "réponses": 100}
"""Milliseconds, at most: of a start, and at the 95th percentile of the others."""
MEMORY = 200
"""Megabytes, at most."""
OF_A_KIND = 6
"""Addresses of one route that are asked for."""
ANSWER = re.compile(r'<form method="post" action="([^"]*/points/[^"]*)".*?</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="(jeton|vu|fichier)" value="([^"]*)"')
PRESSED = re.compile(r'<button name="constat" value="(\w+)"[^>]*aria-pressed="true"')
LINK = re.compile(r'href="([^"#]*)')


@dataclass
class Visitor:
    """A tab: one connection, with the cookie."""

    port: int
    cookie: str = ""
    _line: http.client.HTTPConnection | None = None

    def ask(self, path: str, form: Mapping[str, str] | None = None) -> tuple[int, Mapping[str, str], bytes, float]:
        """Status, headers, body and milliseconds of an answer."""
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port)
        told = {"Cookie": self.cookie, "Origin": f"http://127.0.0.1:{self.port}"}
        body = None
        if form is not None:
            body, told["Content-Type"] = urlencode(form), "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        self._line.request("GET" if form is None else "POST", path, body, told)
        answer = self._line.getresponse()
        content = answer.read()
        spent = 1000 * (time.perf_counter() - begun)
        return answer.status, dict(answer.headers), content, spent


@dataclass
class Run:
    """A page that is served: where, by which process, and how long it took to tell its address."""

    port: int
    first: str
    process: int
    start: float

    @property
    def prefix(self) -> str:
        return self.first.rpartition("/")[0]

    def entered(self) -> Visitor:
        visitor = Visitor(self.port)
        _, headers, _, _ = visitor.ask(self.first)
        visitor.cookie = headers["set-cookie"].partition(";")[0]
        return visitor

    def memory(self) -> float:
        """Megabytes at most so far; 0 where the system does not tell."""
        try:
            told = Path(f"/proc/{self.process}/status").read_text(encoding="utf-8")
        except OSError:
            return 0
        return int(re.search(r"VmHWM:\s*(\d+)", told)[1]) / 1024  # type: ignore[index]

    def processor(self) -> float:
        """Seconds of a processor that it has taken so far; 0 where the system does not tell."""
        try:
            told = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return 0
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(root: Path) -> Iterator[Run]:
    words = [sys.executable, "-m", "clausier", "ouvrir", str(root), "--sans-navigateur", "--au", DAY]
    begun = time.perf_counter()
    run = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.stdout is not None
    try:
        address = urlsplit(next(line.strip() for line in run.stdout if FIRST in line))
        spent = 1000 * (time.perf_counter() - begun)
        yield Run(address.port or 0, f"{address.path}?{address.query}", run.pid, spent)
    finally:
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=20)


def addresses(visitor: Visitor, prefix: str) -> list[str]:
    """Of each route that is read, a few that links lead to; what is no page of text is left."""
    steps = (ENTRY, *others())
    patterns = [
        re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route.path))) for step in steps for route in step.routes
    ]
    found: dict[str, list[str]] = {}
    waiting, seen = [f"{prefix}/"], {f"{prefix}/"}
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path.removeprefix(prefix)
        kind = next((one.pattern for one in patterns if one.fullmatch(path)), "")
        if not kind or len(found.get(kind, ())) >= OF_A_KIND:
            continue
        status, headers, content, _ = visitor.ask(address)
        if status != 200 or not headers.get("content-type", "").startswith("text/html"):
            continue
        found.setdefault(kind, []).append(address)
        for link in LINK.findall(content.decode()):
            target = unescape(link)
            if target.startswith(prefix) and target not in seen:
                seen.add(target)
                waiting.append(target)
    return [address for several in found.values() for address in several]


@dataclass
class Times:
    """Milliseconds of each answer, by what it was, with its address."""

    told: dict[str, list[tuple[float, str]]] = field(default_factory=dict)

    def add(self, kind: str, spent: float, address: str) -> None:
        self.told.setdefault(kind, []).append((spent, address))

    def of(self, kind: str) -> list[float]:
        return [spent for spent, _ in self.told[kind]]


def work(visitor: Visitor, seed: int, pages: Sequence[str], turns: int, times: Times) -> None:
    """One tab: each page in an order of its own; on a page with questions, one is answered anew."""
    dice = random.Random(seed)
    for turn in range(turns):
        for address in dice.sample(list(pages), len(pages)):
            status, _, content, spent = visitor.ask(address)
            assert status == 200, (status, address)
            times.add("pages", spent, address)
            if forms := [*ANSWER.finditer(content.decode())]:
                answer(visitor, dice.choice(forms), f"relu {seed} {turn}", times)


def answer(visitor: Visitor, form: re.Match[str], comment: str, times: Times) -> None:
    """The same answer with another note; another tab may have changed it meanwhile, which is told."""
    pressed = PRESSED.search(form[0])
    if pressed is None or pressed[1] == "sans_objet":
        return
    fields = {name: unescape(value) for name, value in HIDDEN.findall(form[0])}
    told = {**fields, "constat": pressed[1], "commentaire": comment}
    status, headers, _, spent = visitor.ask(unescape(form[1]), told)
    assert status in (303, 409), (status, form[1])
    times.add("réponses", spent, form[1])
    if status == 303:
        address = headers["location"].partition("#")[0]
        status, _, _, spent = visitor.ask(address)
        times.add("pages", spent, address)


def loaded(run: Run, pages: Sequence[str], tabs: int, turns: int) -> Times:
    """So many tabs at once."""
    times = Times()
    visitors = [run.entered() for _ in range(tabs)]
    threads = [
        threading.Thread(target=work, args=(visitor, seed, pages, turns, times))
        for seed, visitor in enumerate(visitors)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return times


def ninety_five(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def told(name: str, times: Sequence[float]) -> None:
    worst = max(times) if name in ("démarrage", "première page") else ninety_five(times)
    limit = LIMITS[name]
    line = f"{name:15} médiane {median(times):7.1f} ms   95 % {ninety_five(times):7.1f} ms   pire {max(times):7.1f} ms"
    print(f"{line}   {worst / limit:5.2f} de la limite ({limit} ms)")


def starts(root: Path, count: int) -> None:
    """A new process each time; then the first page of who enters."""
    begun, first = [], []
    for _ in range(count):
        with served(root) as run:
            begun.append(run.start)
            first.append(run.entered().ask(f"{run.prefix}/")[3])
    told("démarrage", begun)
    told("première page", first)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page")
    parser.add_argument("--onglets", type=int, default=5)
    parser.add_argument("--tours", type=int, default=3)
    parser.add_argument("--demarrages", type=int, default=5)
    parser.add_argument("--lentes", type=int, default=0, metavar="N", help="les N adresses les plus lentes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        shutil.copytree(shipped("examples") / EXAMPLE, root / EXAMPLE)
        print(f"{os.cpu_count()} processeurs, un dossier complet")
        starts(root, given.demarrages + 1)
        with served(root) as run:
            pages = addresses(run.entered(), run.prefix)
            print(f"{len(pages)} adresses")
            alone = loaded(run, pages, 1, given.tours)
            print("\nun onglet")
            for name in ("pages", "réponses"):
                told(name, alone.of(name))
            print(f"\n{given.onglets} onglets")
            before = run.processor()
            several = loaded(run, pages, given.onglets, given.tours)
            spent = 1000 * (run.processor() - before) / sum(map(len, several.told.values()))
            for name in ("pages", "réponses"):
                told(name, several.of(name))
            for name in ("pages", "réponses"):
                ratio = median(several.of(name)) / median(alone.of(name))
                print(f"{name}, {given.onglets} onglets / un : {ratio:.2f}")
            print(f"processeur       {spent:.1f} ms par page ou réponse, du serveur seul")
            if memory := run.memory():
                print(f"mémoire          {memory:.0f} Mo au plus   {memory / MEMORY:.2f} de la limite ({MEMORY} Mo)")
            every = [one for kind in several.told.values() for one in kind]
            for spent, address in sorted(every, reverse=True)[: given.lentes]:
                print(f"  {spent:7.1f} ms  {address.removeprefix(run.prefix)}")


if __name__ == "__main__":
    main()
