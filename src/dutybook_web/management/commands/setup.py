"""Make an installation ready for its first administrator."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.core.validators import validate_email
from django_scopes import scopes_disabled

from dutybook_web.actions.account import password_link
from dutybook_web.actions.edition import apply_shipped
from dutybook_web.actions.installation import first_administrator
from dutybook_web.models import OrganisationKind


class Command(BaseCommand):
    """Brings the database up to date and makes an organisation with its administrator; for an address that has an
    account, only a new link is made."""

    help = "Make the tables, an organisation and its first administrator; prints a link to set the password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who."""
        parser.add_argument("--organisation", required=True, help="the name of the organisation")
        parser.add_argument("--email", required=True, help="the address of its administrator")
        parser.add_argument("--name", default="Administrator", help="the administrator's name (Administrator)")
        parser.add_argument("--kind", choices=OrganisationKind.values, default="group", help="what it is (group)")
        parser.add_argument("--language", choices=["zh-hans", "en"], default="zh-hans", help="of the account (zh-hans)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the link."""
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"{options['email']} is not an e-mail address: write one after --email") from error
        settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
        asked = ("organisation", "email", "name", "kind", "language")
        with scopes_disabled():
            account = first_administrator(**{name: options[name] for name in asked})
            if account.tenant is not None:
                apply_shipped(None, account.tenant)
            link = password_link(account)
        self.stdout.write(f"{account.email}: set the password within a day at\n{link}")
