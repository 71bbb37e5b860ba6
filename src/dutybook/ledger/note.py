"""Signed notes (c2sp.org/signed-note) with Ed25519: a text, a blank line, and a line for each signature.

The form that transparency logs use, so that their tools can check our heads, and a person can read them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dutybook.errors import LedgerError

MOST_CHARACTERS = 16_384
"""The longest note that is read; the standard asks for at least 16 signatures, which fit."""

_DASH = "\N{EM DASH} "
_ED25519 = b"\x01"
_PRIVATE = "PRIVATE+KEY+"
_FORM = "give it as NAME+ID+KEY, the one line that `dutybook ledger keygen` printed"


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """The public half of a key: anyone may have it, and check signatures with it.

    Args:
        name: of the signer, as `example.com/ledger`: no spaces, no plus.
        public: the 32 bytes of the Ed25519 public key.

    Raises:
        LedgerError: for a name or a key that cannot be one.
    """

    name: str
    public: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.public) != 32:
            raise LedgerError("key", "an Ed25519 public key has 32 bytes", _FORM)

    @property
    def id(self) -> bytes:
        """The four bytes by which a signature line tells its key."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_text(_ED25519 + self.public)}"


@dataclass(frozen=True, slots=True)
class SignerKey:
    """The private half of a key. It shows only its name, so that it does not slip into a log.

    Args:
        name: of the signer, as for the public half.
        seed: the 32 secret bytes.

    Raises:
        LedgerError: for a name or a seed that cannot be one.
    """

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.seed) != 32:
            raise LedgerError("private key", "an Ed25519 seed has 32 bytes", "make a key with `dutybook ledger keygen`")

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, self._key().public_key().public_bytes_raw())

    def secret(self) -> str:
        """Return the key as a line of text, to be kept secret; `read_signer` reads it."""
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{_text(_ED25519 + self.seed)}"

    def sign(self, body: str) -> str:
        """Return `body`, which ends in a newline, as a note signed with this key.

        Raises:
            LedgerError: for a text that no note can have.
        """
        signature = self.verifier.id + self._key().sign(body.encode())
        note = f"{body}\n{_DASH}{self.name} {_text(signature)}\n"
        _split(note, "note")
        return note

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


Keys: TypeAlias = Sequence[VerifierKey]


class _Signature(NamedTuple):
    """A signature line: the name of its key, the id of its key, the signature."""

    name: str
    id: bytes
    signature: bytes


def generate(name: str) -> SignerKey:
    """Make a new key.

    Raises:
        LedgerError: for a name that no key can have.
    """
    return SignerKey(name, Ed25519PrivateKey.generate().private_bytes_raw())


def read_verifier(text: str, place: str = "key") -> VerifierKey:
    """Read a public key from its line, `NAME+ID+KEY`.

    Raises:
        LedgerError: for text that is not a public Ed25519 key.

    >>> read_verifier("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").name
    'PeterNeumann'
    """
    if text.startswith(_PRIVATE):
        raise LedgerError(place, "it is a private key, which must never leave its machine", _FORM)
    name, key_id, public = _fields(text, place)
    key = VerifierKey(name, public)
    if key.id.hex() != key_id:
        raise LedgerError(place, "its id is not that of its name and key", _FORM)
    return key


def read_signer(text: str, place: str = "private key") -> SignerKey:
    """Read a private key from its line. No message ever repeats it.

    Raises:
        LedgerError: for text that is not a private Ed25519 key.
    """
    if not text.startswith(_PRIVATE):
        raise LedgerError(place, "it is not a private key", "give the file that `dutybook ledger keygen` wrote")
    name, key_id, seed = _fields(text.removeprefix(_PRIVATE), place)
    key = SignerKey(name, seed)
    if key.verifier.id.hex() != key_id:
        raise LedgerError(place, "its id is not that of its name and key", "restore the file from its backup")
    return key


def open_note(note: str, keys: Keys, place: str = "note") -> str:
    """Return the text of a note that at least one of the keys signed; signatures of others are passed over.

    Raises:
        LedgerError: for text that is not a note, a signature of a known key that is wrong, or none of a known key.
    """
    body, signatures = _split(note, place)
    known = {(key.name, key.id): key for key in keys}
    signed = False
    for name, key_id, signature in signatures:
        if key := known.get((name, key_id)):
            _check(key, signature, body, place)
            signed = True
    if not signed:
        names = ", ".join(sorted({f"{name}+{key_id.hex()}" for name, key_id, _ in signatures}))
        cause = f"none of the keys in use signed it (it bears {names})"
        raise LedgerError(place, cause, "give with --key every key that was handed to you, or else do not trust it")
    return body


def check_name(name: str) -> None:
    """Refuse a name that no key can have.

    Raises:
        LedgerError: for a name that is empty, longer than 200 characters, or holds a space, a plus or a control.
    """
    if not 0 < len(name) <= 200 or any(c.isspace() or c == "+" or not c.isprintable() for c in name):
        remedy = "name it like example.com/ledger: printable, no spaces, no plus, at most 200 characters"
        raise LedgerError("name", f"{name[:40]!r} cannot name a key", remedy)


def decode_base64(text: str) -> bytes:
    """Read base64 in its one standard form.

    Raises:
        ValueError: for any other text.
    """
    data = base64.b64decode(text, validate=True)
    if _text(data) != text:
        raise ValueError("not the standard form of base64")
    return data


def _check(key: VerifierKey, signature: bytes, body: str, place: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, body.encode())
    except InvalidSignature:
        cause = f"the signature of {key.name} does not fit its text"
        raise LedgerError(place, cause, "it was changed after it was signed: ask for it again, and why") from None


def _split(note: str, place: str) -> tuple[str, list[_Signature]]:
    """Split a note into its text and its signatures."""
    body, gap, lines = note.rpartition("\n\n")
    plain = all(c >= " " or c == "\n" for c in note) and len(note) <= MOST_CHARACTERS
    try:
        note.encode()
        signatures = list(_signatures(lines))
    except ValueError:  # half a character, a line that is no signature
        signatures = []
    if not (body and gap and plain and signatures):
        cause = "it is not a signed note (a text, a blank line, signature lines)"
        raise LedgerError(place, cause, "give it unchanged, with its line breaks")
    return body + "\n", signatures


def _signatures(lines: str) -> Iterator[_Signature]:
    if not lines.endswith("\n"):
        raise ValueError("no newline at the end")
    for line in lines[:-1].split("\n"):
        name, space, text = line.removeprefix(_DASH).partition(" ")
        data = decode_base64(text)
        if not (line.startswith(_DASH) and name.isprintable() and name and space) or len(data) < 5:
            raise ValueError("not a signature line")
        yield _Signature(name, data[:4], data[4:])


def _fields(text: str, place: str) -> tuple[str, str, bytes]:
    """Split `NAME+ID+KEY`, where the key begins with its kind."""
    match text.strip().split("+", 2):
        case [name, key_id, encoded]:
            try:
                data = decode_base64(encoded)
            except ValueError:
                data = b""
            if data.startswith(_ED25519) and len(data) == 33:
                return name, key_id, data[1:]
    raise LedgerError(place, "it is not an Ed25519 key", _FORM)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
