from __future__ import annotations

import io
import tempfile
from urllib.parse import unquote

import pytest
from django.http import FileResponse

from dutybook_web.files.serve import file_response


def served(name: str = "a.pdf", media_type: str = "application/pdf", *, inline: bool = False) -> FileResponse:
    return file_response(io.BytesIO(b"twelve bytes"), name=name, media_type=media_type, inline=inline)


def test_file_leaves_as_an_attachment_without_rights() -> None:
    response = served()
    assert dict(response.headers) == {
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'attachment; filename="a.pdf"',
        "Content-Length": "12",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Type": "application/pdf",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
    assert b"".join(response.streaming_content) == b"twelve bytes"


def test_length_and_name_come_from_the_file_on_disk_and_the_row() -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"x" * 70_000)
        file.flush()
        file.seek(0)
        response = file_response(file, name="计划.docx", media_type="text/csv")
        assert (response.headers["Content-Length"], response.headers["Content-Type"]) == ("70000", "text/csv")
        assert response.headers["Content-Disposition"] == "attachment; filename*=utf-8''%E8%AE%A1%E5%88%92.docx"
        assert len(b"".join(response.streaming_content)) == 70_000


@pytest.mark.parametrize(
    ("media_type", "inline", "expected"),
    [
        ("image/png", True, "inline"),
        ("image/jpeg", True, "inline"),
        ("image/webp", True, "inline"),
        ("image/png", False, "attachment"),
        ("application/pdf", True, "attachment"),
        ("text/plain", True, "attachment"),
        ("image/svg+xml", True, "attachment"),
    ],
)
def test_only_pictures_are_shown_and_only_when_asked(media_type: str, inline: bool, expected: str) -> None:
    response = served(media_type=media_type, inline=inline)
    assert response.headers["Content-Disposition"].split(";")[0] == expected


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/x-msdownload", "a\r\nb: c"])
def test_kind_that_is_not_ours_is_bytes_without_a_meaning(media_type: str) -> None:
    assert served(media_type=media_type).headers["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gate\u202egpj.pdf", "gategpj.pdf"),
        ('a"; filename="b.exe', "a_; filename=_b.exe"),
        ("a\r\nSet-Cookie: x=y.pdf", "aSet-Cookie_ x=y.pdf"),
        ("巡查 (1).pdf", "巡查 (1).pdf"),
        ("", "file"),
    ],
)
def test_name_in_the_header_is_clean(name: str, expected: str) -> None:
    told = served(name).headers["Content-Disposition"].removeprefix("attachment; ")
    if told.startswith("filename*=utf-8''"):
        assert unquote(told.removeprefix("filename*=utf-8''")) == expected
    else:
        assert told == f'filename="{expected}"'
