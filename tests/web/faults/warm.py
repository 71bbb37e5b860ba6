"""The application with all its addresses loaded, so that a worker that is forked from it answers at once."""

from __future__ import annotations

from django.urls import get_resolver

from dutybook_web.wsgi import application

ADDRESSES = len(get_resolver().url_patterns)
__all__ = ["application"]
