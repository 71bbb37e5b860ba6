"""What is to leave the application: messages, sent at least once. And signs of life of the jobs that send them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from dutybook_web.models.row import Row


class Message(Row):
    """An e-mail to an account, written in the transaction that it tells of, and sent by a job.

    Args (fields):
        once: a key under which the same message is never written twice.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    once = models.CharField(max_length=200, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sent_at", "next_attempt_at"], name="message_waiting")]


class Heartbeat(models.Model):
    """When a job last ran to its end; silence for longer than `expected_every` is an alarm."""

    job = models.CharField(max_length=40, primary_key=True)
    last_at = models.DateTimeField()
    expected_every_seconds = models.PositiveIntegerField()
    outcome = models.CharField(max_length=300, blank=True)


class Idempotency(models.Model):
    """The answer that was given to a write under a key that the client chose, to be given again."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="idempotency_once")]
