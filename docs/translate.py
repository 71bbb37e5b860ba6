"""Brings the Chinese catalogue of the interface up to date with the texts in templates and code: `make messages`.

English stands in the source. New texts are added without a translation, which a test then asks for; texts that are
gone are taken out. `--compile` writes the binary catalogues that Django reads.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "dutybook_web"
KEYWORDS = ("gettext", "gettext_lazy", "gettext_noop", "_", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy")
Text = str | tuple[str, ...]


def texts() -> Iterator[tuple[Text, str | None]]:
    """Every text to be translated in the package, with its context where it has one."""
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt")]):
        source = path.read_text("utf-8")
        if path.suffix != ".py":
            source = templatize(source, origin=str(path))
        for _line, function, found, _comments in extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {}):
            yield from _one(function, found)


def _one(function: str, found: str | tuple[str | None, ...]) -> Iterator[tuple[Text, str | None]]:
    parts = (found,) if isinstance(found, str) else tuple(part for part in found if part is not None)
    if not parts or not parts[0]:
        return
    if function.startswith("pgettext"):
        yield parts[1], parts[0]
    elif function.startswith("ngettext"):
        yield parts[:2], None
    else:
        yield parts[0], None


def catalogue(path: Path) -> Catalog:
    """The catalogue in a file."""
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def update(path: Path) -> list[str]:
    """Write the catalogue anew from the texts that there are, and return those that have no translation."""
    old = catalogue(path) if path.exists() else Catalog(locale="zh_Hans")
    new = Catalog(locale="zh_Hans", project="Dutybook", charset="utf-8", fuzzy=False)
    for text, context in texts():
        known = old.get(text if isinstance(text, str) else text[0], context)
        new.add(text, known.string if known else None, context=context, flags={"python-format"} & _flags(text))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, width=0, sort_output=True, omit_header=False, no_location=True)
    _drop_dates(path)
    return [str(message.id) for message in new if message.id and not _translated(message.string)]


def compile_all() -> None:
    """Write a `.mo` beside each `.po` that is newer."""
    for path in (PACKAGE / "locale").rglob("*.po"):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue(path))


def _flags(text: Text) -> set[str]:
    return {"python-format"} if "%(" in (text if isinstance(text, str) else text[0]) else set()


def _translated(string: str | tuple[str, ...]) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string)


def _drop_dates(path: Path) -> None:
    """Two people who update the catalogue at once should not differ in its header."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    told = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Last-Translator',
        '"Language-Team',
        '"Report-Msgid',
        '"Generated',
    )
    path.write_text("".join(line for line in lines if not line.startswith(told)), "utf-8")


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    if "--compile" in sys.argv:
        compile_all()
    else:
        missing = update(PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po")
        compile_all()
        for text in missing:
            print(f"no translation: {text}")
