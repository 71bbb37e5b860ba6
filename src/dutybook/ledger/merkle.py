"""The Merkle tree of RFC 9162 section 2.1 (the same as RFC 6962): roots, growth, proofs and their verification.

Everything rests on the nodes that are complete, whose hash never changes again; a tree can therefore be kept in
memory (`Tree`), or as rows of (level, position, hash) of which a proof reads O(log² n).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from dutybook.errors import LedgerError

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256().digest()
"""The root of a tree without leaves."""

NodeAt: TypeAlias = Callable[[int, int], bytes]
"""Gives the hash of the complete node at (level, position)."""


class Node(NamedTuple):
    """A complete node: the 2^level leaves from number position * 2^level on."""

    level: int
    position: int
    hash: bytes


def leaf_hash(data: bytes) -> bytes:
    """Hash the bytes of a leaf: SHA-256(0x00 || data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two nodes into the one above: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Peaks:
    """All that is needed to append to a tree and to tell its root: its size and the hashes of its largest nodes.

    Args:
        size: the number of leaves.
        hashes: the largest complete nodes from left to right, one for each 1 in the binary size.

    Raises:
        LedgerError: for hashes that do not fit the size.

    >>> two = Peaks().append(leaf_hash(b"first")).append(leaf_hash(b"second"))
    >>> two.size, two.root() == node_hash(leaf_hash(b"first"), leaf_hash(b"second"))
    (2, True)
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count() or any(map(_is_no_hash, self.hashes)):
            raise LedgerError("peaks", f"they are not those of {self.size} leaves", "rebuild them from all leaves")

    def nodes(self, leaf: bytes) -> list[Node]:
        """Return the nodes that the hash of one more leaf completes, from the leaf upwards."""
        found = [Node(0, self.size, leaf)]
        for peak in reversed(self.hashes):
            level, position, right = found[-1]
            if position % 2 == 0:
                break
            found.append(Node(level + 1, position // 2, node_hash(peak, right)))
        return found

    def append(self, leaf: bytes) -> Peaks:
        """Return the peaks of the tree with the hash of one more leaf, in O(log n)."""
        found = self.nodes(leaf)
        kept = len(self.hashes) - (len(found) - 1)
        return Peaks(self.size + 1, (*self.hashes[:kept], found[-1].hash))

    def root(self) -> bytes:
        """Return the root, in O(log n)."""
        if not self.hashes:
            return EMPTY_ROOT
        *rest, root = self.hashes
        for peak in reversed(rest):
            root = node_hash(peak, root)
        return root


class Tree:
    """A whole tree in memory, to make proofs from.

    Args:
        leaves: the hashes of its leaves.
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.peaks = Peaks()
        self._levels: list[list[bytes]] = []
        for leaf in leaves:
            self.append(leaf)

    def append(self, leaf: bytes) -> None:
        """Add the hash of one more leaf."""
        for level, _, digest in self.peaks.nodes(leaf):
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(digest)
        self.peaks = self.peaks.append(leaf)

    def node(self, level: int, position: int) -> bytes:
        """Return the hash of the complete node at (level, position), as the functions below ask for it."""
        return self._levels[level][position]


def root(node: NodeAt, size: int) -> bytes:
    """Return the root of the first `size` leaves."""
    return _range(node, 0, size) if size else EMPTY_ROOT


def inclusion_proof(node: NodeAt, index: int, size: int) -> list[bytes]:
    """Return the proof that leaf `index` (from 0) is in the tree of `size` leaves: RFC 9162, 2.1.3.1.

    Raises:
        LedgerError: where there is no such leaf.
    """
    if not 0 <= index < size:
        raise LedgerError(f"leaf {index}", f"a tree of {size} leaves does not hold it", "ask for a leaf below the size")
    proof, start, end = [], 0, size
    while end - start > 1:
        middle = start + _left(end - start)
        if index < middle:
            proof.append(_range(node, middle, end))
            end = middle
        else:
            proof.append(_range(node, start, middle))
            start = middle
    return proof[::-1]


def consistency_proof(node: NodeAt, old: int, size: int) -> list[bytes]:
    """Return the proof that the tree of `size` leaves begins with the tree of `old` leaves: RFC 9162, 2.1.4.1.

    The proof from an empty tree, and from a tree to itself, is empty.

    Raises:
        LedgerError: where the old tree is the larger.
    """
    if not 0 <= old <= size:
        raise LedgerError(f"tree of {old}", f"it is not within {size} leaves", "give the smaller size first")
    proof, start, end = [], 0, size
    while 0 < old < end:
        middle = start + _left(end - start)
        if old <= middle:
            proof.append(_range(node, middle, end))
            end = middle
        else:
            proof.append(_range(node, start, middle))
            start = middle
    # A part of the old tree that is not the whole of it is unknown to whoever holds only the old root.
    return [*([_range(node, start, end)] if start else []), *proof[::-1]]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the proof shows that `leaf` (a hash) stands at `index` under `root`: RFC 9162, 2.1.3.2."""
    if not 0 <= index < size or any(map(_is_no_hash, (leaf, root, *proof))):
        return False
    place, last, found = index, size - 1, leaf
    for part in proof:
        if last == 0:
            return False
        if place % 2 or place == last:
            found = node_hash(part, found)
            place, last = _climb(place, last)
        else:
            found = node_hash(found, part)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the proof shows that the tree under `root` begins with that under `old_root`: RFC 9162, 2.1.4.2.

    Stricter than the RFC for an empty old tree: its root must be the hash of nothing.
    """
    if not 0 <= old <= size or any(map(_is_no_hash, (old_root, root, *proof))):
        return False
    if old in (0, size):
        return not proof and old_root == (root if old else EMPTY_ROOT)
    if not proof:
        return False
    first, *rest = [old_root, *proof] if old.bit_count() == 1 else proof
    place, last = old - 1, size - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    before = after = first
    for part in rest:
        if last == 0:
            return False
        if place % 2 or place == last:
            before, after = node_hash(part, before), node_hash(part, after)
            place, last = _climb(place, last)
        else:
            after = node_hash(after, part)
        place, last = place >> 1, last >> 1
    return last == 0 and before == old_root and after == root


def _climb(place: int, last: int) -> tuple[int, int]:
    """Go up from a right edge to where it is next a right child."""
    while place and not place % 2:
        place, last = place >> 1, last >> 1
    return place, last


def _left(size: int) -> int:
    """The size of the left part of a tree of two leaves or more: the largest power of two below it."""
    return 1 << (size - 1).bit_length() - 1


def _range(node: NodeAt, start: int, end: int) -> bytes:
    """The hash of the leaves from start to end, where start is the beginning of a subtree of that size."""
    size = end - start
    if size.bit_count() == 1:
        level = size.bit_length() - 1
        return node(level, start >> level)
    middle = start + _left(size)
    return node_hash(_range(node, start, middle), _range(node, middle, end))


def _is_no_hash(value: bytes) -> bool:
    return len(value) != HASH_BYTES
