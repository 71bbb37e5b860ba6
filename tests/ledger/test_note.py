"""Signed notes: the published examples of other implementations, and everything that must not pass."""

from __future__ import annotations

import base64

import pytest

from dutybook.errors import LedgerError
from dutybook.ledger.note import SignerKey, VerifierKey, generate, open_note, read_signer, read_verifier

# Published examples: Go's golang.org/x/mod/sumdb/note, and a second implementation of c2sp.org/signed-note.
GO_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
GO_NOTE = (
    GO_TEXT + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6Ryy"
    "BwJnAM=\n"
)
C2SP_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
C2SP_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
KEY = SignerKey("haizhou.example/ledger", bytes(range(32)))
OTHER = SignerKey("haizhou.example/ledger", bytes(32))
NOTE = KEY.sign("one\ntwo\n")
NO_NOTE = "it is not a signed note (a text, a blank line, signature lines)"
NO_KEY = "it is not an Ed25519 key"


def cause(call: object, *args: object) -> str:
    with pytest.raises(LedgerError) as told:
        call(*args)  # type: ignore[operator]
    return told.value.cause


def test_key_is_read_as_other_implementations_write_it() -> None:
    signer = read_signer(GO_SECRET)
    assert (str(signer.verifier), signer.secret()) == (GO_KEY, GO_SECRET)
    assert str(read_verifier(C2SP_KEY + "\n")) == C2SP_KEY


def test_note_is_signed_as_another_implementation_signs_it() -> None:
    assert read_signer(GO_SECRET).sign(GO_TEXT) == GO_NOTE


@pytest.mark.parametrize(
    ("key", "note", "text"), [(GO_KEY, GO_NOTE, GO_TEXT), (C2SP_KEY, C2SP_NOTE, "This is an example message.\n")]
)
def test_note_of_another_implementation_is_opened(key: str, note: str, text: str) -> None:
    assert open_note(note, [read_verifier(key)]) == text


def test_signatures_of_unknown_keys_are_passed_over() -> None:
    both = NOTE + OTHER.sign("one\ntwo\n").rpartition("\n\n")[2]
    assert open_note(both, [OTHER.verifier]) == open_note(both, [KEY.verifier]) == "one\ntwo\n"


def test_text_may_hold_blank_lines() -> None:
    assert open_note(KEY.sign("one\n\ntwo\n"), [KEY.verifier]) == "one\n\ntwo\n"


def test_changed_text_is_found() -> None:
    assert cause(open_note, NOTE.replace("two", "six"), [KEY.verifier]) == (
        "the signature of haizhou.example/ledger does not fit its text"
    )


def test_one_false_signature_of_a_known_key_spoils_the_note() -> None:
    false = OTHER.sign("another text\n").rpartition("\n\n")[2]
    assert cause(open_note, NOTE + false, [KEY.verifier, OTHER.verifier]) == (
        "the signature of haizhou.example/ledger does not fit its text"
    )


def test_note_that_no_known_key_signed_is_refused() -> None:
    bears = f"{KEY.name}+{KEY.verifier.id.hex()}"
    assert cause(open_note, NOTE, [OTHER.verifier]) == f"none of the keys in use signed it (it bears {bears})"


@pytest.mark.parametrize(
    "note",
    [
        "",
        "one\ntwo\n",
        "one\n\n",
        "\n\n— a " + base64.b64encode(bytes(68)).decode() + "\n",
        NOTE.rstrip("\n"),
        NOTE.replace("— ", "-- "),
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("one", "o\tne"),
        NOTE.replace("— h", "— \x9b"),
        NOTE.replace("one", "\ud800"),
        NOTE + "more\n",
        NOTE.replace("— haizhou.example/ledger ", "— haizhou.example/ledger  "),
        "one\n\n— a AAAA\n",
        "one\n\n— a AAAAAB==\n",
        "x" * 20_000 + NOTE,
    ],
)
def test_what_is_no_note_is_refused(note: str) -> None:
    assert cause(open_note, note, [KEY.verifier]) == NO_NOTE


@pytest.mark.parametrize("text", ["", "one", "a\tb\n"])
def test_text_that_no_note_can_have_is_not_signed(text: str) -> None:
    assert cause(KEY.sign, text) == NO_NOTE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", NO_KEY),
        ("a+b", NO_KEY),
        ("a+00000000+AAAA", NO_KEY),
        ("a+00000000+???", NO_KEY),
        (GO_KEY.replace("c74f", "c74e"), "its id is not that of its name and key"),
        (GO_KEY.replace("Peter", "Petra"), "its id is not that of its name and key"),
        (GO_SECRET, "it is a private key, which must never leave its machine"),
    ],
)
def test_what_is_no_public_key_is_refused(text: str, told: str) -> None:
    assert cause(read_verifier, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GO_KEY, "it is not a private key"),
        ("PRIVATE+KEY+a", NO_KEY),
        (GO_SECRET.replace("c74f", "c74e"), "its id is not that of its name and key"),
    ],
)
def test_what_is_no_private_key_is_refused(text: str, told: str) -> None:
    assert cause(read_signer, text) == told


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n", "a\u3000b", "x" * 201])
def test_name_that_no_key_can_have_is_refused(name: str) -> None:
    assert cause(generate, name) == f"{name[:40]!r} cannot name a key"


def test_keys_have_32_bytes() -> None:
    assert cause(VerifierKey, "a", b"") == "an Ed25519 public key has 32 bytes"
    assert cause(SignerKey, "a", b"") == "an Ed25519 seed has 32 bytes"


def test_new_keys_differ_and_sign() -> None:
    one, two = generate("a"), generate("a")
    assert (one == two, open_note(one.sign("text\n"), [two.verifier, one.verifier])) == (False, "text\n")


def test_private_key_does_not_show_itself() -> None:
    assert repr(KEY) == "SignerKey(name='haizhou.example/ledger')"
