from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dutybook_web.files.store import Reconciled, Store, Stored

DAY = 24 * 3600
NOW = 2_000_000_000.0


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "files")


def add(store: Store, data: bytes, *, age: float = 0) -> str:
    sha256 = store.add(io.BytesIO(data)).sha256
    os.utime(store.path(sha256), (NOW - age, NOW - age))
    return sha256


def files(store: Store) -> list[str]:
    return sorted(str(path.relative_to(store.folder)) for path in store.folder.rglob("*") if path.is_file())


def test_file_is_named_by_its_hash_alone(store: Store) -> None:
    data = bytes(range(256)) * 4_000
    sha256 = hashlib.sha256(data).hexdigest()
    assert store.add(io.BytesIO(data)) == Stored(sha256, len(data))
    assert files(store) == [f"{sha256[:2]}/{sha256[2:4]}/{sha256}"]
    with store.open(sha256) as file:
        assert file.read() == data


def test_same_file_twice_is_one_file(store: Store) -> None:
    assert store.add(io.BytesIO(b"a")) == store.add(io.BytesIO(b"a"))
    assert len(files(store)) == 1


def test_file_and_its_folders_are_on_the_disk_before_it_is_acknowledged(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    path = store.path(store.add(io.BytesIO(b"a")).sha256)
    assert Path(synced[0]).parent == store.folder / "incoming"
    assert synced[1:] == [str(path.parent), str(path.parent.parent), str(store.folder)]


class _Broken(io.BytesIO):
    """A stream that breaks off after its first piece."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise ConnectionResetError
        return super().read(2)


def test_upload_that_breaks_off_leaves_nothing(store: Store) -> None:
    with pytest.raises(ConnectionResetError):
        store.add(_Broken(b"abcdef"))
    assert files(store) == []


def test_full_disk_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        store.add(io.BytesIO(b"a"))
    assert files(store) == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_hash_becomes_a_path(store: Store, name: str) -> None:
    with pytest.raises(ValueError, match="is no SHA-256"):
        store.path(name)


def test_verify_finds_a_changed_and_a_lost_file(store: Store) -> None:
    whole, changed = add(store, b"whole"), add(store, b"changed")
    store.path(changed).write_bytes(b"other")
    assert [store.verify(sha256) for sha256 in (whole, changed, "0" * 64)] == [True, False, False]


def test_adding_a_damaged_file_once_more_heals_it(store: Store) -> None:
    sha256 = add(store, b"a")
    store.path(sha256).write_bytes(b"b")
    assert add(store, b"a") == sha256
    assert store.verify(sha256)


def test_reconcile_of_an_empty_store_finds_nothing(store: Store) -> None:
    assert store.reconcile([]) == Reconciled((), (), ())


def test_reconcile_finds_ten_of_each(store: Store) -> None:
    known = [add(store, f"known {number}".encode(), age=2 * DAY) for number in range(10)]
    changed = [add(store, f"changed {number}".encode(), age=2 * DAY) for number in range(10)]
    orphans = [add(store, f"orphan {number}".encode(), age=2 * DAY) for number in range(10)]
    young = [add(store, f"young {number}".encode(), age=DAY - 60) for number in range(10)]
    missing = [hashlib.sha256(bytes([number])).hexdigest() for number in range(10)]
    for sha256 in changed:
        store.path(sha256).write_bytes(b"changed by somebody")
    found = store.reconcile([*known, *changed, *missing], now=NOW)
    assert found == Reconciled(tuple(sorted(map(store.path, orphans))), tuple(sorted(missing)), tuple(sorted(changed)))
    assert all(store.path(sha256).exists() for sha256 in (*orphans, *young))


def test_reconcile_removes_orphans_when_asked(store: Store) -> None:
    known, old, young = add(store, b"known", age=2 * DAY), add(store, b"old", age=2 * DAY), add(store, b"young")
    assert store.reconcile([known], now=NOW, remove_orphans=True).orphans == (store.path(old),)
    assert [store.path(sha256).exists() for sha256 in (known, old, young)] == [True, False, True]
    assert store.reconcile([known], now=NOW, remove_orphans=True) == Reconciled((), (), ())


def test_broken_off_uploads_and_strangers_are_orphans(store: Store) -> None:
    known = add(store, b"known", age=2 * DAY)
    (store.folder / "incoming" / "tmp1").write_bytes(b"half")
    (store.folder / "incoming" / known).write_bytes(b"in the wrong place")
    (store.folder / "link").symlink_to("/nowhere")
    strange = [store.folder / "incoming" / known, store.folder / "incoming" / "tmp1", store.folder / "link"]
    for path in strange:
        os.utime(path, (NOW - 2 * DAY,) * 2, follow_symlinks=False)
    assert store.reconcile([known], now=NOW).orphans == tuple(sorted(strange))


class _Vanishing(Store):
    """A store in which a file goes between being listed and being looked at."""

    def _files(self) -> Iterator[Path]:
        yield self.folder / "gone"


def test_file_that_goes_meanwhile_is_no_orphan(tmp_path: Path) -> None:
    assert _Vanishing(tmp_path).reconcile([]) == Reconciled((), (), ())


def test_clock_is_asked_when_no_time_is_given(store: Store) -> None:
    old = store.path(store.add(io.BytesIO(b"old")).sha256)
    store.add(io.BytesIO(b"new"))
    os.utime(old, (0, 0))
    assert store.reconcile([]).orphans == (old,)
