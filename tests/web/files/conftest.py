"""Settings for what turns a translatable text into words, where the test run has brought none."""

from __future__ import annotations

import os

import django
from django.conf import settings

if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
    settings.configure(USE_I18N=False)
    django.setup()
