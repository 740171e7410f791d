"""A page open on a folder of examples: asked without a socket, or served for a real browser."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from clausier.page.app import application
from clausier.page.guard import App
from clausier.page.house import House
from clausier.page.keys import FIRST, TOKEN
from tests.builders import DAY, ROOT

HOST = "127.0.0.1:8000"
EXAMPLE = "infogerance-non-signee"


def folder(root: Path, *examples: str) -> Path:
    """A folder with copies of these examples."""
    for name in examples or (EXAMPLE,):
        shutil.copytree(ROOT / "examples" / name, root / name)
    return root


@dataclass
class Desk:
    """Somebody at the page: who has entered, and sends the token of its forms."""

    house: House
    client: TestClient

    @property
    def root(self) -> Path:
        return self.house.root

    def address(self, path: str) -> str:
        return f"{self.house.keys.prefix}{path}"

    def read(self, path: str, **headers: str) -> Response:
        return self.client.get(self.address(path), headers=headers)

    def send(
        self, path: str, fields: Mapping[str, Any] | None = None, *, files: Any = None, **headers: str
    ) -> Response:
        """Sends a form; redirections are not followed."""
        told = {TOKEN: self.house.keys.form, **(fields or {})}
        return self.client.post(
            self.address(path), data=told, files=files, headers={"origin": f"http://{HOST}", **headers}
        )

    def after(self, response: Response) -> Response:
        """The page to which an answer leads."""
        assert response.status_code == 303, response.text
        return self.client.get(response.headers["location"].partition("#")[0])


def outside(root: Path) -> tuple[House, App]:
    house = House(root, lambda: DAY, strict=True)
    return house, application(house, frozenset((HOST,)))


def stranger(app: App) -> TestClient:
    """Somebody who has not entered."""
    return TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)


def seated(root: Path) -> Desk:
    """Somebody who entered by the first address."""
    house, app = outside(root)
    client = stranger(app)
    assert client.get(f"{house.keys.prefix}/{FIRST}?cle={house.keys.first}").status_code == 200
    return Desk(house, client)


@contextmanager
def served(root: Path, *options: str) -> Iterator[str]:
    """The first address of a page that really listens, as the command serves it; told to end at the end."""
    words = [sys.executable, "-m", "clausier", "ouvrir", str(root), "--sans-navigateur", "--au", DAY.isoformat()]
    run = subprocess.Popen([*words, *options], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert run.stdout is not None
    try:
        yield next(line.strip() for line in run.stdout if FIRST in line)
    finally:
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=10)
