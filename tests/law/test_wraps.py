"""Hard-wrapped lines are joined to the paragraphs they were, and only where the text is wrapped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutybook.law.lines import lines_of
from dutybook.law.model import Source
from dutybook.law.sources import source_from_text

PARAGRAPHS = [
    "示范市公共场所安全管理办法",
    "第一章　总则",
    "第一条　为了加强公共场所的安全管理，预防和减少事故，保护公众的人身和财产安全，根据有关法律、法规，制定本办法。",
    "第二条　本办法适用于本市行政区域内公共场所的安全管理工作。",
    "公共场所的经营单位对本单位的安全工作负责，应当建立安全责任制度，配备必要的人员和设备，并且保证安全投入。",
    "第三条　经营单位应当履行下列职责：",
    "（一）每月检查一次出入口、疏散通道和消防设施，发现问题及时处理，并将检查情况记入台账，保存不少于九十日；",
    "（二）每半年组织一次应急演练，并且在演练后三十日内向主管部门报告演练的情况、发现的问题和改正的措施；",
    "（三）法律、法规规定的其他职责。",
    "第二章　监督",
    "第四条　主管部门应当对公共场所进行监督检查，检查时不得少于二人，并且出示证件，不得妨碍经营单位的正常经营活动。",
    "第五条　违反本办法规定的，由主管部门责令限期改正；逾期不改正的，处五千元以上二万元以下的罚款。",
    "第六条　本办法自公布之日起施行。",
]


def joined(text: str) -> list[str]:
    return [line.text for line in lines_of(Source(text))[0]]


def wrapped(paragraphs: list[str], width: int, indent: str = "") -> str:
    lines = []
    for paragraph in paragraphs:
        own = indent + paragraph if len(paragraph) > 20 or paragraph.endswith("。") else paragraph
        lines += [own[at : at + width] for at in range(0, len(own), width)]
    return "\n".join(lines)


def hung(paragraphs: list[str], width: int) -> str:
    """Wrapped as word processors do it: a punctuation mark hangs over the edge and opens no line."""
    lines = []
    for paragraph in paragraphs:
        while len(paragraph) > width:
            end = width + (paragraph[width] in "，。；：、")
            lines.append(paragraph[:end])
            paragraph = paragraph[end:]
        lines += [paragraph] if paragraph else []
    return "\n".join(lines)


@pytest.mark.parametrize("width", [24, 30, 35, 38, 40])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_wrapped_text_reads_as_its_paragraphs(width: int, indent: str) -> None:
    assert joined(wrapped(PARAGRAPHS, width, indent)) == PARAGRAPHS


def test_text_with_hanging_punctuation_reads_as_its_paragraphs() -> None:
    assert joined(hung(PARAGRAPHS, 30)) == PARAGRAPHS


def test_text_wrapped_by_half_widths_reads_as_its_paragraphs() -> None:
    lines = []
    paragraphs = [paragraph.replace("安全", "SAFETY 2024") for paragraph in PARAGRAPHS[2:]]
    for paragraph in paragraphs:
        own = ""
        for character in paragraph:
            if len((own + character).encode("gbk")) > 60:
                lines.append(own)
                own = ""
            own += character
        lines.append(own)
    assert joined("\n".join(lines)) == paragraphs


def test_text_that_is_not_wrapped_keeps_its_lines() -> None:
    assert joined("\n".join(PARAGRAPHS)) == PARAGRAPHS


def test_lines_of_equal_length_with_their_own_ends_are_not_joined() -> None:
    lines = [f"第{number}条　单位应当每月检查设施并且记录。" for number in "一二三四五六七八"]
    assert joined("\n".join(lines)) == lines


def test_a_step_of_the_history_as_wide_as_the_page_is_not_joined() -> None:
    step = "2021年3月1日示范市人民代表大会常务委员会第三次会议通过"
    text = wrapped([step, "2022年3月1日 示范市人民代表大会常务委员会第九次会议修正", *PARAGRAPHS[2:]], len(step))
    assert joined(text)[:2] == [step, "2022年3月1日 示范市人民代表大会常务委员会第九次会议修正"]


def test_a_history_as_wide_as_the_page_does_not_swallow_the_first_article() -> None:
    step = "2021年3月1日示范市人民代表大会常务委员会第三次会议通过"
    assert joined(wrapped([step, *PARAGRAPHS[2:]], len(step)))[:2] == [step, PARAGRAPHS[2]]


@pytest.mark.parametrize(
    ("following", "own"),
    [("前款规定的检查由专人负责，不得由他人代替。", True), ("但是，节假日不营业的场所除外，并且应当报告。", False)],
)
def test_a_full_stop_at_the_edge_is_decided_by_the_wording(following: str, own: bool) -> None:
    first = "第九条　经营单位应当每日检查出入口，每月检查消防设施。"
    text = wrapped([*PARAGRAPHS[2:], first, following], len(first))
    assert joined(text)[-2:] == ([first, following] if own else [PARAGRAPHS[-1], first + following])


def test_wrapped_markdown_headings_and_the_last_line_stand() -> None:
    text = "# 示范办法\n\n" + wrapped([*PARAGRAPHS[2:], "甲" * 24], 24)
    lines = lines_of(source_from_text(text, "act.md", "md"))[0]
    assert [line.text for line in lines] == ["示范办法", *PARAGRAPHS[2:], "甲" * 24]


def test_a_text_that_ends_with_a_full_stop_at_the_edge_is_read_to_its_end() -> None:
    last = "第九条　经营单位应当每日检查出入口，每月检查消防设施。"
    rest = "但是，节假日不营业的场所，经主管部门同意的，可以除外。"
    assert joined(wrapped([*PARAGRAPHS[2:], last + rest], len(last)))[-1] == last + rest


def test_a_heading_without_number_after_a_full_stop_at_the_edge_stands_alone() -> None:
    first = "第九条　经营单位应当每日检查出入口，每月检查消防设施。"
    assert joined(wrapped([*PARAGRAPHS[2:], first, "法律责任", "第十条　略。"], len(first)))[-3:] == [
        first,
        "法律责任",
        "第十条　略。",
    ]


@given(st.lists(st.text("甲乙。；（一）第条 ", max_size=45), max_size=30))
def test_joining_loses_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    kept, asides = lines_of(Source(text))
    found = "".join(line.text for line in kept) + "".join(aside.text for aside in asides)
    assert sorted("".join(found.split())) == sorted("".join(text.split()))
