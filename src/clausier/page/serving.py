"""The page served on this machine alone, until it is told to stop. The only importer of uvicorn."""

from __future__ import annotations

import contextlib
import socket
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import uvicorn

from clausier.errors import CannotWrite
from clausier.files.private import private_file
from clausier.page.app import application, warm
from clausier.page.house import House

V4, V6 = "127.0.0.1", "::1"
SOON = 2
"""Seconds that an answer under way has to end, once the page is told to stop."""
ENTRANCE = Path(".clausier", "entrer.html")
"""The page that leads a browser in: an address on a command line could be read by other users of this machine."""
LEADS = '<!doctype html><meta charset="utf-8"><title>clausier</title><meta http-equiv="refresh" content="0;url={}">\n'


@dataclass(frozen=True)
class Doors:
    """The sockets that listen, all of one port of this machine."""

    port: int
    sockets: tuple[socket.socket, ...] = field(default=())

    @property
    def host(self) -> str:
        return f"{V4}:{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset((self.host, f"[{V6}]:{self.port}"))


@contextlib.contextmanager
def listening(port: int = 0) -> Iterator[Doors]:
    """Listens on this port, or a free one, of 127.0.0.1, and of [::1] where there is such a thing. CannotWrite."""
    with contextlib.ExitStack() as stack:
        first = stack.enter_context(_bound(socket.AF_INET, V4, port))
        found = first.getsockname()[1]
        sockets = [first]
        with contextlib.suppress(OSError, CannotWrite):
            sockets.append(stack.enter_context(_bound(socket.AF_INET6, V6, found)))
        yield Doors(found, tuple(sockets))


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.bind((host, port))
    except (OSError, OverflowError):
        made.close()
        raise CannotWrite(
            f"le port {port} est déjà pris. En choisir un autre avec --port, ou ne pas le dire."
        ) from None
    return made


@dataclass
class Stopping:
    """Tells a server to stop, once there is one."""

    server: uvicorn.Server | None = None

    def __call__(self) -> None:
        if self.server:
            self.server.should_exit = True


def serve(house: House, doors: Doors, opened: Callable[[str], object], *, browser: bool) -> None:
    """Serves until Ctrl-C, « Quitter » or an order to end; `opened` is given the first address once it answers."""
    stopping = Stopping()
    told = replace(house, quit=stopping)
    config = uvicorn.Config(
        application(told, doors.hosts),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        http="h11",
        loop="asyncio",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=SOON,
    )
    server = uvicorn.Server(config)
    stopping.server = server
    for one in doors.sockets:
        one.listen(128)
    warm(told)
    address = told.keys.address(doors.host)
    with contextlib.suppress(KeyboardInterrupt), contextlib.ExitStack() as stack:
        opened(address)
        if browser:
            _enter(stack, told.root, address)
        server.run(sockets=[*doors.sockets])


def _enter(stack: contextlib.ExitStack, root: Path, address: str) -> None:
    """Opens the browser on a page that only the user of this run can read, which goes when the run ends.

    Where it cannot be written, or no browser opens, the address that was told is to be opened by hand.
    """
    with contextlib.suppress(CannotWrite, webbrowser.Error):
        path = stack.enter_context(private_file(root / ENTRANCE, LEADS.format(address).encode()))
        webbrowser.open(path.absolute().as_uri())
