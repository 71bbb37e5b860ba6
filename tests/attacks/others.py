"""Files that are two kinds in one, pictures that are too much, programs, PDFs that act, and names that lie."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib

from tests.attacks.documents import LAUGHS
from tests.attacks.zips import Made, office, office_parts, packed, patched

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
MB = 1 << 20


def png_chunk(name: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))


def png(width: int = 2, height: int = 2, *extra: bytes) -> bytes:
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress((b"\x00" + b"\x7f" * min(width, 4)) * min(height, 4))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")


def jpeg(width: int = 2, height: int = 2, *extra: bytes) -> bytes:
    """The frame of a JPEG: sound in its segments, with a scan of noise."""
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + b"".join(extra) + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\x34\xff\xd9"


def tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return file.getvalue()


def padded_comment() -> bytes:
    """A PDF whose end holds a zip in which the PDF's own end mark is the comment."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a", b"x")
        archive.comment = b"\n%%EOF\n"
    return PDF + patched(
        file.getvalue(), b"PK\x05\x06", 16, (len(PDF) + file.getvalue().find(b"PK\x01\x02")).to_bytes(4, "little")
    )


OTHERS: dict[str, Made] = {
    "SVG with a script": ("a.svg", lambda: SVG, "markup"),
    "SVG called png": ("a.png", lambda: SVG, "markup"),
    "HTML called png": ("a.png", lambda: HTML, "markup"),
    "HTML called txt behind blanks": ("a.txt", lambda: b"\xef\xbb\xbf" + b"\n" * 100_000 + HTML, "markup"),
    "XML bomb called txt": ("a.txt", LAUGHS.encode, "markup"),
    # two files in one
    "PDF with a zip behind": ("a.pdf", lambda: PDF + packed({"a": b"x"}), "polyglot"),
    "PDF with a zip around its end": ("a.pdf", padded_comment, "polyglot"),
    "PDF in front of a document": ("a.docx", lambda: PDF + office(), "polyglot"),
    "PDF in the first part of a zip": (
        "a.docx",
        lambda: packed({"a": PDF} | office_parts(), method=zipfile.ZIP_STORED),
        "polyglot",
    ),
    "two documents in a row": ("a.docx", lambda: office() + office("xlsx"), "polyglot"),
    "document with a comment of script": ("a.docx", lambda: office()[:-2] + b"\x05\x00<scr>", "polyglot"),
    "program in front of a zip": ("a.docx", lambda: b"MZ" + bytes(100) + office(), "executable"),
    "one zip, two kinds of document": (
        "a.docx",
        lambda: office(
            content_type='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            '<Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
        ),
        "polyglot",
    ),
    "GIF that is a script": ("a.gif", lambda: b"GIF89a/*" + HTML, "picture-format"),
    "JPEG with a zip behind": ("a.jpg", lambda: jpeg() + packed({"a": b"x"}), "polyglot"),
    "JPEG with HTML in a comment": (
        "a.jpg",
        lambda: jpeg(2, 2, b"\xff\xfe" + struct.pack(">H", len(HTML) + 2) + HTML),
        "",
    ),
    "JPEG with a web page behind": ("a.jpg", lambda: jpeg() + HTML, ""),
    "PNG with HTML in a text chunk": ("a.png", lambda: png(2, 2, png_chunk(b"tEXt", b"a\x00" + HTML)), ""),
    "PNG with a program behind": ("a.png", lambda: png() + b"MZ\x90\x00", ""),
    "PDF called png": ("a.png", lambda: PDF, "wrong-extension"),
    "PNG called pdf": ("a.pdf", png, "wrong-extension"),
    # pictures
    "PNG of 50,000 x 50,000": ("a.png", lambda: png(50_000, 50_000), "too-many-pixels"),
    "JPEG of 65,500 x 65,500": ("a.jpg", lambda: jpeg(65_500, 65_500), "too-many-pixels"),
    "JPEG of a million segments": ("a.jpg", lambda: jpeg(2, 2, b"\xff\xe5\x00\x02" * 1_000_000), "damaged"),
    "PNG of a million chunks": ("a.png", lambda: png(2, 2, png_chunk(b"teSt", b"") * 1_000_000), "damaged"),
    "PNG whose chunk claims 4 GB": ("a.png", lambda: png()[:33] + b"\xff\xff\xff\xffIDAT" + b"x" * 100, "damaged"),
    "PNG cut off": ("a.png", lambda: png()[:-20], "damaged"),
    "JPEG cut off": ("a.jpg", lambda: jpeg()[:-2], "damaged"),
    "animated WebP": (
        "a.webp",
        lambda: b"RIFF" + struct.pack("<I", 18) + b"WEBPANIM" + struct.pack("<I", 6) + bytes(6),
        "animated",
    ),
    "WebP that lies about its size": (
        "a.webp",
        lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\x7f" + bytes(100),
        "damaged",
    ),
    "JPEG of 24 MB": ("a.jpg", lambda: jpeg()[:-2] + b"\x12" * (24 * MB) + b"\xff\xd9", ""),
    "PNG of 24 MB": ("a.png", lambda: png(2, 2, png_chunk(b"IDAT", bytes(24 * MB))), ""),
    "TIFF": ("a.tiff", lambda: b"II*\x00" + bytes(100), "picture-format"),
    "HEIC": ("a.heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(100), "picture-format"),
    # programs, archives, old documents
    "Windows program called pdf": ("a.pdf", lambda: b"MZ" + bytes(1000), "executable"),
    "Linux program": ("a.txt", lambda: b"\x7fELF" + bytes(100), "executable"),
    "shell script": ("a.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "executable"),
    "zip called docx": ("a.docx", lambda: packed({"a": b"x"}), "archive"),
    "jar called docx": ("a.docx", lambda: packed({"META-INF/MANIFEST.MF": "Manifest-Version: 1.0"}), "archive"),
    "tar": ("a.txt", tar, "archive"),
    "gzip": ("a.txt", lambda: b"\x1f\x8b\x08" + bytes(100), "archive"),
    "rar": ("a.docx", lambda: b"Rar!\x1a\x07\x00" + bytes(100), "archive"),
    "old Word document, or an encrypted one": (
        "a.doc",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000),
        "old-office",
    ),
    "RTF called txt": ("a.txt", lambda: b"{\\rtf1 {\\object}}", "old-office"),
    "document cut off": ("a.docx", lambda: office()[:-30], "damaged"),
    "document of its first 10 bytes": ("a.docx", lambda: office()[:10], "damaged"),
    # PDF that does something
    "PDF with JavaScript": ("a.pdf", lambda: PDF + b"<</S/JavaScript/JS(app.alert(1))>>\n%%EOF\n", "active-pdf"),
    "PDF with JavaScript in disguise": ("a.pdf", lambda: PDF + b"<</S/J#61va#53cript/JS(a)>>\n%%EOF\n", "active-pdf"),
    "PDF that starts a program": ("a.pdf", lambda: PDF + b"<</S/Launch/F(cmd.exe)>>\n%%EOF\n", "active-pdf"),
    "PDF of 45 MB of half a name": ("a.pdf", lambda: PDF + b"/JavaScrip" * (45 * MB // 10) + b"\n%%EOF\n", ""),
    "PDF cut off": ("a.pdf", lambda: PDF[:-6], "damaged"),
    "PDF with a password": ("a.pdf", lambda: PDF + b"trailer <</Encrypt 2 0 R>>\n%%EOF\n", ""),
    # names
    "program with a name that runs from right to left": ("plan\u202efdp.exe", lambda: PDF, "wrong-extension"),
    "PDF with a name that runs from right to left": ("\u202egnp.plan\u202c.pdf", lambda: PDF, ""),
    "name with a path": ("../../../etc/cron.d/plan.pdf", lambda: PDF, ""),
    "name with a line break": ("plan\r\nSet-Cookie: a=b.pdf", lambda: PDF, ""),
    "name of 5,000 letters": ("字" * 5_000 + ".pdf", lambda: PDF, ""),
    "name of a device": ("con.pdf", lambda: PDF, ""),
    # text
    "bytes called txt": ("a.txt", lambda: bytes(range(256)) * 10, "encoding"),
    "text with a zero byte": ("a.csv", lambda: b"a,b\n\x00", "encoding"),
    "CSV with a formula": ("a.csv", lambda: b"=HYPERLINK(1),2\n", ""),
    "10 MB of one letter": ("a.txt", lambda: b"a" * (10 * MB), ""),
    "text above its limit": ("a.txt", lambda: b"a" * (10 * MB + 1), "too-big"),
    "picture above its limit": ("a.jpg", lambda: jpeg() + bytes(25 * MB), "too-big"),
    "file above the limit": ("a.pdf", lambda: PDF + bytes(50 * MB), "too-big"),
    "nothing": ("a.pdf", lambda: b"", "empty"),
}
