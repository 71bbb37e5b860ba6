"""The outbox: each message at least once, under one Message-ID, one sender at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from tests.web.conftest import World
from tests.web.working import NOON

from dutybook_web.jobs import outbox
from dutybook_web.models import Heartbeat, Message


class Broken:
    """A mail server that takes nothing."""

    def __init__(self, *args: Any, **options: Any) -> None:
        pass

    def send_messages(self, messages: Any) -> int:
        raise OSError("refused")


@pytest.fixture
def message(world: World) -> Message:
    account = world.account("manager", world.east)
    return Message.objects.create(account=account, once="a", subject="Due", body="Today.", next_attempt_at=NOON)


def test_outbox_sends_once(message: Message) -> None:
    assert (outbox.run(NOON), outbox.run(NOON + timedelta(days=2))) == (1, 0)
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == ([message.account.email], "Due", "Today.")
    assert sent.message()["Message-ID"] == f"<{message.key}@127.0.0.1>"
    message.refresh_from_db()
    assert (message.sent_at, message.attempts) == (NOON, 1)


def test_outbox_waits_until_its_time(message: Message) -> None:
    assert outbox.run(NOON - timedelta(seconds=1)) == 0


def test_outbox_tries_again_later_and_later(message: Message, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    now, waits = NOON, []
    for _ in range(4):
        assert outbox.run(now) == 0
        message.refresh_from_db()
        waits.append((message.next_attempt_at - now).total_seconds() / 60)
        assert outbox.run(now) == 0  # it waits
        now = message.next_attempt_at
    assert (waits, message.attempts) == ([2, 4, 8, 16], 4)


def test_outbox_whose_server_takes_nothing_falls_silent(message: Message, settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    outbox.run(NOON)
    assert not Heartbeat.objects.exists()


def test_outbox_that_died_after_sending_sends_again_under_the_same_id(message: Message) -> None:
    claimed = outbox.claim(NOON)
    assert claimed is not None
    outbox._send(claimed)  # and then the power went
    outbox.run(NOON + timedelta(minutes=2))
    assert [sent.message()["Message-ID"] for sent in mail.outbox] == [outbox.message_id(message)] * 2


def test_outbox_message_is_claimed_once(message: Message) -> None:
    assert outbox.claim(NOON) == message
    assert outbox.claim(NOON) is None


def test_outbox_sends_nothing_to_who_has_left(message: Message) -> None:
    message.account.is_active = False
    message.account.save()
    assert outbox.run(NOON) == 1
    assert mail.outbox == []


def test_outbox_gives_its_sign_of_life(world: World) -> None:
    outbox.run(NOON)
    assert Heartbeat.objects.get(job="outbox").outcome == "sent 0, failed 0"


@pytest.mark.parametrize(
    ("once", "days", "emptied"),
    [
        ("reminder/1/2026-05-04", 90, 0),
        ("reminder/1/2026-05-04", 91, 1),
        ("account/email/password_reset_key/k", 1, 0),
        ("account/email/password_reset_key/k", 2, 1),
        ("account.invite/k", 2, 1),
    ],
)
def test_outbox_forgets_what_was_sent_and_sooner_where_there_may_be_a_link(
    message: Message, once: str, days: int, emptied: int
) -> None:
    Message.objects.update(once=once, sent_at=NOON)
    Message.objects.create(account=message.account, once="b", subject="x", body="waits", next_attempt_at=NOON)
    now = NOON + timedelta(days=days)
    assert (outbox.forget(now), outbox.forget(now)) == (emptied, 0)
    told = Message.objects.order_by("pk").values_list("subject", "body")
    assert list(told) == [("Due", "" if emptied else "Today."), ("x", "waits")]
    assert Heartbeat.objects.get(job="forget").outcome == "emptied 0"
