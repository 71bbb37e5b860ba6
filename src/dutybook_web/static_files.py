"""Static files under names that change with their contents; so the modules of a page name each other by those."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

_MODULES = "dutybook_web/js/inspect/*.js"
_IMPORT = (r"""(?P<matched>from\s+"(?P<url>\./[^"]+)")""", """from "%(url)s\"""")


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """So a phone never runs a new module with an old one that it has kept.

    Django can do so for all scripts at once, which fails at comments in those of htmx.
    """

    patterns: Any = (*CompressedManifestStaticFilesStorage.patterns, (_MODULES, (_IMPORT,)))
