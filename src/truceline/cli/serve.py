"""``truceline serve``: the workbench in a browser, on this machine only."""

from __future__ import annotations

import os
import socket
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from truceline.errors import UsageError

_FIRST_PORT = 8720
_TRIED = 20
_WAITING = 128  # connections that wait to be taken up


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: truceline serve conflict.db --by ana")(serve)


def serve(
    record: Annotated[Path, typer.Argument(help="The record file.", envvar="TRUCELINE_RECORD")],
    by: Annotated[
        str | None,
        typer.Option(help="Whose decisions these are; the page asks if not given.", envvar="TRUCELINE_ANALYST"),
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port on 127.0.0.1; a free one if not given.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
) -> None:
    """Review the record in a browser: nothing leaves this machine, and every decision is kept in the record."""
    import uvicorn

    from truceline.record import Store
    from truceline.serve import Door, application, built

    if not built():
        raise UsageError(
            "the page of the workbench was not built: run `make workbench` in the project's folder (it needs Node.js 20"
            " or newer), or install truceline from its wheel, which brings the page along"
        )
    with Store.open(record, "write"):
        pass  # says what is wrong with the file before a page opens, and brings an older layout up to date
    listening = listening_on(port)
    door = Door(listening.getsockname()[1])
    sys.stdout.write(
        f"The workbench over {record}:\n    {door.address}\nOnly this machine can reach it. Ctrl+C ends it.\n"
    )
    sys.stdout.flush()
    if browser:
        webbrowser.open(door.address)
    config = uvicorn.Config(
        application(record, door, coder=by), log_level="warning", access_log=False, server_header=False, lifespan="off"
    )
    uvicorn.Server(config).run(sockets=[listening])


def listening_on(port: int | None) -> socket.socket:
    """A socket on 127.0.0.1 that nobody else can take meanwhile.

    Raises:
        UsageError: the port, or every one tried, is taken.
    """
    for candidate in [port] if port is not None else range(_FIRST_PORT, _FIRST_PORT + _TRIED):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # else the port counts as taken for a minute after Ctrl+C
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(("127.0.0.1", candidate))
            listening.listen(_WAITING)  # before the address is printed: whoever opens it at once waits, and is answered
        except OSError:
            listening.close()
            continue
        return listening
    taken = f"port {port}" if port is not None else f"each port from {_FIRST_PORT} to {_FIRST_PORT + _TRIED - 1}"
    raise UsageError(f"{taken} is taken by another program; choose one with --port")
