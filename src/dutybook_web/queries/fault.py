"""What is wrong with a file that was to be imported: the file, the place in it, the cause and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dutybook.errors import DutybookError
from dutybook_web.files.refusals import FileRefused
from dutybook_web.refusals import Refused

_WORDS: Final[Mapping[str, tuple[Promise, Promise]]] = {
    "empty-source": (_("There is no text in the file."), _("Save the text of the act into it.")),
    "unknown-format": (
        _("The file is neither text, Markdown, DOCX, HTML nor PDF."),
        _("Save it as DOCX without a password, or as text."),
    ),
    "undecodable-text": (
        _("The text is in none of the encodings that acts come in."),
        _("Save it as text in UTF-8."),
    ),
    "damaged-file": (_("The file is damaged or not complete."), _("Get the file once more, and send it again.")),
    "unsafe-file": (
        _("The file unpacks to far more than its size, or declares a document type."),
        _("Save it as text, and import that."),
    ),
    "no-text-layer": (
        _("The PDF is a scan: it holds pictures and no text."),
        _("Get the act as DOCX or text, or run text recognition on the PDF first."),
    ),
}
_OTHER = (_("The file cannot be read."), _("Save it as text in UTF-8."))


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a file was not imported."""

    code: str
    place: str
    cause: str
    remedy: str = ""


def fault_of(error: DutybookError | FileRefused | Refused, name: str) -> Fault:
    """An error in the reader's language.

    Args:
        error: as importing raised it. name: of the file.
    """
    if isinstance(error, FileRefused):
        return Fault(error.code, name, error.cause, error.remedy)
    if isinstance(error, Refused):
        return Fault(error.code, name, str(error.message))
    cause, remedy = _WORDS.get(error.code, _OTHER)
    return Fault(error.code, error.place or name, str(cause), str(remedy))
