"""Files that the application itself makes: stored by content, with the row that knows of them."""

from __future__ import annotations

import io

from django.conf import settings

from dutybook_web.files.store import Store
from dutybook_web.models import Blob


def store() -> Store:
    """Where files are kept."""
    return Store(settings.FILES_FOLDER)


def keep(data: bytes, media_type: str) -> Blob:
    """Store bytes, then make the row: a failure in between leaves a file without one, which reconciling finds."""
    stored = store().add(io.BytesIO(data))
    found = Blob.objects.get_or_create(sha256=stored.sha256, defaults={"size": stored.size, "media_type": media_type})
    return found[0]
