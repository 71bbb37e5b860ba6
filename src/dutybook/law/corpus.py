"""A folder of acts, read in parallel: one output per act, a bad file told by name and reason, the rest done.

`run_folder` takes any task that turns a file into an output, so that each verb of the command line may use it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from secrets import token_hex

from dutybook.errors import DutybookError, NoActs
from dutybook.law.sources import SUFFIXES

_SMALL = 300_000
"""Bytes up to which starting processes costs more than it saves."""

_CHUNKS_PER_WORKER = 12


@dataclass(frozen=True, slots=True)
class Output:
    """What a task makes of one file: the text to write, and figures to add up in the summary."""

    text: str | bytes
    counts: Counter[str]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be done, and why in one line."""

    path: Path
    reason: str


@dataclass(slots=True)
class Summary:
    """What became of a folder: `counts` adds up those of the outputs, `files` is how many were written."""

    files: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def add(self, other: Summary) -> None:
        """Take over the figures of a part of the work."""
        self.files += other.files
        self.counts.update(other.counts)
        self.failures += other.failures


Task = Callable[[Path], Output]
"""Must be a function that other processes can import."""

Job = tuple[Path, Path]
"""A file and where its output goes."""


def run_folder(
    folder: Path,
    out: Path,
    task: Task,
    suffix: str,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """Run a task over every act below a folder and write one output for each.

    Args:
        folder: the acts, at any depth; the outputs keep their sub-folders and stems.
        out: where the outputs go; made if it does not exist.
        task: turns one file into its output.
        suffix: of the outputs, with its dot.
        workers: how many processes; as many as there are CPUs if not given.
        progress: called now and then with the files done and all files.

    Returns:
        the summary, failures in order of path.

    Raises:
        NoActs: the folder holds no file that can be an act.
        DutybookError: the outputs would overwrite the acts.
    """
    jobs = _jobs(folder, out, suffix)
    summary = Summary()
    for done in _run(jobs, task, workers or os.cpu_count() or 1):
        summary.add(done)
        if progress:
            progress(summary.files + len(summary.failures), len(jobs))
    summary.failures.sort(key=lambda failure: failure.path)
    return summary


def acts_in(folder: Path, leaving_out: Path | None = None) -> list[Path]:
    """The files below a folder that can be acts, in order of path.

    Not meant are files whose name starts with `.`, `_` or `~`, and a README.

    Args:
        folder: where to look, at any depth.
        leaving_out: a folder below it that is not looked into: the one of the outputs.

    Raises:
        NoActs: there is none.
    """
    found = sorted(path for path in folder.rglob("*") if _is_act(path.relative_to(folder)) and path.is_file())
    if leaving_out and leaving_out.resolve() != folder.resolve():
        found = [path for path in found if not path.resolve().is_relative_to(leaving_out.resolve())]
    if not found:
        kinds = ", ".join(sorted(SUFFIXES))
        raise NoActs(str(folder), "the folder holds no act", f"give a folder with files of these kinds: {kinds}")
    return found


def write_whole(path: Path, text: str | bytes) -> None:
    """Write a file so that it is there whole or not at all; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{token_hex(8)}.part")
    try:
        part.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "replace"))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def reason(error: BaseException) -> str:
    """Why a file failed, in one line."""
    if isinstance(error, DutybookError):
        return f"{error.cause}; {error.remedy} [{error.code}]"
    if isinstance(error, OSError):
        return f"{error.strerror or error} [file]"
    return f"unexpected {type(error).__name__}: {' '.join(str(error).split())}; please report it [bug]"


def _is_act(path: Path) -> bool:
    hidden = any(part.startswith((".", "_", "~")) for part in path.parts)
    return not hidden and path.suffix.lower() in SUFFIXES and path.stem.lower() != "readme"


def _jobs(folder: Path, out: Path, suffix: str) -> list[Job]:
    paths = acts_in(folder, out)
    plain = [out / path.relative_to(folder).with_suffix(suffix) for path in paths]
    taken = Counter(plain)
    # Two files of one stem (act.txt, act.docx) keep their full names, so that neither output is lost.
    targets = [
        target if taken[target] == 1 else target.with_name(path.name + suffix)
        for path, target in zip(paths, plain, strict=True)
    ]
    clash = {path.resolve() for path in paths} & {target.resolve() for target in targets}
    if clash:
        raise DutybookError(str(min(clash)), "the output would overwrite the act", "choose another folder with -o")
    return list(zip(paths, targets, strict=True))


def _run(jobs: Sequence[Job], task: Task, workers: int) -> Iterator[Summary]:
    sizes = {path: _size(path) for path, _ in jobs}
    if workers == 1 or sum(sizes.values()) < _SMALL:
        yield from (_do(task, [job]) for job in jobs)
        return
    chunks = _chunks(jobs, sizes, workers * _CHUNKS_PER_WORKER)
    with _pool(workers) as pool:
        futures = {pool.submit(_do, task, chunk): chunk for chunk in chunks}
        try:
            for future in as_completed(futures):
                yield from _collected(future, task, futures[future])
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _collected(future: Future[Summary], task: Task, chunk: Sequence[Job]) -> Iterator[Summary]:
    try:
        yield future.result()
    except BrokenProcessPool:
        # A process was killed, most likely for want of memory: find the file that did it, lose no other.
        yield from (_alone(task, job) for job in chunk)


def _alone(task: Task, job: Job) -> Summary:
    with _pool(1) as pool:
        try:
            return pool.submit(_do, task, [job]).result()
        except BrokenProcessPool:
            return Summary(failures=[Failure(job[0], "the process that read it was ended; is it too large? [killed]")])


def _pool(workers: int) -> ProcessPoolExecutor:
    # Forked processes start in milliseconds with everything imported; where there is no fork, the default serves.
    context = get_context("fork") if hasattr(os, "fork") else None
    return ProcessPoolExecutor(workers, mp_context=context)


def _chunks(jobs: Iterable[Job], sizes: dict[Path, int], number: int) -> list[list[Job]]:
    """Chunks of about the same size, the largest files first so that none is left for the end."""
    chunks: list[list[Job]] = []
    limit = max(1, sum(sizes.values()) // number)
    weight = limit
    for job in sorted(jobs, key=lambda job: -sizes[job[0]]):
        if weight >= limit:
            chunks.append([])
            weight = 0
        chunks[-1].append(job)
        weight += sizes[job[0]]
    return chunks


def _do(task: Task, jobs: Sequence[Job]) -> Summary:
    summary = Summary()
    for path, target in jobs:
        try:
            output = task(path)
            write_whole(target, output.text)
        except Exception as error:
            summary.failures.append(Failure(path, reason(error)))
        else:
            summary.files += 1
            summary.counts.update(output.counts)
    return summary


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
