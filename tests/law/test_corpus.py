import os
import signal
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from dutybook.errors import DutybookError, EmptySource, NoActs
from dutybook.law import corpus
from dutybook.law.corpus import Failure, Output, Summary, acts_in, run_folder, write_whole


def shout(path: Path) -> Output:
    """A task with every way to fail."""
    text = path.read_text("utf-8")
    if text == "empty":
        raise EmptySource(path.name, "the file holds no text", "save the act's text into it")
    if text == "bug":
        raise ValueError("two\nlines")
    if text == "gone":
        raise FileNotFoundError(2, "No such file or directory", path.name)
    if text == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    return Output(text.upper(), Counter(characters=len(text)))


def folder(root: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = root / "acts" / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root / "acts"


def outputs(out: Path) -> dict[str, str]:
    return {str(path.relative_to(out)): path.read_text("utf-8") for path in sorted(out.rglob("*")) if path.is_file()}


def test_each_act_gives_one_output_in_its_subfolder(tmp_path):
    acts = folder(tmp_path, a_txt="x", sub__a_md="yy", sub__deep__b_html="zzz")
    summary = run_folder(acts, tmp_path / "out", shout, ".json")
    assert outputs(tmp_path / "out") == {"a.json": "X", "sub/a.json": "YY", "sub/deep/b.json": "ZZZ"}
    assert summary == Summary(3, Counter(characters=6))


def test_files_of_one_stem_keep_their_full_names(tmp_path):
    acts = folder(tmp_path, a_txt="x", a_md="y", b_md="z")
    run_folder(acts, tmp_path / "out", shout, ".json")
    assert outputs(tmp_path / "out") == {"a.txt.json": "X", "a.md.json": "Y", "b.json": "Z"}


@pytest.mark.parametrize("workers", [1, 2])
def test_bad_file_is_told_and_the_rest_done(tmp_path, workers, monkeypatch):
    monkeypatch.setattr(corpus, "_SMALL", 0)
    acts = folder(tmp_path, a_txt="x", b_txt="empty", c_txt="bug", d_txt="gone", e_txt="y")
    summary = run_folder(acts, tmp_path / "out", shout, ".json", workers)
    assert outputs(tmp_path / "out") == {"a.json": "X", "e.json": "Y"}
    assert summary.files == 2
    assert summary.failures == [
        Failure(acts / "b.txt", "the file holds no text; save the act's text into it [empty-source]"),
        Failure(acts / "c.txt", "unexpected ValueError: two lines; please report it [bug]"),
        Failure(acts / "d.txt", "No such file or directory [file]"),
    ]


def test_killed_process_costs_only_the_file_that_killed_it(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "_SMALL", 0)
    acts = folder(tmp_path, a_txt="x", b_txt="kill", c_txt="y", d_txt="z")
    summary = run_folder(acts, tmp_path / "out", shout, ".json", 2)
    assert outputs(tmp_path / "out") == {"a.json": "X", "c.json": "Y", "d.json": "Z"}
    assert [(failure.path.name, failure.reason.split()[-1]) for failure in summary.failures] == [("b.txt", "[killed]")]


def test_progress_ends_with_all_files(tmp_path):
    seen = []
    acts = folder(tmp_path, a_txt="x", b_txt="empty", c_txt="y")
    run_folder(acts, tmp_path / "out", shout, ".json", progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_more_processes_than_files_do_each_file_once(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "_SMALL", 0)
    acts = folder(tmp_path, **{f"f{n}_txt": "x" * n for n in range(12)})
    summary = run_folder(acts, tmp_path / "out", shout, ".txt", 8)
    assert (summary.files, summary.counts, len(outputs(tmp_path / "out"))) == (12, Counter(characters=66), 12)


def test_what_is_no_act_is_left_alone(tmp_path):
    acts = folder(tmp_path, a_txt="x", README_md="r", b_png="p")
    for name in ("_index.md", ".hidden.txt", "~$a.docx"):
        (acts / name).write_text("n")
    (acts / ".git").mkdir()
    (acts / ".git" / "c.txt").write_text("n")
    (acts / "folder.txt").mkdir()
    assert acts_in(acts) == [acts / "a.txt"]


def test_outputs_inside_the_folder_are_not_read_again(tmp_path):
    acts = folder(tmp_path, a_txt="x")
    for _ in range(2):
        assert run_folder(acts, acts / "out", shout, ".txt").files == 1
    assert outputs(acts) == {"a.txt": "x", "out/a.txt": "X"}


def test_outputs_never_overwrite_the_acts(tmp_path):
    acts = folder(tmp_path, a_txt="x", b_md="y")
    with pytest.raises(DutybookError) as error:
        run_folder(acts, acts, shout, ".txt")
    assert error.value.cause == "the output would overwrite the act"
    assert outputs(acts) == {"a.txt": "x", "b.md": "y"}


def test_folder_without_acts_is_an_error(tmp_path):
    with pytest.raises(NoActs) as error:
        run_folder(tmp_path, tmp_path / "out", shout, ".json")
    assert error.value.cause == "the folder holds no act"


def test_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "new" / "a.json"
    write_whole(target, "first")
    with pytest.raises(IsADirectoryError):
        write_whole(target.parent, "a folder is in the way")
    assert outputs(tmp_path) == {"new/a.json": "first"}
    write_whole(target, b"second")
    assert outputs(tmp_path) == {"new/a.json": "second"}


def test_unpaired_surrogate_does_not_stop_the_writing(tmp_path):
    write_whole(tmp_path / "a.txt", "a\ud800b")
    assert (tmp_path / "a.txt").read_text("utf-8") == "a?b"


def test_task_may_carry_arguments(tmp_path):
    acts = folder(tmp_path, a_txt="x")
    assert run_folder(acts, tmp_path / "out", partial(shout), ".json").files == 1
