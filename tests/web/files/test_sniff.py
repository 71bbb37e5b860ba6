from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest
from PIL import Image
from tests.attacks.others import PDF
from tests.attacks.zips import odf, office, office_parts, packed, relations

from dutybook_web.files import archives, kinds
from dutybook_web.files.kinds import Kind
from dutybook_web.files.limits import Limits
from dutybook_web.files.office import examine
from dutybook_web.files.refusals import FileRefused
from dutybook_web.files.sniff import sniff


def picture(form: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(file, form)
    return file.getvalue()


def word() -> bytes:
    file = io.BytesIO()
    docx.Document().save(file)
    return file.getvalue()


def excel() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def refusal(data: bytes, name: str, limits: Limits | None = None) -> str:
    with pytest.raises(FileRefused) as caught:
        sniff(io.BytesIO(data), name, limits or Limits())
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", PDF, kinds.PDF),
        ("a.PDF", PDF, kinds.PDF),
        ("a.jpg", picture("JPEG"), kinds.JPEG),
        ("a.jpeg", picture("JPEG"), kinds.JPEG),
        ("a.png", picture("PNG"), kinds.PNG),
        ("a.webp", picture("WEBP"), kinds.WEBP),
        ("a.docx", word(), kinds.DOCX),
        ("a.xlsx", excel(), kinds.XLSX),
        ("a.pptx", office("pptx"), kinds.PPTX),
        ("a.odt", odf(), kinds.ODT),
        ("a.ods", odf("application/vnd.oasis.opendocument.spreadsheet"), kinds.ODS),
        ("a.ofd", packed({"OFD.xml": "<OFD/>"}), kinds.OFD),
        ("a.txt", "巡查记录\r\n\t第二行\f".encode(), kinds.TEXT),
        ("a.txt", "巡查记录".encode("gb18030"), kinds.TEXT),
        ("a.csv", "\ufeff日期,人次\n2024-05-01,200\n".encode(), kinds.CSV),
        ("a.md", b"# Rota\n\na < b\n", kinds.MARKDOWN),
    ],
)
def test_kind_is_told_by_the_bytes(name: str, data: bytes, kind: Kind) -> None:
    assert sniff(io.BytesIO(data), name) == kind


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.doc", word(), "wrong-extension"),
        ("a", PDF, "wrong-extension"),
        ("a.py", b"import os\n", "wrong-extension"),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(20), "unknown-kind"),
        ("a.odp", odf("application/vnd.oasis.opendocument.presentation"), "unknown-kind"),
        ("a.docx", office(content_type="application/xml"), "unknown-kind"),
        ("a.odt", odf(parts={"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "encrypted"),
        ("a.docx", office(parts={"_rels/.rels": "<open>"}), "damaged"),
        ("a.docx", office(parts={"word/document.xml": "no markup"}), "document-type"),
        ("a.txt", "巡查".encode("gb18030")[:-1], "encoding"),
    ],
)
def test_what_is_not_ours_is_refused(name: str, data: bytes, code: str) -> None:
    assert refusal(data, name) == code


def test_wrong_extension_names_the_right_one() -> None:
    with pytest.raises(FileRefused) as caught:
        sniff(io.BytesIO(PDF), "a.png")
    assert caught.value.values == {"extension": ".png", "kind": "PDF", "right": ".pdf"}


@pytest.mark.parametrize(
    "parts",
    [
        {"word/_rels/document.xml.rels": relations(("hyperlink", "https://example.org", "External"))},
        {"word/_rels/settings.xml.rels": relations(("attachedTemplate", "file:///C:/Normal.dotm", "External"))},
        {"word/_rels/document.xml.rels": relations(("image", "media/a.png", "Internal"))},
        {"word/embeddings/table.xlsx": excel(), "ppt/": b"", "word/media/a.emz": b"\x1f\x8b\x08"},
        {"docProps/custom.xml": "", "customXml/item1.xml": b"\xef\xbb\xbf<a>" + b" " * 70_000 + b"</a>"},
    ],
)
def test_what_documents_commonly_hold_is_taken(parts: dict[str, bytes | str]) -> None:
    assert sniff(io.BytesIO(office(parts=parts)), "a.docx") == kinds.DOCX


def test_document_within_a_document_must_be_sound_too() -> None:
    inner = office("xlsx", parts={"xl/vbaProject.bin": b"x"})
    assert refusal(office(parts={"word/embeddings/a.xlsx": inner}), "a.docx") == "macros"


def test_odf_needs_no_list_of_its_parts() -> None:
    data = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
    assert sniff(io.BytesIO(data), "a.odt") == kinds.ODT


def test_budget_counts_what_is_unpacked() -> None:
    budget = archives.Budget(100_000)
    examine(io.BytesIO(office(parts={"word/a.bin": bytes(50_000)})), Limits(), budget)
    assert budget.left < 50_000


def test_limits_of_a_document_hold() -> None:
    data = office(parts={"word/embeddings/a.xlsx": excel()})
    assert refusal(data, "a.docx", Limits(parts=3)) == "too-many-parts"
    assert refusal(data, "a.docx", Limits(directory=100)) == "too-many-parts"
    assert refusal(data, "a.docx", Limits(nested=100)) == "unpacks-too-big"
    assert refusal(data, "a.docx", Limits(unpacked=100)) == "unpacks-too-big"


def test_last_part_may_not_reach_into_the_list_of_parts() -> None:
    data = office()
    at = data.rfind(b"PK\x01\x02") + 20
    packed_size = int.from_bytes(data[at : at + 4], "little") + 50
    assert refusal(data[:at] + packed_size.to_bytes(4, "little") + data[at + 4 :], "a.docx") == "polyglot"


def test_bytes_between_the_parts_and_their_list_are_refused() -> None:
    data = office()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.start_dir
    assert refusal(data[:start] + b"hidden" + data[start:], "a.docx") == "polyglot"


def test_first_part_stands_at_the_beginning() -> None:
    hidden = b"PK\x03\x04" + bytes(40)
    file = io.BytesIO()
    file.write(hidden)
    with zipfile.ZipFile(file, "a") as archive:
        for name, data in office_parts().items():
            archive.writestr(name, data)
    assert refusal(file.getvalue(), "a.docx") == "polyglot"


def test_mark_of_a_zip_at_the_end_of_a_pdf_is_no_zip() -> None:
    assert sniff(io.BytesIO(PDF + b"PK\x05\x06"), "a.pdf") == kinds.PDF
    assert sniff(io.BytesIO(PDF + b"PK\x05\x06" + bytes(30)), "a.pdf") == kinds.PDF
