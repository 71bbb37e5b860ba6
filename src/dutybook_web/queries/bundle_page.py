"""The page with which a bundle is read by eye: what it holds, in the language of whoever asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dutybook_web.files.kinds import KINDS as FILE_KINDS
from dutybook_web.models import Evidence, Head, Task
from dutybook_web.models.evidence_record import KINDS
from dutybook_web.queries.evidence import told
from dutybook_web.templatetags.dutybook import in_language

_EXTENSIONS = {kind.media_type: kind.extensions[0] for kind in FILE_KINDS}


def index(scope: Mapping[str, Any], head: Head, rows: Iterable[tuple[Evidence, list[Task]]]) -> Iterator[bytes]:
    """The page, line by line.

    Args:
        scope: what was asked for. head: that the proofs lead to. rows: the evidence, with the tasks that it shows done.
    """
    yield _head(scope, head).encode()
    for row, tasks in rows:
        yield _row(row, tasks).encode()
    yield b"</tbody></table></body></html>\n"


def _head(scope: Mapping[str, Any], head: Head) -> str:
    title = _("Evidence")
    asked = " · ".join(str(scope[name]) for name in ("premises_name", "act", "since", "until") if scope[name])
    columns = (_("Title"), _("Kind of evidence"), _("Covers"), _("Received"), _("Shows done"), _("State"))
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head><body><h1>{}</h1><p>{}</p>'
        "<p>{}</p><table border><thead><tr>{}</tr></thead><tbody>\n",
        get_language() or "en",
        title,
        title,
        asked,
        _("Check this file without any server: dutybook bundle verify FILE. The head covers %(size)s events.")
        % {"size": head.size},
        format_html("<th>{}</th>" * len(columns), *columns),
    )


def _row(row: Evidence, tasks: list[Task]) -> str:
    name: Any = row.title
    if row.blob:
        path = f"files/{row.blob.sha256}{_EXTENSIONS.get(row.blob.media_type, '')}"
        name = format_html('<a href="{}">{}</a><br><code>{}</code>', path, row.title, row.blob.sha256)
    else:
        values = "; ".join(f"{one['label']}: {one['value']}" for one in told(row))
        name = format_html("{}<br>{}", row.title, values)
    period = " – ".join(str(day) for day in (row.period_start, row.period_end) if day)
    shown = "; ".join(f"{in_language(task.version, 'summary')} ({task.due})" for task in tasks)
    state = f"{_('Withdrawn')}: {row.withdrawn_because}" if row.withdrawn_at else ""
    kind = KINDS.get(row.kind, row.kind)
    cells = (name, kind, period, f"{row.received_at:%Y-%m-%d %H:%M} UTC", shown, state)
    return format_html("<tr>" + "<td>{}</td>" * len(cells) + "</tr>\n", *cells)
