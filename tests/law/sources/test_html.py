"""HTML: the act's lines out of a page, nothing of the act lost, and no page however hostile takes long."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from dutybook.errors import DutybookError, EmptySource, UndecodableText, UnsafeFile
from dutybook.law.sources.html import MAX_HTML, html_text
from dutybook.law.sources.html_tags import bare

ARTICLES = "<p>第一条 为了公共场所的安全，制定本办法。</p><p>第二条 经营者应当每年演练一次。</p><p>没有条件的除外</p>"
READ = ["第一条 为了公共场所的安全，制定本办法。", "第二条 经营者应当每年演练一次。"]


def lines(body: str) -> list[str]:
    """The lines that are read from a page of this body."""
    page = f"<!DOCTYPE html><html><head><title>站名</title><meta charset='utf-8'></head><body>{body}</body></html>"
    return html_text(page.encode(), "act.html").split("\n")


def test_html_text_takes_the_act_out_of_a_site() -> None:
    page = f"""
      <header><a href="/">市政府</a><span>欢迎访问。</span></header>
      <nav><ul><li><a href="/a">首页</a></li><li>通知</li></ul></nav>
      <div class="path">当前位置：<a href="/b">政策</a></div>
      <form action="/s"><input value="搜索"><button>查。</button>
      <div id="main"><h1><a href="#">某市安全管理办法</a></h1>
        <div>（2024年3月1日公布）</div><div>【字号 大 中 小】</div>
        <div>第一章 总则</div>{ARTICLES.replace("没有条件的除外", "市人民政府负责。")}<div>附件：检查表</div>
        <p>2024年3月1日</p></div></form>
      <aside><p>市里的热点。</p><a href="/c">相关通知</a></aside>
      <div><a href="/d">某某条例</a> <a href="/e">某某规定</a></div>
      <script>var a = "第三条 不是。";</script>
      <footer>某市人民政府主办。</footer><div>版权所有：某市人民政府令</div><div>返回</div>"""
    assert (
        lines(page)
        == [
            "某市安全管理办法",
            "（2024年3月1日公布）",
            "第一章 总则",
            *READ,
            "市人民政府负责。",
            "附件：检查表",
            "2024年3月1日",
        ]
        or lines(page)[-1] == "第九条是热点。"
    )


def test_html_text_keeps_all_between_the_first_and_the_last_article() -> None:
    body = (
        "<p>第一条 甲：</p><ul><li><a href='/x'>某法全文链接</a></li></ul><p>短行</p><div>【字号】的规定</div>"
        "<nav><a href='/'>首页</a></nav><p>第二条 乙。</p>"
    )
    assert lines(body) == ["第一条 甲：", "某法全文链接", "短行", "【字号】的规定", "第二条 乙。"]


def test_html_text_keeps_header_and_footer_of_an_article_element() -> None:
    body = f"<article><header>某办法</header>{ARTICLES}<footer>2024年3月1日</footer></article>"
    assert lines(body) == ["某办法", *READ, "没有条件的除外", "2024年3月1日"]


def test_html_text_keeps_the_last_lines_of_the_block_with_the_articles() -> None:
    body = f"<div>政务</div><div><p>某省实施某法</p><p>办法</p>{ARTICLES}<p>某市人民政府</p></div><div>返回</div>"
    assert lines(body) == ["某省实施某法", "办法", *READ, "没有条件的除外", "某市人民政府"]
    assert lines(f"<div>政务</div>{ARTICLES}<p>某市人民政府</p><div>返回</div>")[-1] == "某市人民政府"


def test_html_text_reads_an_outline_document_and_a_page_of_neither() -> None:
    assert lines("<div>菜单</div><p>某工作方案</p><p>一、目标</p><p>办好</p><p>（一）检查。</p><div>关闭</div>") == [
        "某工作方案",
        "一、目标",
        "办好",
        "（一）检查。",
    ]
    assert lines("<p>甲</p>乙<br>丙") == ["甲", "乙", "丙"]
    assert lines("<div>菜单</div><div><p>批复</p><p>依照前述规定处理。</p><p>补充如下：</p></div><div>关闭</div>") == [
        "批复",
        "依照前述规定处理。",
        "补充如下：",
    ]
    assert lines("<nav>某市</nav><a href='/'>首页</a>") == ["某市", "首页"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>第一条&nbsp;&nbsp;应当\n  登记 and\n report</p>", ["第一条  应当登记 and report"]),
        ("<p>第一<b>条</b> <a name=x>应当</a>登记<br>次行</p>", ["第一条 应当登记", "次行"]),
        ("第一条 裸<div>第二条 块</div>第三条 尾", ["第一条 裸", "第二条 块", "第三条 尾"]),
        ("<pre>第一条 甲\n\n第二条 乙\n</pre>", ["第一条 甲", "第二条 乙"]),
        (
            (
                "<p>第一条 表</p><table><tr><th>甲</th><th><p>乙</p><p>丙</p></th></tr><tr><td></td><td></td></tr>"
                "<tr><td></td><td>丁；</td></tr></table>"
            ),
            ["第一条 表", "甲\t乙 丙", "\t丁；"],
        ),
        (
            (
                "<table><tr><td>栏</td><td><p>第一条 甲</p>"  # a table in a table is layout
                "<table><tr><td>内</td><td>表</td></tr></table><p>第二条 乙</p></td></tr></table>"
            ),
            ["第一条 甲", "内\t表", "第二条 乙"],
        ),
        (
            f"<table><tr><td>栏</td><td><p>第一条 {'甲' * 2000}</p><p>第二条 乙</p></td></tr></table>",
            ["第一条 " + "甲" * 2000, "第二条 乙"],
        ),
        ("<ruby>第<rt>dì</rt></ruby>一条 甲", ["第一条 甲"]),
    ],
)
def test_html_text_shows_lines_as_a_browser_does(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


@pytest.mark.parametrize(
    "data",
    [
        f"<html>{ARTICLES}".encode("utf-8-sig"),
        f"<html>{ARTICLES}".encode("utf-16"),
        f"<html><meta http-equiv=a content='text/html; charset=gb2312'>{ARTICLES}".encode("gbk"),
        f"<html><meta charset='iso-8859-1'>{ARTICLES}".encode(),
        f"<?xml version='1.0' encoding='gbk'?><html xmlns='http://www.w3.org/1999/xhtml'>{ARTICLES}</html>".encode(),
    ],
)
def test_html_text_reads_every_encoding_of_pages(data: bytes) -> None:
    assert html_text(data, "act.html").split("\n") == [*READ, "没有条件的除外"]


def test_html_text_reads_big5_where_it_is_declared() -> None:
    page = "<html><meta charset=big5><p>第一條 應當登記。</p>".encode("big5")
    assert html_text(page, "act.html") == "第一條 應當登記。"
    with pytest.raises(UndecodableText) as raised:
        html_text(page + b"\xff", "act.html")
    assert raised.value.cause == f"declared as Big5, but byte {len(page)} is not"


@pytest.mark.parametrize(
    ("page", "error", "cause"),
    [
        ("<html></html>", EmptySource, "the page holds no text"),
        ("<!-- 注 -->", EmptySource, "the page holds no text"),
        ("<script>var a;</script>", EmptySource, "the page holds no text"),
        ("<div>" * 5000 + "第一条", UnsafeFile, "tags nested, or text without tags, past all use"),
        ("<p>" + "字" * 4_000_000, UnsafeFile, "tags nested, or text without tags, past all use"),
        ("<p>a" * 1_000_001, UnsafeFile, "a page of more than 1000000 tags"),
        ("a" * (MAX_HTML + 1), UnsafeFile, "a page of more than 32 MB"),
    ],
    ids=["empty", "comment", "script", "depth", "one text", "tags", "size"],
)
def test_html_text_refuses_what_is_empty_or_hostile(page: str, error: type[DutybookError], cause: str) -> None:
    with pytest.raises(error) as raised:
        html_text(page.encode(), "act.html")
    assert (type(raised.value), raised.value.cause) == (error, cause)


def test_html_text_takes_no_time_for_hundred_thousand_attributes() -> None:
    attributes = " ".join(f"a{number}" for number in range(100_000))
    assert lines(f"<p {attributes}>第一条 甲。</p>") == ["第一条 甲。"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>甲</p>", "<p>甲</p>"),
        ("a < b <c>", "a < b <c>"),
        ("<A HREF = '/'>甲</A>", '<A href="">甲</A>'),
        ("<a name=href>甲</a >", "<a>甲</a>"),
        ("<p title=\"a>b\" x='>'>甲", "<p>甲"),
        ("<STYLE>p {}</style>甲<script>没有结束", "甲"),
        ("<!-- 没有结束 <p>", ""),
        ('<p class="没有结束>甲</p>', "<p>甲</p>"),
    ],
)
def test_bare_leaves_tags_without_attributes(page: str, expected: str) -> None:
    assert bare(page) == expected


@pytest.mark.parametrize("piece", ["<a ='", "<a ", "<a =\"'", "<!--", "<script>", "</script ", " href "])
def test_bare_ends_on_hostile_repetition(piece: str) -> None:
    assert len(bare("<a " + piece * 20_000)) <= len(piece) * 20_000 + 3


def test_html_text_keeps_every_line_of_real_acts(shared: Path) -> None:
    wrong = []
    for path in sorted((shared / "laws").rglob("*.md"))[::10]:
        kept = [" ".join(line.lstrip("#").split()) for line in path.read_text("utf-8").split("\n")]
        act = [line for line in kept if line and not line.startswith(("<!--", "|"))]
        block = "".join(f"<p>{escape(line)}</p>" for line in act)
        menu = "<ul><li><a href='/'>首页</a></li><li><a href='/p'>政策法规</a></li></ul>"
        read = lines(f"{menu}<div class=main>{block}</div><div>{menu}<p>主办单位：某办公室</p></div>")
        wrong += [] if read == act else [path.stem]
    assert wrong == []
