"""The one Django app."""

from importlib import import_module

from django.apps import AppConfig


class DutybookConfig(AppConfig):
    """Dutybook's models, templates, static files and verbs."""

    name = "dutybook_web"
    label = "dutybook_web"
    verbose_name = "Dutybook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what happens at the sign-in."""
        import_module("dutybook_web.signals")
