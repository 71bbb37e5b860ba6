"""The REST API: everything that the pages do, by the same actions. Described at /api/docs."""

from dutybook_web.api.application import api

__all__ = ["api"]
