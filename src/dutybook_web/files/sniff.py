"""Which kind of file this is, by its bytes; its name only has to agree."""

from __future__ import annotations

from typing import BinaryIO, Final

from dutybook_web.files import archives, jpeg, kinds, office, pdfs, png, texts, webp
from dutybook_web.files.kinds import Kind
from dutybook_web.files.limits import DEFAULT, Limits, check_size, size_of
from dutybook_web.files.names import extension_of
from dutybook_web.files.refusals import FileRefused

_HEAD: Final = 1024
_ZIP: Final = b"PK\x03\x04"
_REFUSED: Final = (
    (kinds.EXECUTABLES, "executable"),
    (kinds.ARCHIVES, "archive"),
    (kinds.COMPRESSED, "archive"),
    (kinds.OLD_OFFICE, "old-office"),
    (kinds.OTHER_PICTURES, "picture-format"),
)


def sniff(file: BinaryIO, name: str, limits: Limits = DEFAULT) -> Kind:
    """The kind of a file that may be taken.

    Args:
        file: its bytes, to be read from the beginning; where it stands afterwards is left open.
        name: its cleaned name.
        limits: how large it may be.

    Raises:
        FileRefused: what is not taken, each time with the reason.
    """
    size = size_of(file, limits)
    file.seek(0)
    kind = _kind(file, file.read(_HEAD), size, name, limits)
    extension = extension_of(name)
    if extension not in kind.extensions:
        right = kind.extensions[0]
        raise FileRefused("wrong-extension", extension=extension or "-", kind=right[1:].upper(), right=right)
    return kind


def _kind(file: BinaryIO, head: bytes, size: int, name: str, limits: Limits) -> Kind:
    if head.startswith(_ZIP):
        if pdfs.MARK in head:
            raise FileRefused("polyglot")
        return office.examine(file, limits)
    if kind := _by_mark(head):
        if archives.hides_archive(file, size):
            raise FileRefused("polyglot")
        if kind is kinds.PDF:
            pdfs.check_pdf(file, size)
        else:
            check_size(size, limits.picture)
        return kind
    _refuse_known(head)
    check_size(size, limits.text)
    texts.check_text(file)
    extension = extension_of(name)
    return next((kind for kind in kinds.TEXTS if extension in kind.extensions), kinds.TEXT)


def _by_mark(head: bytes) -> Kind | None:
    if webp.is_webp(head):
        return kinds.WEBP
    marks = {pdfs.MARK: kinds.PDF, jpeg.MARK: kinds.JPEG, png.MARK: kinds.PNG}
    return next((kind for mark, kind in marks.items() if head.startswith(mark)), None)


def _refuse_known(head: bytes) -> None:
    """Names what it is that is refused, where that is known; the rest must prove to be text."""
    for marks, code in _REFUSED:
        if head.startswith(marks):
            raise FileRefused(code)
    if head[257:262] == b"ustar":
        raise FileRefused("archive")
    if head[4:8] == b"ftyp":
        raise FileRefused("picture-format" if head[8:12] in kinds.OTHER_PICTURE_BRANDS else "unknown-kind")
