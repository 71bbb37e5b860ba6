"""The one way in: a file from outside is named, sniffed, limited, cleaned and stored, or refused with the reason."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

from dutybook_web.files import kinds
from dutybook_web.files.kinds import Kind
from dutybook_web.files.limits import DEFAULT, Limits
from dutybook_web.files.names import clean_name
from dutybook_web.files.pictures import without_metadata
from dutybook_web.files.sniff import sniff
from dutybook_web.files.store import Store


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken, as a row keeps it."""

    sha256: str
    size: int
    name: str
    kind: Kind


def take(file: BinaryIO, name: str, store: Store, limits: Limits = DEFAULT, *, keep_metadata: bool = False) -> Taken:
    """Store a file from outside.

    Args:
        file: a stream that can be rewound, such as `.file` of Django's uploaded file.
        name: the name that its sender gave it.
        store: where it goes. limits: how large it may be.
        keep_metadata: leave a picture as it was sent, where an organisation has decided so; it is checked all the same.

    Returns:
        What to keep in a row. The hash is that of the stored bytes: a picture's are those without its
        metadata, unless they are kept.

    Raises:
        FileRefused: with code, cause and remedy; nothing has been stored then.
    """
    cleaned = clean_name(name)
    kind = sniff(file, cleaned, limits)
    file.seek(0)
    if kind in kinds.PICTURES:
        cleaned_picture = without_metadata(file.read(), kind, limits)
        file.seek(0)
        file = file if keep_metadata else io.BytesIO(cleaned_picture)
    stored = store.add(file)
    return Taken(stored.sha256, stored.size, cleaned, kind)
