"""Extraction never raises, its spans say what it quotes, and what an article says is its own affair."""

from hypothesis import given
from hypothesis import strategies as st
from tests.norms.zh.reading_of import act_of

from dutybook.law import Source, parse
from dutybook.norms import extract

WORDS = (
    *("场馆", "市人民政府", "公安机关", "任何单位和个人", "消防设施", "经营者", "用户"),
    *("应当", "不得", "可以", "禁止", "鼓励", "负责", "由", "有权", "享有", "方可", "必须", "应", "需"),
    *("巡查", "报告", "处一千元以上五千元以下罚款", "责令改正", "给予表彰", "纳入规划", "十日内", "不得少于三十日"),
    *(
        "，",
        "。",
        "；",
        "：",
        "的",
        "时",
        "后",
        "（",
        "）",
        "《海州办法》",
        "“",
        "”",
        "第一条",
        "前款",
        "对",
        "将",
        "在",
        "等",
        "、",
        "和",
    ),
    *(
        "下列职责：\n（一）",
        "；\n（二）",
        "\n",
        "有下列行为之一的，",
        "发现隐患",
        "违反本办法第一条规定，",
        "其他",
        "法律规定的",
    ),
)
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map("".join)
text = st.one_of(sentences, st.text(max_size=200))


def norms_by_article(act):
    found = {}
    for norm in extract(act):
        found.setdefault(norm.unit.split("__")[0], []).append(norm)
    return found


def said(act, spans):
    return "".join(act.source.text[start:end] for start, end in spans)


@given(text)
def test_extraction_never_raises(body):
    extract(parse(Source(body, "any")))
    extract(act_of(body))


@given(sentences)
def test_spans_lie_in_the_source_and_say_what_is_quoted(body):
    act = act_of(body)
    for norm in extract(act):
        assert said(act, norm.spans.action) == norm.action
        assert said(act, norm.spans.condition) == (norm.condition or "")
        if norm.spans.bearer:
            assert said(act, norm.spans.bearer) == norm.bearer
        for part in (*norm.times, *norm.amounts):
            assert said(act, part.spans) == part.text


@given(sentences)
def test_every_span_lies_inside_its_own_unit_or_article(body):
    act = act_of(body)
    article = act.articles[0]
    nodes = [node for one in article.paragraphs for node in (one, *one.items)]
    inside = {node.eid: list(node.spans) for node in nodes}
    for one in article.paragraphs:
        inside[one.eid] += one.tail_spans
    for norm in extract(act):
        for start, end in (*norm.spans.action, *norm.spans.condition):
            assert any(left <= start and end <= right for left, right in inside.get(norm.unit, ()))


@given(sentences.filter(lambda body: "第一条" not in body and "前款" not in body and "\n" not in body))
def test_unrelated_article_changes_no_other_norm(body):
    plain, longer = act_of("场馆应当巡查。", body), act_of("场馆应当巡查。", body, "电梯使用单位应当备案。")
    short = [(norm.unit, norm.modality, norm.bearer, norm.action, norm.confidence) for norm in extract(plain)]
    long = [(norm.unit, norm.modality, norm.bearer, norm.action, norm.confidence) for norm in extract(longer)]
    assert long[: len(short)] == short


@given(text)
def test_same_text_gives_the_same_norms(body):
    assert extract(act_of(body)) == extract(act_of(body))
