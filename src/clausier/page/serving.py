"""The page served on this machine alone, until it is told to stop. The only importer of uvicorn."""

from __future__ import annotations

import contextlib
import gc
import signal
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import uvicorn

from clausier.errors import CannotWrite
from clausier.files.private import private_file
from clausier.page.app import application, warm
from clausier.page.house import House
from clausier.page.keys import KEY, Keys
from clausier.page.steps import others

V4, V6 = "127.0.0.1", "::1"
SOON = 2
"""Seconds that an answer under way has to end, once the page is told to stop."""
LAST = 2
"""Seconds that the last page has to ask for its stylesheet: nothing answers after them."""
LEISURE = 1
"""Seconds that the first page has before the other steps are brought behind it."""
ENTRANCE = Path(".clausier", "entrer.html")
"""The page that leads a browser in: an address on a command line could be read by other users of this machine."""
LEADS = """\
<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>clausier</title>
<form method="post" action="{door}"><input type="hidden" name="{name}" value="{key}"><button>Entrer</button></form>
<script>document.forms[0].submit()</script></html>
"""
"""It sends the key in a form, so that no address of the browser's history holds it."""


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
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: else another program may listen on the same port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        made.bind((host, port))
    except (OSError, OverflowError):
        made.close()
        raise CannotWrite(
            f"le port {port} est déjà pris. En choisir un autre avec --port, ou ne pas le dire."
        ) from None
    return made


@dataclass
class Stopping:
    """Tells a server to stop, once there is one, and once the last page has what it asks for to be shown."""

    server: uvicorn.Server | None = None

    def __call__(self) -> None:
        last = threading.Timer(LAST, self._now)
        last.daemon = True  # Ctrl-C does not wait for it
        last.start()

    def _now(self) -> None:
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
    with contextlib.suppress(KeyboardInterrupt), _awaiting(server), contextlib.ExitStack() as stack:
        opened(address)
        behind = threading.Timer(LEISURE, _behind)
        behind.daemon = True
        behind.start()
        if browser:
            _enter(stack, told.root, told.keys, doors.host)
        server.run(sockets=[*doors.sockets])


def _behind() -> None:
    """Brings the other steps while somebody looks at the first page, then looks for garbage again.

    Never in what stays: going through the library would make somebody wait now and then.
    """
    others()
    gc.freeze()
    gc.enable()


@contextlib.contextmanager
def _awaiting(server: uvicorn.Server) -> Iterator[None]:
    """Ctrl-C before the server hears it itself breaks nothing off in the middle: it ends once it runs."""

    def ended(*_: object) -> None:
        server.should_exit = True

    before = signal.signal(signal.SIGINT, ended)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _enter(stack: contextlib.ExitStack, root: Path, keys: Keys, host: str) -> None:
    """Opens the browser on a page that only the user of this run can read, which goes when the run ends.

    Where it cannot be written, or no browser opens, the address that was told is to be opened by hand.
    """
    page = LEADS.format(door=keys.door(host), name=KEY, key=keys.first).encode()
    with contextlib.suppress(CannotWrite, OSError, webbrowser.Error):
        webbrowser.open(_entrance(stack, root, page).absolute().as_uri())


def _entrance(stack: contextlib.ExitStack, root: Path, page: bytes) -> Path:
    """In the folder that is open, which a confined browser may read; else, as on a disk where all is everybody's, in a
    temporary one."""
    try:
        return stack.enter_context(private_file(root / ENTRANCE, page))
    except CannotWrite:
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="clausier-"))
        return stack.enter_context(private_file(Path(place) / ENTRANCE.name, page, sure=True))
