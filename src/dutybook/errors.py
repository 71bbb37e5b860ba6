"""Every error that Dutybook raises on purpose, each with a stable code, the place, the cause and the remedy.

DutybookError
├── SourceError          a file that cannot be read as an act
│   ├── EmptySource      nothing in it
│   ├── UnknownFormat    neither text, Markdown, DOCX, HTML nor PDF
│   ├── UndecodableText  text in none of the encodings that acts come in
│   ├── DamagedFile      the container (zip, PDF, HTML) is broken
│   ├── UnsafeFile       a bomb or a document type declaration: refused before it is unpacked
│   └── NoTextLayer      a scanned PDF
├── NoActs               a folder without one readable act
├── AkomaNtosoError      XML that is not an act as we write it
├── ConditionError       a condition outside the condition language, or one that no facts could settle
├── FactError            a value that a fact cannot take
├── CatalogueError       a catalogue file that is not sound
├── ProfileError         a file of premises that cannot be read
├── ScheduleError        a due date that cannot be worked out, because what it rests on is not known
├── TemplateError        a template of a report that cannot be filled
└── LedgerError          an audit record, head, key or proof that is not sound
"""

from __future__ import annotations


class DutybookError(Exception):
    """Base of all errors meant for the user.

    Args:
        place: file, and line or part in it where known.
        cause: what is wrong, in one clause.
        remedy: what the user can do about it, in one clause.

    >>> print(EmptySource("act.txt", "the file holds no text", "save the act's text into it"))
    act.txt: the file holds no text; save the act's text into it [empty-source]
    """

    code = "dutybook"

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        super().__init__(place, cause, remedy)
        self.place = place
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.place}: {self.cause}; {self.remedy} [{self.code}]"


class SourceError(DutybookError):
    """A file that cannot be read as an act."""

    code = "source"


class EmptySource(SourceError):
    """A file, or its text layer, without a single character."""

    code = "empty-source"


class UnknownFormat(SourceError):
    """A file that is neither text, Markdown, DOCX, HTML nor PDF."""

    code = "unknown-format"


class UndecodableText(SourceError):
    """Text in none of UTF-8, UTF-16 with a mark, or GB18030."""

    code = "undecodable-text"


class DamagedFile(SourceError):
    """A container whose structure is broken."""

    code = "damaged-file"


class UnsafeFile(SourceError):
    """A file refused before unpacking: a bomb, or markup with a document type declaration."""

    code = "unsafe-file"


class NoTextLayer(SourceError):
    """A PDF whose pages are pictures."""

    code = "no-text-layer"


class NoActs(DutybookError):
    """A folder in which no file can be an act."""

    code = "no-acts"


class AkomaNtosoError(DutybookError):
    """XML that does not hold an act in the Akoma Ntoso profile of Dutybook."""

    code = "akoma-ntoso"


class ConditionError(DutybookError):
    """A condition outside the condition language, or one that the fact dictionary shows to be mistaken."""

    code = "condition"


class FactError(DutybookError):
    """A value that a fact cannot take: of another type, out of range or not among its values."""

    code = "fact"


class CatalogueError(DutybookError):
    """A catalogue file that is not sound: its structure, a condition, a provision or a name in it."""

    code = "catalogue"


class ProfileError(DutybookError):
    """A file of premises that cannot be read, or that gives facts which do not exist."""

    code = "profile"


class ScheduleError(DutybookError):
    """A due date that cannot be worked out, because the days or the anchor it rests on are not known."""

    code = "schedule"


class TemplateError(DutybookError):
    """A template of a report that is no sound DOCX, could act by itself, or asks for what the report does not have."""

    code = "template"


class LedgerError(DutybookError):
    """An audit record, a signed head, a key or a proof that is not sound, or that has been changed."""

    code = "ledger"
