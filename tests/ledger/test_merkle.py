"""The tree against the Certificate Transparency vectors, and against the definitions of RFC 9162 word for word."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.errors import LedgerError
from dutybook.ledger import merkle
from dutybook.ledger.merkle import EMPTY_ROOT, Peaks, Tree, leaf_hash, verify_consistency, verify_inclusion

# The eight leaves, and the hashes below, are the published vectors of the Certificate Transparency reference
# implementation (github.com/transparency-dev/merkle, testonly/ and proof/verify_test.go).
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
_A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
_B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
_C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
_D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
_E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
_F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
_G = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
INCLUSION = {  # (index, size)
    (0, 1): [],
    (0, 2): [_A],
    (1, 2): [ROOTS[1]],
    (2, 3): [ROOTS[2]],
    (1, 5): [ROOTS[1], _B, _D],
    (0, 8): [_A, _B, _C],
    (5, 8): [_D, _E, ROOTS[4]],
}
CONSISTENCY = {  # (old size, size)
    (1, 1): [],
    (1, 8): [_A, _B, _C],
    (2, 5): [_B, _D],
    (6, 7): [_F, _G, ROOTS[4]],
    (6, 8): [_F, _E, ROOTS[4]],
}

DATA = st.lists(st.binary(max_size=3), max_size=40)
MOST = 257


def hashes(texts: list[str]) -> list[bytes]:
    return [bytes.fromhex(text) for text in texts]


CT = Tree(leaf_hash(leaf) for leaf in hashes(LEAVES))


# The definitions of RFC 9162, 2.1.1, 2.1.3.1 and 2.1.4.1, over the data themselves.
def split(size: int) -> int:
    return max(2**n for n in range(size.bit_length()) if 2**n < size)


def mth(data: list[bytes]) -> bytes:
    if len(data) < 2:
        return hashlib.sha256(b"\x00" + data[0]).digest() if data else hashlib.sha256(b"").digest()
    k = split(len(data))
    return hashlib.sha256(b"\x01" + mth(data[:k]) + mth(data[k:])).digest()


def path(m: int, data: list[bytes]) -> list[bytes]:
    if len(data) == 1:
        return []
    k = split(len(data))
    return [*path(m, data[:k]), mth(data[k:])] if m < k else [*path(m - k, data[k:]), mth(data[:k])]


def subproof(m: int, data: list[bytes], whole: bool) -> list[bytes]:
    if m == len(data):
        return [] if whole else [mth(data)]
    k = split(len(data))
    if m <= k:
        return [*subproof(m, data[:k], whole), mth(data[k:])]
    return [*subproof(m - k, data[k:], False), mth(data[:k])]


@pytest.mark.parametrize("size", range(9))
def test_root_is_the_published_one(size: int) -> None:
    assert merkle.root(CT.node, size).hex() == ROOTS[size]


@pytest.mark.parametrize("size", range(9))
def test_root_of_peaks_is_the_published_one(size: int) -> None:
    assert Tree(leaf_hash(leaf) for leaf in hashes(LEAVES[:size])).peaks.root().hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proof_is_the_published_one(index: int, size: int) -> None:
    proof = merkle.inclusion_proof(CT.node, index, size)
    assert [part.hex() for part in proof] == INCLUSION[index, size]


@pytest.mark.parametrize(("old", "size"), CONSISTENCY)
def test_consistency_proof_is_the_published_one(old: int, size: int) -> None:
    proof = merkle.consistency_proof(CT.node, old, size)
    assert [part.hex() for part in proof] == CONSISTENCY[old, size]


@given(DATA)
def test_root_follows_the_definition(data: list[bytes]) -> None:
    tree = Tree(map(leaf_hash, data))
    assert merkle.root(tree.node, len(data)) == tree.peaks.root() == mth(data)


@given(DATA.filter(bool), st.data())
def test_inclusion_proof_follows_the_definition(data: list[bytes], draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, len(data) - 1))
    tree = Tree(map(leaf_hash, data))
    assert merkle.inclusion_proof(tree.node, index, len(data)) == path(index, data)


@given(DATA.filter(bool), st.data())
def test_consistency_proof_follows_the_definition(data: list[bytes], draw: st.DataObject) -> None:
    old = draw.draw(st.integers(1, len(data)))
    tree = Tree(map(leaf_hash, data))
    assert merkle.consistency_proof(tree.node, old, len(data)) == subproof(old, data, whole=True)


def big() -> tuple[Tree, list[bytes]]:
    tree, roots = Tree(), [EMPTY_ROOT]
    for number in range(MOST):
        tree.append(leaf_hash(number.to_bytes(2, "big")))
        roots.append(tree.peaks.root())
    return tree, roots


BIG, BIG_ROOTS = big()
# Every size near a power of two, where the shape of the tree changes, and some between.
SIZES = [*range(1, 34), 47, 63, 64, 65, 100, 127, 128, 129, 200, 255, 256, 257]


@pytest.mark.parametrize("size", SIZES)
def test_every_inclusion_proof_holds(size: int) -> None:
    fails = [
        index
        for index in range(size)
        if not verify_inclusion(
            BIG.node(0, index), index, size, merkle.inclusion_proof(BIG.node, index, size), BIG_ROOTS[size]
        )
    ]
    assert fails == []


@pytest.mark.parametrize("size", SIZES)
def test_every_consistency_proof_holds(size: int) -> None:
    fails = [
        old
        for old in range(size + 1)
        if not verify_consistency(
            old, BIG_ROOTS[old], size, BIG_ROOTS[size], merkle.consistency_proof(BIG.node, old, size)
        )
    ]
    assert fails == []


WRONG = bytes.fromhex("abacaba000000000000000000000000000000000000000000060061e00123456")


def spoilt(proof: list[bytes], root: bytes) -> list[list[bytes]]:
    """The proof with each part changed, with parts added, and with one missing."""
    bits = [[*proof[:n], bytes([part[0] ^ 8, *part[1:]]), *proof[n + 1 :]] for n, part in enumerate(proof)]
    more = [
        [*proof, root],
        [root, *proof],
        [*proof, b""],
        [b"", *proof],
        [*proof, WRONG],
        [*proof[:1], WRONG, *proof[1:]],
    ]
    return [*bits, *more, *([proof[:-1], proof[1:]] if proof else [])]


@given(st.integers(1, MOST), st.data())
def test_spoilt_inclusion_proof_fails(size: int, draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, size - 1))
    leaf, root, proof = BIG.node(0, index), BIG_ROOTS[size], merkle.inclusion_proof(BIG.node, index, size)
    verdicts = [verify_inclusion(leaf, index, size, wrong, root) for wrong in spoilt(proof, root)]
    others = [
        verify_inclusion(WRONG, index, size, proof, root),
        verify_inclusion(leaf, index, size, proof, WRONG),
        verify_inclusion(leaf, index, size, proof, b""),
        verify_inclusion(b"", index, size, proof, root),
        verify_inclusion(leaf, index + 1, size, proof, root),
        verify_inclusion(leaf, index - 1, size, proof, root),
        verify_inclusion(leaf, index, size * 2, proof, root),
        verify_inclusion(leaf, index, size // 2, proof, root),
    ]
    assert (any(verdicts), any(others)) == (False, False)


@given(st.integers(2, MOST), st.data())
def test_spoilt_consistency_proof_fails(size: int, draw: st.DataObject) -> None:
    old = draw.draw(st.integers(1, size - 1))
    before, root, proof = BIG_ROOTS[old], BIG_ROOTS[size], merkle.consistency_proof(BIG.node, old, size)
    verdicts = [verify_consistency(old, before, size, root, wrong) for wrong in [[], *spoilt(proof, root)]]
    others = [
        verify_consistency(old, WRONG, size, root, proof),
        verify_consistency(old, before, size, WRONG, proof),
        verify_consistency(old, root, size, before, proof),
        verify_consistency(old, b"", size, root, proof),
        verify_consistency(old - 1, before, size, root, proof),
        verify_consistency(old + 1, before, size, root, proof),
        verify_consistency(old, before, size * 2, root, proof),
        verify_consistency(old, before, size // 2, root, proof),
    ]
    assert (any(verdicts), any(others)) == (False, False)


@pytest.mark.parametrize(
    ("old", "before", "size", "root", "proof", "holds"),
    [
        (0, EMPTY_ROOT, 0, EMPTY_ROOT, [], True),
        (0, EMPTY_ROOT, 1, WRONG, [], True),
        (0, WRONG, 1, WRONG, [], False),
        (0, EMPTY_ROOT, 1, WRONG, [WRONG], False),
        (1, WRONG, 1, WRONG, [], True),
        (1, WRONG, 1, WRONG, [WRONG], False),
        (1, EMPTY_ROOT, 1, WRONG, [], False),
        (2, WRONG, 1, WRONG, [], False),
        (-1, WRONG, 1, WRONG, [], False),
    ],
)
def test_consistency_at_the_edges(
    old: int, before: bytes, size: int, root: bytes, proof: list[bytes], holds: bool
) -> None:
    assert verify_consistency(old, before, size, root, proof) is holds


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 1), (9, 8)])
def test_no_inclusion_proof_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(LedgerError) as told:
        merkle.inclusion_proof(CT.node, index, size)
    assert told.value.cause == f"a tree of {size} leaves does not hold it"
    assert verify_inclusion(WRONG, index, size, [], WRONG) is False


@pytest.mark.parametrize(("old", "size"), [(2, 1), (-1, 1)])
def test_no_consistency_proof_from_a_larger_tree(old: int, size: int) -> None:
    with pytest.raises(LedgerError) as told:
        merkle.consistency_proof(CT.node, old, size)
    assert told.value.cause == f"it is not within {size} leaves"


@pytest.mark.parametrize(("size", "parts"), [(1, ()), (2, (WRONG, WRONG)), (1, (b"",)), (-1, (WRONG,))])
def test_peaks_that_do_not_fit_their_size_are_refused(size: int, parts: tuple[bytes, ...]) -> None:
    with pytest.raises(LedgerError) as told:
        Peaks(size, parts)
    assert told.value.cause == f"they are not those of {size} leaves"


def test_peaks_tell_the_nodes_to_keep() -> None:
    kept, peaks = {}, Peaks()
    for number in range(MOST):
        leaf = leaf_hash(number.to_bytes(2, "big"))
        kept |= {(node.level, node.position): node.hash for node in peaks.nodes(leaf)}
        peaks = peaks.append(leaf)

    def stored(level: int, position: int) -> bytes:
        return kept[level, position]

    assert merkle.root(stored, MOST) == BIG_ROOTS[MOST]
    assert merkle.inclusion_proof(stored, 77, 200) == merkle.inclusion_proof(BIG.node, 77, 200)
