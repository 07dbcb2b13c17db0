"""Puts the page of the workbench into the wheel: built by npm where that is there, taken as it is where not.

An editable install builds nothing (`make workbench` does). A wheel or source archive takes a page newer than its
sources; else it is built, which needs Node.js. Without Node.js an existing page is taken, and without any the wheel is
made without a workbench, which is said.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "Node.js 20 or newer (npm)"


class PageHook(BuildHookInterface[Any]):
    """Sees to it that the page is there before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page where it is missing or old.

        Raises:
            RuntimeError: npm is there and could not build it.
        """
        if version == "editable":
            return
        workbench = Path(self.root, "workbench")
        page = Path(self.root, "src", "truceline", "serve", "page", "index.html")
        if page.is_file() and page.stat().st_mtime >= newest(workbench):
            return
        npm = shutil.which("npm")
        if npm is not None and workbench.is_dir():
            self.app.display_info("building the page of the workbench with npm")
            build(npm, workbench)
        elif page.is_file():
            self.app.display_warning(
                f"{NODE} is missing: the page of the workbench is taken as it is, and it is older than its sources"
            )
        else:
            self.app.display_warning(
                f"{NODE} is missing and the page was not built: this wheel comes WITHOUT the workbench"
                " (`truceline serve`); everything else is in it"
            )


def newest(workbench: Path) -> float:
    """When the sources of the page were last changed, in seconds; 0 if there are none."""
    sources = [*workbench.glob("*.json"), *workbench.glob("*.mjs"), *workbench.glob("src/**/*")]
    return max((path.stat().st_mtime for path in sources if path.is_file()), default=0.0)


def build(npm: str, workbench: Path) -> None:
    """Install what the page is made of, and bundle it.

    Raises:
        RuntimeError: npm failed; it has said why.
    """
    steps = [["run", "--silent", "build"]]
    if not (workbench / "node_modules").is_dir():
        steps.insert(0, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
    for step in steps:
        if subprocess.run([npm, *step], cwd=workbench, check=False).returncode != 0:
            raise RuntimeError(
                f"the page of the workbench could not be built: `npm {step[0]}` failed in {workbench}. Mend what it"
                " says above (the packages come from the npm registry), or take Node.js off the PATH to make a wheel"
                " without the workbench"
            )
