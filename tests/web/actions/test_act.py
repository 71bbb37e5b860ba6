"""Acts come into the library, are told more of, and go out of it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import World
from tests.web.model_acts import model_files

from dutybook.errors import EmptySource, UnknownFormat
from dutybook_web.actions.act import change_act, remove_act, take_act
from dutybook_web.actions.edition import apply_edition
from dutybook_web.files.refusals import FileRefused
from dutybook_web.models import Act, Event, Provision
from dutybook_web.queries.provision import text_of
from dutybook_web.queries.search import Sought, search
from dutybook_web.refusals import Conflict, Refused

TEXT = """\
海州市公共场所示范办法
（2025年3月1日海州市人民政府令第9号公布，自2025年5月1日起施行）
第一章　总则
第一条　为了做好示范，制定本办法。
第二条　公共场所的经营单位应当履行下列职责：
（一）每半年向区人民政府报告一次；
（二）配备两名值班员。
第三条　本办法自2025年5月1日起施行。
"""


def took(world: World, text: str = TEXT, name: str = "办法.txt", role: str = "manager") -> Act:
    """The act in a text, as an account at `east` sends it."""
    return take_act(world.actor(role), world.group, io.BytesIO(text.encode()), name)


def test_act_is_read_with_its_provisions_and_found(world: World) -> None:
    act = took(world)
    told = (act.title, act.kind, act.start, act.articles, act.file_name, act.file_format, act.act)
    assert told == ("海州市公共场所示范办法", "government_rule", date(2025, 5, 1), 3, "办法.txt", "txt", "")
    rows = Provision.objects.filter(act=act).order_by("pk").values_list("eid", "number")
    assert list(rows) == [("art_1", "第一条"), ("art_2", "第二条"), ("art_3", "第三条")]
    assert [hit.eid for hit in search(Sought("值班员", world.group.pk)).hits] == ["art_2"]


def test_act_is_recorded_when_it_comes_changes_and_goes(world: World) -> None:
    act = took(world)
    act.start = date(2025, 6, 1)
    change_act(world.actor("manager"), act, ["start"])
    assert Act.objects.get().start == date(2025, 6, 1)
    name = f"act/{act.key}"
    remove_act(world.actor("manager"), act)
    events = Event.objects.order_by("number").values_list("action", "object")
    assert list(events) == [("act.import", name), ("act.change", name), ("act.remove", name)]
    assert (Act.objects.count(), Provision.objects.count()) == (0, 0)
    assert search(Sought("值班员", world.group.pk)).hits == ()


def test_act_is_taken_once_by_each_tenant(world: World) -> None:
    took(world)
    with pytest.raises(Conflict) as found:
        took(world, name="again.txt")
    assert (found.value.code, Act.objects.count(), Event.objects.count()) == ("act_there", 1, 1)
    take_act(world.actor("manager", world.foreign), world.foreign, io.BytesIO(TEXT.encode()), "a.txt")
    assert Act.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "name", "error", "code"),
    [
        (b"", "a.txt", FileRefused, "empty"),
        (b" \n", "a.txt", EmptySource, "empty-source"),
        (b"{\\rtf1}", "a.docx", UnknownFormat, "unknown-format"),
        ("没有条文的一句话。".encode(), "a.txt", Refused, "no_articles"),
        (b"x" * (10 * 1024 * 1024 + 1), "a.md", FileRefused, "too-big"),
    ],
)
def test_act_that_is_none_is_refused_and_leaves_nothing(
    content: bytes, name: str, error: Any, code: str, world: World
) -> None:
    with pytest.raises(error) as found:
        take_act(world.actor("manager"), world.group, io.BytesIO(content), name)
    assert (found.value.code, Act.objects.count(), Event.objects.count()) == (code, 0, 0)


def test_act_is_joined_to_the_catalogue_by_its_title(world: World, tmp_path: Path) -> None:
    apply_edition(None, world.group, model_files(tmp_path), "")
    assert took(world, TEXT.replace("海州市公共场所示范办法", "示范省安全检查规定")).act == "model-coming"
    assert text_of("model-coming", "art_2__para_1__item_1") == "（一）每半年向区人民政府报告一次；"
    words = "公共场所的经营单位应当履行下列职责：\n（一）每半年向区人民政府报告一次；\n（二）配备两名值班员。"
    assert text_of("model-coming", "art_2") == words
    assert (text_of("model-coming", "art_9"), text_of("other", "art_1")) == (None, None)
