"""Takes one hostile file after the other in a process of little memory, and tells what each came to.

Arguments: the folder of files, the folder of the store. Input: lines of JSON `[file, name]`; output: lines of JSON
`{"code", "name", "sha256", "cpu", "peak_mb"}`.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from dutybook_web.files.intake import take
from dutybook_web.files.refusals import FileRefused
from dutybook_web.files.store import Store

MEMORY = 200 << 20
CPU_SECONDS = 120


def main(files: Path, store: Store) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    for line in sys.stdin:
        number, name = json.loads(line)
        began = time.process_time()
        code, stored, sha256 = "", "", ""
        try:
            with (files / number).open("rb") as file:
                taken = take(file, name, store)
            stored, sha256 = taken.name, taken.sha256
        except FileRefused as refused:
            code = refused.code
        cpu = time.process_time() - began
        told = {"code": code, "name": stored, "sha256": sha256, "cpu": cpu, "peak_mb": peak_mb()}
        sys.stdout.write(json.dumps(told) + "\n")


def peak_mb() -> float:
    """The most memory that this process has held; `getrusage` would count that of the process that started it."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), Store(Path(sys.argv[2])))
