"""Another catalogue: the shipped one, an earlier edition, or the file of one act that replaces or joins the rest."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dutybook.catalogue.load import check_files
from dutybook.catalogue.model import ActFile

LARGEST = 1_000_000
"""Characters of a catalogue file."""

_ID = re.compile(r"^\s+id:\s*['\"]?([a-z0-9-]{1,60})['\"]?\s*$", re.MULTILINE)


class ActFileForm(forms.Form):
    """A catalogue file (docs/catalogue.md) as text or as a file, checked like a shipped one."""

    file = forms.FileField(label=_("Catalogue file (.yaml)"), required=False, max_length=200)
    text = forms.CharField(
        label=_("Or its text"), required=False, max_length=LARGEST, widget=forms.Textarea(attrs={"rows": 12})
    )

    def clean(self) -> dict[str, Any]:
        """The act that it holds, with its text; each mistake is told with its line and remedy."""
        cleaned = super().clean() or self.cleaned_data
        text = self._text(cleaned)
        if not text:
            raise forms.ValidationError(gettext("Choose a catalogue file, or paste its text."))
        contents, mistakes = _checked(text)
        if mistakes:
            raise forms.ValidationError(mistakes)
        return {**cleaned, "text": text, "content": contents[0]}

    @staticmethod
    def _text(cleaned: dict[str, Any]) -> str:
        file = cleaned.get("file")
        if file is None:
            return str(cleaned.get("text") or "")
        if file.size > LARGEST:
            raise forms.ValidationError(gettext("The file is too large for a catalogue file: choose another."))
        return bytes(file.read()).decode(errors="replace")


def _checked(text: str) -> tuple[list[ActFile], list[str]]:
    """The file as the library reads it, from a folder of its own; its mistakes without that folder."""
    named = _ID.search(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{named[1] if named else 'act'}.yaml"
        path.write_text(text, encoding="utf-8")
        loaded, mistakes = check_files(path)
    contents = [file.content for file in loaded if file.content]
    return contents, [str(mistake).replace(f"{path.parent}/", "") for mistake in mistakes]
