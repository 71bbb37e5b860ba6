"""Tokens: at least 128 bits, kept as a digest, good until they are revoked, too old or their account is disabled."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.conftest import World
from tests.web.refused import refused

from dutybook_web.actions.account import disable_account
from dutybook_web.actions.token import bearer_of, make_token, revoke_token
from dutybook_web.models import Event


@pytest.mark.asvs("V11.5.1")
def test_token_is_long_and_kept_as_a_digest(world: World) -> None:
    token, secret = make_token(world.actor("viewer"), "export", 30)
    assert len(secret) - len("db_") == 43  # 256 bits in base64
    assert (token.digest, token.prefix) == (hashlib.sha256(secret.encode()).hexdigest(), secret[:8])
    assert Event.objects.get().action == "token.make"
    assert secret.encode() not in bytes(Event.objects.get().leaf)


def test_token_stands_for_its_account(world: World) -> None:
    _token, secret = make_token(world.actor("viewer"), "export", 30)
    assert bearer_of(f"Bearer {secret}") == world.account("viewer", world.east)
    assert [bearer_of(header) for header in ("", secret, f"Bearer {secret}x", f"Basic {secret}")] == [None] * 4


def test_token_ends_when_it_is_revoked(world: World) -> None:
    actor = world.actor("viewer")
    token, secret = make_token(actor, "export", 30)
    revoke_token(actor, token)
    assert bearer_of(f"Bearer {secret}") is None
    with refused("token_revoked"):
        revoke_token(actor, token)


def test_token_ends_on_its_day_and_with_its_account(world: World) -> None:
    token, secret = make_token(world.actor("viewer"), "export", 30)
    token.expires_at = timezone.now() - timedelta(seconds=1)
    token.save()
    assert bearer_of(f"Bearer {secret}") is None
    _token, other = make_token(world.actor("viewer"), "export", 30)
    disable_account(world.actor("administrator"), world.account("viewer", world.east))
    assert bearer_of(f"Bearer {other}") is None


def test_token_is_refused_where_there_are_too_many(world: World) -> None:
    for number in range(20):
        make_token(world.actor("viewer"), str(number), 1)
    with refused("too_many_tokens"):
        make_token(world.actor("viewer"), "one more", 1)
