"""The evidence of the demo: a record where there is a form for it, else a short paper."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO
from typing import Any, Final

from django.core.files.uploadedfile import SimpleUploadedFile

from dutybook.ledger.canonical import Json
from dutybook_web.access import Actor
from dutybook_web.actions.evidence import About, add_files, add_record
from dutybook_web.models import Evidence, Premises
from dutybook_web.models.evidence_record import KINDS, RECORDS, RecordField

PHOTO_SIZE: Final = (320, 240)


def paper(actor: Actor, premises: Premises, kind: str, title: str, day: date, chance: random.Random) -> Evidence:
    """A piece of evidence of a kind, added by an account on a day."""
    half = date(day.year, 1 if day.month < 7 else 7, 1)
    about = About(
        organisation=premises.organisation,
        premises=premises,
        kind=kind,
        title=f"{premises.name} {title}"[:200],
        period_start=half,
        period_end=day,
        expires_on=day + timedelta(days=365) if kind in ("plan", "policy", "certificate") else None,
    )
    if kind in RECORDS:
        return add_record(actor, about, {one.name: _value(one, day, chance) for one in RECORDS[kind]})
    content = _photo(chance) if kind == "photo" else _text(premises, kind, title, day)
    upload: Any = SimpleUploadedFile("现场.png" if kind == "photo" else f"{kind}.txt", content)
    return add_files(actor, about, [upload])[0]


def _value(one: RecordField, day: date, chance: random.Random) -> Json:
    values: Mapping[str, Json] = {
        "date": day.isoformat(),
        "count": chance.randrange(8, 60),
        "number": str(chance.randrange(20, 400)),
        "yes_no": chance.random() < 0.9,
        "choice": one.choices[0][0] if one.choices else "",
    }
    return values.get(one.type, f"{day:%Y年%m月%d日}")


def _text(premises: Premises, kind: str, title: str, day: date) -> bytes:
    lines = [premises.name, title, "", f"{KINDS[kind]} · {day:%Y-%m-%d}", "（示范数据，不涉及任何真实场所或个人）", ""]
    return "\n".join(map(str, lines)).encode()


def _photo(chance: random.Random) -> bytes:
    from PIL import Image, ImageDraw  # noqa: PLC0415 — only the demo draws

    picture = Image.new("RGB", PHOTO_SIZE, (216, 222, 219))
    drawing = ImageDraw.Draw(picture)
    for step in range(6):
        left = 20 + step * 50
        drawing.rectangle((left, chance.randrange(60, 150), left + 32, 220), fill=(60 + 20 * step, 110, 120))
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
