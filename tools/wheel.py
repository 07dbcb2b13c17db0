"""Builds the wheel, installs it into a fresh environment and opens the workbench there, with no Node.js on the PATH.

    python -m tools.wheel [WHEEL]

Without a wheel given it is built here, with what this machine has. Everything afterwards runs on a PATH of symlinks
that lacks node and npm. Ends with status 1 if the page does not come, or comes without its token.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Mapping
from http.cookiejar import CookieJar
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = "truceline/serve/page/"
NODE = frozenset({"node", "nodejs", "npm", "npx", "corepack"})
_PATIENCE = 60.0


def built(folder: Path) -> Path:
    """The wheel of this project, built into a folder."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    return next(folder.glob("truceline-*.whl"))


def without_node(folder: Path) -> dict[str, str]:
    """This process's surroundings with a PATH that has every program but those of Node.js."""
    folder.mkdir()
    for place in os.environ["PATH"].split(os.pathsep):
        for program in Path(place).glob("*") if place else ():
            link = folder / program.name
            if program.name not in NODE and program.is_file() and not link.exists():
                link.symlink_to(program)
    found = {**os.environ, "PATH": str(folder)}
    assert shutil.which("npm", path=found["PATH"]) is None
    return found


def installed(wheel: Path, folder: Path, surroundings: Mapping[str, str]) -> Path:
    """The command `truceline` of a fresh environment that holds the wheel."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, env=surroundings)
    python = folder / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], check=True, env=surroundings)
    return folder / "bin" / "truceline"


def opened(command: Path, place: Path, surroundings: Mapping[str, str]) -> list[str]:
    """What is wrong with the workbench over a record of one report; nothing, if all is well."""
    report = place / "report.txt"
    report.write_text("BASRA, Iraq, March 31, 2008 (Gulf Wire) - Shelling killed 12 people in Basra on Monday.\n")
    record = place / "record.db"
    run = {"cwd": place, "env": surroundings}
    subprocess.run([str(command), "read", str(report), "--record", str(record)], check=True, capture_output=True, **run)  # type: ignore[call-overload]
    serving = [str(command), "serve", str(record), "--no-browser"]
    process = subprocess.Popen(serving, stdout=subprocess.PIPE, text=True, **run)  # type: ignore[call-overload]
    try:
        assert process.stdout is not None
        said = "".join(process.stdout.readline() for _ in range(2))
        address = re.search(r"http://\S+", said)
        return [f"no address: {said!r}"] if address is None else faults(address[0])
    finally:
        process.terminate()
        process.wait(10)


def faults(address: str) -> list[str]:
    """What is wrong with the page at an address that carries the token."""
    base = address.partition("/?")[0]
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    wrong = []
    if (status := answer(urllib.request.build_opener(), f"{base}/")[0]) != 403:
        wrong.append(f"without the token the page answers {status}, not 403")
    status, page = answer(browser, address)
    if status != 200 or b"/page/app.js" not in page:
        wrong.append(f"the page answers {status}: {page[:200]!r}")
    for path, sign in (("/page/app.js", b"import"), ("/page/app.css", b"--paper"), ("/api/events", b"Shelling killed")):
        status, body = answer(browser, base + path)
        if status != 200 or sign not in body:
            wrong.append(f"{path} answers {status}: {body[:200]!r}")
    return wrong


def answer(browser: urllib.request.OpenerDirector, address: str) -> tuple[int, bytes]:
    """Status and body; waits for a server that is still starting."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with browser.open(address, timeout=10) as got:
                return got.status, got.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def main() -> int:
    """Builds, installs, opens, and says what it found."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        wheel = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else built(folder)
        names = [name.removeprefix(PAGE) for name in zipfile.ZipFile(wheel).namelist() if name.startswith(PAGE)]
        said = f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB, {len(names)} files of the page\n"
        sys.stdout.write(said)
        if "index.html" not in names:
            sys.stdout.write("the wheel comes without the workbench\n")
            return 1
        surroundings = without_node(folder / "path")
        command = installed(wheel, folder / "venv", surroundings)
        wrong = opened(command, folder, surroundings)
    sys.stdout.write(
        "\n".join(wrong) or "installed without Node.js: the workbench opens with its token, and only with it"
    )
    sys.stdout.write("\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
