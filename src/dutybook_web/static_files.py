"""Static files under names that change with their contents, the modules that a module imports included."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """So a page never runs a new module with an old one, which a phone without a network could otherwise do."""

    support_js_module_import_aggregation = True
