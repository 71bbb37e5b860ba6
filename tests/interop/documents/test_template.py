from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st
from tests.interop.documents.reports import REPORT, template, with_body, with_part

from dutybook.errors import TemplateError
from dutybook.interop.documents import Template, as_docx, official
from dutybook.interop.documents.archive import packed, unpacked
from dutybook.interop.documents.template import names

KNOWN = (
    "{{addressee}}, {{body}}, {{fact:drill}}, {{fact:guards}}, {{issuer}}, {{period}}, {{salutation}}, "
    "{{section:hazards}}, {{signature}}, {{sources}}, {{subtitle}}, {{table:hazards}}, {{title}}"
)
HAZARDS = [
    ["隐患", "发现日期", "处数"],
    ["通道堆物", "2026年3月2日", "4"],
    ["灯具损坏", "2026年4月9日", "12"],
    ["待核实", "—", "—"],
    ["合计", "—", "16"],
]


def filled(data: bytes) -> Document:
    return docx.Document(io.BytesIO(as_docx(REPORT, Template(data, "letterhead.docx"))))


def texts(data: bytes) -> list[str]:
    return [each.text for each in filled(data).paragraphs if each.text]


def refusal(data: bytes) -> str:
    with pytest.raises(TemplateError) as raised:
        as_docx(REPORT, Template(data, "letterhead.docx"))
    return str(raised.value)


