"""The rows of files: one for each content, whoever brought it."""

from __future__ import annotations

import io

from dutybook_web.models import Blob
from dutybook_web.queries.evidence import store


def keep(data: bytes, media_type: str) -> Blob:
    """Store bytes that the application itself made, then make the row: a failure in between leaves a file without
    one, which reconciling finds."""
    stored = store().add(io.BytesIO(data))
    return blob_of(stored.sha256, stored.size, media_type)


def blob_of(sha256: str, size: int, media_type: str) -> Blob:
    """The row of contents that are in the store, made where there is none."""
    return Blob.objects.get_or_create(sha256=sha256, defaults={"size": size, "media_type": media_type})[0]
