"""Why a file is not taken: each refusal with a stable code, cause and remedy, in words that can be translated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FileRefused(Exception):
    """A file that is not taken.

    Args:
        code: a key of `REFUSALS`.
        values: what its words leave open, such as the limit that was passed.
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def cause(self) -> str:
        """What is wrong with the file, in the reader's language."""
        return str(REFUSALS[self.code][0]) % self.values

    @property
    def remedy(self) -> str:
        """What the person can do about it, in the reader's language."""
        return str(REFUSALS[self.code][1]) % self.values

    @property
    def message(self) -> str:
        """Cause and remedy."""
        return f"{self.cause} {self.remedy}"

    def __str__(self) -> str:
        return self.code


REFUSALS: Final[Mapping[str, tuple[Promise, Promise]]] = MappingProxyType(
    {
        "empty": (_("The file is empty."), _("Choose the file once more.")),
        "too-big": (_("The file is larger than %(limit)s MB."), _("Make it smaller, or split it.")),
        "unknown-kind": (
            _("This kind of file is not taken."),
            _("Send a PDF, a JPEG, PNG or WebP picture, a DOCX, XLSX, PPTX, ODT, ODS or OFD document, or text."),
        ),
        "wrong-extension": (
            _("The name ends in %(extension)s, but the content is %(kind)s."),
            _("Give the file the ending %(right)s, if it is what you meant to send."),
        ),
        "executable": (_("The file is a program."), _("Send a document or a picture.")),
        "archive": (_("The file is an archive."), _("Unpack it, and send the files in it.")),
        "markup": (
            _("The file is a web page, an SVG drawing or other markup."),
            _("Print it to PDF, or save the drawing as PNG."),
        ),
        "old-office": (
            _("The file is in the old Office format, or has a password."),
            _("Save it as DOCX, XLSX or PPTX without a password."),
        ),
        "picture-format": (_("This picture format is not taken."), _("Save the picture as JPEG or PNG.")),
        "polyglot": (
            _("The file is two kinds of file in one."),
            _("Open it in the program that made it, and save it anew."),
        ),
        "damaged": (_("The file is damaged or not complete."), _("Get the file once more, and send it again.")),
        "encrypted": (_("The document has a password."), _("Save it without a password.")),
        "too-many-parts": (_("The document consists of more parts than %(limit)s."), _("Save it as PDF.")),
        "unpacks-too-big": (_("The document unpacks to far more than its size."), _("Save it as PDF.")),
        "part-name": (
            _("A part of the document has a name that leads out of it."),
            _("Open it in the program that made it, and save it anew."),
        ),
        "nested": (_("The document holds an archive or a program."), _("Take it out, or save the document as PDF.")),
        "document-type": (
            _("The document declares a document type or an unusual encoding."),
            _("Open it in the program that made it, and save it anew."),
        ),
        "macros": (_("The document holds macros."), _("Save it as DOCX, XLSX or PPTX without macros, or as PDF.")),
        "embedded": (_("The document holds an object of another program."), _("Save it as PDF.")),
        "remote": (
            _("The document fetches parts of itself from elsewhere."),
            _("Put these parts into the document, or save it as PDF."),
        ),
        "active-pdf": (_("The PDF runs a script or starts a program."), _("Print it to a new PDF.")),
        "too-many-pixels": (
            _("The picture has more than %(limit)s million pixels."),
            _("Make it smaller, or cut it into parts."),
        ),
        "animated": (_("The picture moves."), _("Save one frame of it as JPEG or PNG.")),
        "encoding": (
            _("The text is neither in UTF-8 nor in GB18030, or it is no text."),
            _("Save it as text in UTF-8."),
        ),
    }
)
"""Cause and remedy of each code."""
