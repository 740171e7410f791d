"""The page as a web application: routes to steps, forms read within their limits, faults as sentences.

The only importer of starlette.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router

from clausier.desk.unforeseen import sentence
from clausier.errors import ClausierError, InvalidInput
from clausier.files.limits import MEGABYTE
from clausier.files.written import recorded
from clausier.page import limits
from clausier.page.asked import (
    CONFLICT,
    NOT_FOUND,
    UNSOUND,
    Answer,
    Asked,
    Given,
    Handler,
    NotHere,
    Sent,
    Shown,
    Step,
    Upload,
)
from clausier.page.asked import Route as Address
from clausier.page.dossier import Unfinished, unfinished
from clausier.page.guard import FOREIGN, LARGE, App, Guard, Receive, Scope, Send, TooLarge
from clausier.page.house import House
from clausier.page.keys import TOKEN
from clausier.page.rendering import rendered
from clausier.page.steps import ENTRY, menu, others
from clausier.page.words import said

STATIC = Path(__file__).resolve().parent / "static"
KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
NOWHERE = "Il n'y a rien à cette adresse, ou le dossier n'est plus là."


def application(house: House, hosts: frozenset[str]) -> App:
    """The whole page, guarded; `hosts` are the names, with their port, under which it answers."""
    files = {path.name: path.read_bytes() for path in STATIC.iterdir() if path.suffix in KINDS}

    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in files:
            raise HTTPException(NOT_FOUND)
        return Response(files[name], media_type=KINDS[Path(name).suffix])

    async def nowhere(request: Request, _: Exception) -> Response:
        return _fault(house, NOWHERE, NOT_FOUND)

    inner = [Route("/page/{name}", static), *_routes(house, ENTRY), Mount("/", _later(house))]
    mounted = Mount(house.keys.prefix, routes=inner)
    return Guard(Starlette(routes=[mounted], exception_handlers={404: nowhere, 405: nowhere}), house.keys, hosts)


def _routes(house: House, *steps: Step) -> list[BaseRoute]:
    return [
        Route(route.path, _endpoint(house, route), methods=["GET", "POST"]) for step in steps for route in step.routes
    ]


def _later(house: House) -> App:
    """The steps after the first one: whoever asks for one before they are there waits for them."""

    there: list[Router] = []

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        if not there:
            there.append(Router(_routes(house, *await run_in_threadpool(others))))
        await there[0](scope, receive, send)

    return answered


def warm(house: House) -> None:
    """Makes the first page once for nobody, so that whoever asks for it does not wait."""
    _answer(next(route.read for route in ENTRY.routes if route.read), Asked(house))


def _endpoint(house: House, route: Address) -> Callable[[Request], Awaitable[Response]]:
    async def answered(request: Request) -> Response:
        handler = route.write if request.method == "POST" else route.read
        if handler is None:
            raise HTTPException(NOT_FOUND)
        try:
            asked = await _asked(house, request, route.files)
        except TooLarge:
            return _fault(house, LARGE, 413)
        except ClientDisconnect:
            return Response(status_code=400)
        except HTTPException as error:  # a form that is none, or that passes its limits
            return _fault(house, LARGE if error.status_code == 400 else NOWHERE, error.status_code)
        if request.method == "POST" and not house.keys.made(asked.text(TOKEN)):
            return _fault(house, FOREIGN, 403)
        return await run_in_threadpool(_answer, handler, asked)

    return answered


async def _asked(house: House, request: Request, most: int) -> Asked:
    names = {name: str(value) for name, value in request.path_params.items()}
    query = dict(request.query_params)
    if request.method != "POST":
        return Asked(house, names, query)
    form: dict[str, list[str]] = {}
    files: list[Upload] = []
    settled = request.form(max_files=most, max_fields=limits.FIELDS, max_part_size=MEGABYTE)
    async with settled as given:
        for key, value in given.multi_items():
            if isinstance(value, str):
                form.setdefault(key, []).append(value.replace("\r\n", "\n"))
            elif value.filename:
                files.append(Upload(value.filename, await value.read()))
    return Asked(house, names, query, form, tuple(files))


def _answer(handler: Handler, asked: Asked) -> Response:
    """What a step answers; what it cannot do is a page that says why, where the step did not say it itself."""
    told: list[str] = []
    house = asked.house
    try:
        with recorded(told.append):
            return _response(house, handler(asked), [*said(asked.query.get("dit", "")), *told])
    except NotHere:
        return _fault(house, NOWHERE, NOT_FOUND)
    except Unfinished as error:
        return _response(house, unfinished(error.opened), told)
    except InvalidInput as error:
        return _response(house, Shown("fautes.html", {"problemes": error.problems}, UNSOUND), told)
    except ClausierError as error:
        return _fault(house, str(error), CONFLICT)
    except Exception as error:  # the last boundary: a sentence with a code, never a trace
        if house.strict:
            raise
        return _fault(house, sentence(error), 500)


def _fault(house: House, told: str, status: int) -> Response:
    return _response(house, Shown("faute.html", {"phrase": told}, status), [])


def _response(house: House, answer: Answer, told: list[str]) -> Response:
    if isinstance(answer, Sent):
        return RedirectResponse(answer.to, status_code=303)
    if isinstance(answer, Given):
        where = "inline" if answer.inline else f"attachment; filename*=UTF-8''{quote(answer.name, safe='')}"
        return Response(answer.content, media_type=answer.kind, headers={"content-disposition": where})
    headers = {"refresh": str(answer.again)} if answer.again else None
    return HTMLResponse(
        rendered(answer.template, {**_common(house), "dit": told, **answer.told}), answer.status, headers
    )


def _common(house: House) -> dict[str, Any]:
    """What every template may say."""
    linked = Asked(house).link
    return {"lien": linked, "jeton_de_la_page": house.keys.form, "etapes": menu}
