"""What is set by configuration: how many days of silence, calm or fighting mean something."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path

from truceline.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The values of ``data/follow.toml``, where each is explained."""

    news_days: int
    calm_days: int
    silent_days: int
    sustained_incidents: int
    sustained_days: int
    contest_days: int
    replace_days: int


@cache
def defaults() -> Settings:
    """The settings that come with the program."""
    return _settings(files("truceline.follow").joinpath("data/follow.toml").read_text("utf-8"), "follow.toml", None)


def read_settings(path: Path) -> Settings:
    """Settings from a TOML file; what it does not name stays as it comes with the program.

    Raises:
        UsageError: the file cannot be read, or holds something else than these settings.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a TOML file") from None
    return _settings(text, str(path), defaults())


def _settings(text: str, name: str, base: Settings | None) -> Settings:
    known = [f.name for f in fields(Settings)]
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: is no TOML ({error})") from None
    data.pop("version", None)
    for key, value in data.items():
        if key not in known:
            raise UsageError(f"{name}: there is no setting {key}; there are {', '.join(known)}")
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise UsageError(f"{name}: {key} has to be a whole number from 1, not {value!r}")
    given = {} if base is None else {key: getattr(base, key) for key in known}
    return Settings(**{**given, **data})
