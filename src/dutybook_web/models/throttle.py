"""The table of the cache, which counts attempts to sign in and remembers used codes for all workers together."""

from __future__ import annotations

from django.db import models


class Throttle(models.Model):
    """An entry of Django's database cache; the columns are those that it asks for. `migrate` makes the table."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "dutybook_cache"
