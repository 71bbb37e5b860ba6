"""The first organisation and its administrator, whom nobody can invite."""

from __future__ import annotations

from django.db import transaction

from dutybook_web.actions.record import record
from dutybook_web.models import Account, Assignment, Organisation, Role


@transaction.atomic
def first_administrator(organisation: str, email: str, name: str, kind: str, language: str) -> Account:
    """Make an organisation and its administrator; an account that has the address is given back as it is.
    Who: whoever runs commands on the server. Recorded: installation.setup."""
    found: Account | None = Account.objects.filter(email=email.lower()).first()
    if found is not None:
        return found
    root = Organisation.objects.create(name=organisation, kind=kind)
    account = Account.objects.create_user(email, name=name, language=language, organisation=root)
    Assignment.objects.create(account=account, organisation=root, role=Role.ADMINISTRATOR)
    record(None, "installation.setup", root, root)
    return account
