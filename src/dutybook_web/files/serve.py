"""The one way out: a stored file as a response that no browser runs, guesses at, frames or keeps."""

from __future__ import annotations

from typing import BinaryIO, Final

from django.http import FileResponse

from dutybook_web.files import kinds
from dutybook_web.files.names import clean_name

_INLINE: Final = frozenset(kind.media_type for kind in kinds.PICTURES)
_KNOWN: Final = frozenset(kind.media_type for kind in kinds.KINDS)
_HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def file_response(file: BinaryIO, *, name: str, media_type: str, inline: bool = False) -> FileResponse:
    """A stored file to download, or a picture to show.

    Args:
        file: the open file, which the response closes.
        name: the name to save it under; what cannot be seen in it goes.
        media_type: of one of our kinds; any other becomes bytes without a meaning.
        inline: show it in the page; done for pictures only.
    """
    kind = media_type if media_type in _KNOWN else "application/octet-stream"
    shown = inline and kind in _INLINE
    return FileResponse(file, as_attachment=not shown, filename=clean_name(name), content_type=kind, headers=_HEADERS)