def letterhead() -> bytes:
    """A template as somebody makes it in a word processor: header, footer, a table, text in several faces."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "示例集团 · {{issuer}}"
    section.footer.paragraphs[0].text = "{{period}}"
    first = document.add_paragraph("关于")
    for part in ("{", "{ti", "tle}", "}"):
        first.add_run(part).bold = True
    first.add_run("的函")
    document.add_table(1, 2).rows[0].cells[0].text = "{{fact:guards}}"
    document.tables[0].rows[0].cells[1].text = "{{table:hazards}}"
    document.add_paragraph("｛｛ Table：Hazards ｝｝")
    document.add_paragraph("{{sources}}")
    document.styles["Normal"].font.size = Pt(13)
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    return packed(kept)


def test_template_of_a_word_processor_is_filled_everywhere() -> None:
    document = filled(letterhead())
    section = document.sections[0]
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == (
        "示例集团 · 示例商业公司",
        "2026年1月至6月",
    )
    assert document.paragraphs[0].text == "关于上半年防范工作报告的函"
    assert [run.text for run in document.paragraphs[0].runs if run.bold] == ["上半年防范工作报告", "", "", ""]
    outer = document.tables[0].rows[0].cells
    assert outer[0].text == "140"
    assert [[cell.text for cell in row.cells] for row in outer[1].tables[0].rows] == HAZARDS
    assert [[cell.text for cell in row.cells] for row in document.tables[1].rows] == HAZARDS
    assert [each.text for each in document.paragraphs if each.text.startswith("[")] == [
        "[1] 数量登记",
        "[2] 演练登记",
        "[3] 隐患登记",
    ]


def test_template_keeps_its_own_styles_and_gets_those_it_lacks() -> None:
    styles = filled(letterhead()).styles
    base = styles["Dutybook Cell"].base_style
    assert base is not None
    assert (base.name, base.font.size) == ("Normal", Pt(13))
    changed = unpacked(official())
    changed["word/styles.xml"] = changed["word/styles.xml"].replace(b'w:val="Dutybook Cell"', b'w:val="Our Cell"')
    assert [style.name for style in filled(packed(changed)).styles if "Cell" in style.name] == ["Our Cell"]


def test_figures_have_no_number_where_no_sources_are_listed() -> None:
    document = filled(template("{{section:hazards}}"))
    assert [each.text for each in document.paragraphs if each.text] == ["二、隐患", "表1 隐患整改情况"]


def test_blocks_can_be_asked_for_one_by_one() -> None:
    assert texts(template("{{fact:drill}} / {{fact:guards}}", "{{signature}}")) == [
        "2026年5月12日 / 140",
        "示例商业公司（盖章）",
        "　　　　年　　月　　日",
    ]


def test_what_a_placeholder_stands_for_is_not_read_again() -> None:
    report = type(REPORT)("{{body}} {{nothing}}", "{{title}}", ())
    made = as_docx(report, Template(template("{{title}}{{issuer}}"), "letterhead.docx"))
    assert [each.text for each in docx.Document(io.BytesIO(made)).paragraphs] == ["{{body}} {{nothing}}{{title}}"]


def test_page_layout_in_a_replaced_paragraph_stays() -> None:
    landscape = '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr>'
    body = f"<w:p><w:pPr>{landscape}</w:pPr><w:r><w:t>{{{{table:hazards}}}}</w:t></w:r></w:p><w:p/>"
    document = filled(with_body(body))
    assert [section.page_width for section in document.sections] == [10692130, None]
    assert len(document.tables) == 1


def test_template_is_filled_to_the_same_bytes_each_time() -> None:
    one, two = (as_docx(REPORT, Template(letterhead(), "letterhead.docx")) for _ in range(2))
    assert one == two


def test_author_of_a_template_is_not_told_to_the_addressee() -> None:
    properties = filled(letterhead()).core_properties
    assert (properties.author, properties.last_modified_by) == ("示例商业公司", "")


def test_names_offered_are_the_names_taken() -> None:
    asked = [f"{{{{{name}}}}}" for name in names(REPORT)]
    assert ", ".join(asked) == KNOWN
    assert Template(template(*asked), "t.docx").placeholders == names(REPORT)
    assert "{{" not in "".join(texts(template(*asked)))


@pytest.mark.parametrize(
    ("paragraph", "cause"),
    [
        ("{{titel}}", f"unknown placeholder {{{{titel}}}}; perhaps {{{{title}}}}; known are {KNOWN}"),
        ("{{a.b}}{{ c() }}", f"unknown placeholders {{{{a.b}}}}, {{{{c()}}}}; known are {KNOWN}"),
        ("{{}}", f"unknown placeholder {{{{}}}}; known are {KNOWN}"),
        ("见{{table:hazards}}", "{{table:hazards}} stands among other text; give it a paragraph of its own"),
        ("{{title}", "braces without their partner in “{{title}”; write placeholders as {{name}}, in one paragraph"),
        ("title}}", "braces without their partner in “title}}”; write placeholders as {{name}}, in one paragraph"),
    ],
)
def test_mistake_in_a_template_is_told_with_its_remedy(paragraph: str, cause: str) -> None:
    assert refusal(template(paragraph)) == f"letterhead.docx: {cause} [template]"


def field(*instructions: str) -> str:
    cut = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in instructions)
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{cut}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def relations(kind: str, target: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def test_page_about_templates_lists_every_placeholder_and_its_example_runs(repository: Path) -> None:
    page = (repository / "docs" / "documents.md").read_text("utf-8")
    rows = "".join(re.findall(r"^\| (`{{.*?) \|", page, re.MULTILINE))
    assert sorted({*re.findall(r"{{(.*?)}}", rows)}) == sorted({re.sub(":.*", ":NAME", name) for name in names(REPORT)})
    (example,) = re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    exec(example, {"uploaded": template("{{table:hazards}}")})


LARGE = {f"word/media/{number}.png": bytes(7 << 20) for number in range(5)}
IN_SETTINGS = "word/_rels/settings.xml.rels"
DOCTYPE = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w>&x;</w>'
STRICT = (
    b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main" '
    b'xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><w:body/></w:document>'
)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"not a zip", "no whole DOCX"),
        (official()[:-40], "no whole DOCX"),
        (packed({"xl/workbook.xml": b"<x/>"}), "an Excel workbook, not a Word document"),
        (with_part("word/vbaProject.bin", b"macro"), "a part that a template must not have: word/vbaProject.bin"),
        (with_part("word/embeddings/a.bin", b"object"), "must not have: word/embeddings/a.bin"),
        (with_part("word/comments.xml", b"<x/>"), "must not have: word/comments.xml"),
        (with_part("../../evil.xml", b"<x/>"), "must not have: ../../evil.xml"),
        (with_part("word/media/a.svg", b"<svg/>"), "must not have: word/media/a.svg"),
        (with_part("customXml/item1.xml", DOCTYPE), "a document type declaration"),
        (with_part("word/settings.xml", b"<w"), "broken XML"),
        (with_part("word/document.xml", STRICT), "a Strict Open XML document"),
        (with_part("word/header1.xml", b"<hdr/>"), "a Strict Open XML document"),
        (with_part("word/media/a.png", b"\0" * (40 << 20)), "unpacks to more than"),
        (packed({**unpacked(official()), **LARGE}), "unpacks to more than 32 MB; use smaller pictures"),
        (
            packed({name: part for name, part in unpacked(official()).items() if "styles" not in name}),
            "do not stand where",
        ),
        (with_part(IN_SETTINGS, relations("attachedTemplate", "http://x.test/")), "(attachedTemplate: http://x.test/)"),
        (with_part(IN_SETTINGS, relations("image", "file://x/y")), "something outside it (image: file://x/y)"),
        (with_part(IN_SETTINGS, relations("hyperlink", "file://x/y")), "something outside it (hyperlink: file://x/y)"),
        (template(field("DDEAUTO c cmd")), "a field that could fetch or act (DDEAUTO c cmd)"),
        (template(field("DD", "EAUTO c cmd")), "a field that could fetch or act (DDEAUTO c cmd)"),
        (template(field("PAGE") + field(" INCLUDEPICTURE x")), "a field that could fetch or act (INCLUDEPICTURE x)"),
        (template('<w:fldSimple w:instr="QUOTE 1"/>'), "a field that could fetch or act (QUOTE 1)"),
        (template("<w:object/>"), "an embedded object"),
        (with_body('<w:altChunk r:id="x"/>'), "another document inside it"),
        (template("<w:ins><w:r><w:t>x</w:t></w:r></w:ins>"), "tracked changes"),
    ],
)
def test_template_that_could_act_or_fetch_is_refused(data: bytes, cause: str) -> None:
    told = refusal(data)
    assert (cause in told, told.endswith("[template]")) == (True, True), told


def test_folders_in_the_archive_of_a_template_are_passed_over() -> None:
    assert texts(packed({**unpacked(template("{{title}}")), "word/": b""})) == ["上半年防范工作报告"]


def test_links_and_page_numbers_of_a_letterhead_are_taken() -> None:
    link = relations("hyperlink", "https://example.test/")
    parts = {**unpacked(template(field(" PAGE \\* MERGEFORMAT "), "{{title}}")), "word/_rels/header1.xml.rels": link}
    assert texts(packed(parts)) == ["上半年防范工作报告"]


@given(
    st.lists(st.sampled_from(["{{title}}", "{{ period }}", "{", "}", "a", "｛｛issuer}}", "文"]), max_size=8), st.data()
)
def test_runs_may_cut_a_placeholder_anywhere(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=5)))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    whole, cut = (
        with_body(
            "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs) + "</w:p><w:p/>"
        )
        for runs in ([text], pieces)
    )

    def outcome(made: bytes) -> object:
        try:
            return texts(made)
        except TemplateError as error:
            return str(error)

    assert outcome(cut) == outcome(whole)
