"""The application's settings in tests: the demo's, with a database for the run and cheap passwords.

DUTYBOOK_DATABASE_URL chooses the database: SQLite in memory unless it names a PostgreSQL.
"""

from __future__ import annotations

import os
import tempfile

os.environ["DUTYBOOK_DEMO"] = "1"
os.environ.setdefault("DUTYBOOK_DATA", tempfile.mkdtemp(prefix="dutybook-tests-"))

from dutybook_web.settings import *  # noqa: F403
from dutybook_web.settings import DATABASES, STATIC_ROOT, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["NAME"] = ":memory:"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where there is none
