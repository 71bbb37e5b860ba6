"""Typed readers of environment variables: a value that is not what it should be stops the start with what to do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """A text, or the contents of the file that `<name>_FILE` names, for secrets that are mounted as files."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return os.environ.get(name, default)
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE names {path}, which cannot be read: {error.strerror}") from error


def switch(name: str, *, default: bool = False) -> bool:
    """A yes or no."""
    found = os.environ.get(name)
    if found is None:
        return default
    if found.lower() in _TRUE | _FALSE:
        return found.lower() in _TRUE
    raise ImproperlyConfigured(f"{name} is {found!r}: write 1 or 0")


def number(name: str, default: int) -> int:
    """A whole number that is not negative."""
    found = os.environ.get(name, "")
    if not found:
        return default
    if found.isdecimal():
        return int(found)
    raise ImproperlyConfigured(f"{name} is {found!r}: write a whole number")


def names(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Names between commas."""
    found = [part.strip() for part in os.environ.get(name, "").split(",")]
    return [part for part in found if part] or list(default)


def origin_of(url: str) -> str:
    """The scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def database(name: str, default: Path) -> dict[str, Any]:
    """The settings of a database from its address.

    Args:
        name: of a variable such as `postgresql://user:password@host:5432/name` or `sqlite:////path/of/a/file`.
        default: the SQLite file for when it is not set.
    """
    url = urlsplit(text(name))
    if url.scheme in ("", "sqlite"):
        return _sqlite(Path(unquote(url.path[1:])) if url.scheme else default)
    if url.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} begins with {url.scheme}: write sqlite:////path or postgresql://host/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path[1:]),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or ""),
        "OPTIONS": dict(parse_qsl(url.query)),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    """One synchronised write for each commit: what was acknowledged survives a power cut."""
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": pragmas, "timeout": 5},
    }
