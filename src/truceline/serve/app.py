"""The application: routes, and one way to answer them all."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from truceline.errors import ChangedMeanwhile, RecordBusy, StoreError, UsageError
from truceline.record import Store
from truceline.serve.asked import Asked, from_json, to_json
from truceline.serve.guard import HEADERS, Door, Guard
from truceline.serve.routes import ROUTES, View

log = logging.getLogger(__name__)
PAGE = files("truceline.serve") / "page"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}  # not from mimetypes: Windows keeps its own ideas of .js
_HASHED = re.compile(r"-[A-Z0-9]{8}\.js$")  # names that change with the content
_AT_ONCE = 3  # answers worked out beside each other; each may fill its own cache of the record, so more take memory
_LARGEST = 1_000_000  # bytes of a request's body
_PATIENCE = 60.0  # seconds: a decision waits for a read that is writing, and is not lost


def built() -> bool:
    """True if the page is there: a wheel brings it, a clone builds it."""
    return (PAGE / "index.html").is_file()


def application(record: Path, door: Door, *, coder: str | None = None) -> Starlette:
    """The workbench over one record.

    Args:
        record: the file; opened anew for each request, so that other processes may write to it at any time.
        door: port and token.
        coder: whose name decisions carry if the page gives none.
    """
    at_once = {writes: CapacityLimiter(_AT_ONCE) for writes in (False, True)}  # who waits to write keeps nobody waiting
    routes = [
        Route(f"/api/{r.path}", _answering(r.view, record, r.writes, coder, at_once[r.writes]), methods=[r.method])
        for r in ROUTES
    ]
    page = [Route("/page/{name}", _asset), Route("/api/{rest:path}", _nothing), Route("/{rest:path}", _index)]
    guards = [Middleware(Guard, door=door), Middleware(GZipMiddleware, minimum_size=2000, compresslevel=3)]
    return Starlette(routes=[*routes, *page], middleware=guards, exception_handlers={Exception: _failed})


async def _failed(request: Request, error: Exception) -> Response:
    """A fault of truceline itself: the terminal gets the whole of it, the page a sentence."""
    said = "truceline failed at this, and nothing was put down; the terminal of `truceline serve` says why"
    return Response(to_json({"error": "Fault", "message": said}), 500, HEADERS, "application/json")


def _answering(
    view: View, record: Path, writes: bool, coder: str | None, at_once: CapacityLimiter
) -> Callable[[Request], Awaitable[Response]]:
    def answer(asked: Asked) -> Response:
        try:
            with (
                Store.open(record, "write" if writes else "read", wait=_PATIENCE) as store,
                nullcontext() if writes else store.snapshot(),  # one answer shows one state of the record
            ):
                found = view(store, asked)
                return found if isinstance(found, Response) else _json(found)
        except ChangedMeanwhile as error:
            return _json(_changed(error), 409)
        except UsageError as error:
            return _json({"error": type(error).__name__, "message": str(error)}, 400)
        except RecordBusy as error:
            return _json({"error": "RecordBusy", "message": str(error)}, 503)
        except StoreError as error:
            log.error("%s", error)
            return _json({"error": type(error).__name__, "message": str(error)}, 500)

    async def endpoint(request: Request) -> Response:
        try:
            body = await _body(request)
        except ValueError as error:
            return _json({"error": "UsageError", "message": str(error)}, 400)
        named = unquote(request.headers.get("x-coder", "")).strip() or coder
        asked = Asked(request.path_params, dict(request.query_params), body, named)
        return await to_thread.run_sync(answer, asked, limiter=at_once)

    return endpoint


def _changed(error: ChangedMeanwhile) -> object:
    """What a row is now that somebody changed meanwhile, and who did."""
    number, by, at = error.decision or (None, None, None)
    return {
        "error": "ChangedMeanwhile",
        "message": str(error),
        "id": error.record_id,
        "now": error.now,
        "fields": error.fields,
        "decision": None if number is None else {"number": number, "by": by, "at": at},
    }


async def _body(request: Request) -> dict[str, Any]:
    """What the request sends: an object in JSON, or nothing."""
    sent = b""
    async for part in request.stream():
        sent += part
        if len(sent) > _LARGEST:
            raise ValueError("the request is too large")
    if not sent:
        return {}
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise ValueError("the request must be JSON")
    return from_json(sent)


def _json(value: object, status: int = 200) -> Response:
    return Response(to_json(value), status, media_type="application/json")


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    kind = _TYPES.get(Path(name).suffix)
    there = next((file for file in PAGE.iterdir() if file.name == name), None)  # a name is never made into a path
    if kind is None or there is None:
        return PlainTextResponse(f"there is no {name}\n", 404)
    data = await run_in_threadpool(there.read_bytes)
    lasting = {"cache-control": "private, max-age=31536000, immutable"} if _HASHED.search(name) else {}
    return Response(data, media_type=kind, headers=lasting)


async def _nothing(request: Request) -> Response:
    return _json({"error": "UsageError", "message": f"there is no {request.url.path}"}, 404)


async def _index(request: Request) -> Response:
    return Response(await run_in_threadpool((PAGE / "index.html").read_bytes), media_type=_TYPES[".html"])
