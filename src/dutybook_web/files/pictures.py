"""Pictures without metadata: where, when and with what they were taken is nobody's business; the pixels stay."""

from __future__ import annotations

from typing import Final

from dutybook_web.files import jpeg, kinds, png, webp
from dutybook_web.files.kinds import Kind
from dutybook_web.files.limits import DEFAULT, Limits
from dutybook_web.files.refusals import FileRefused

_CLEANED: Final = {kinds.JPEG: jpeg.cleaned, kinds.PNG: png.cleaned, kinds.WEBP: webp.cleaned}


def without_metadata(data: bytes, kind: Kind, limits: Limits = DEFAULT) -> bytes:
    """The same picture without Exif, XMP, IPTC, comments, thumbnails and whatever hangs behind it; nothing is decoded.

    Raises:
        FileRefused: `damaged`, `animated` or `too-many-pixels`.
    """
    picture, width, height = _CLEANED[kind](data)
    if width * height > limits.pixels:
        raise FileRefused("too-many-pixels", limit=limits.pixels // 1_000_000)
    return picture
