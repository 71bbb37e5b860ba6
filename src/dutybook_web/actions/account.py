"""Accounts: invited, given roles, disabled, erased."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dutybook_web.access import Actor
from dutybook_web.actions.record import record
from dutybook_web.models import Account, ApiToken, Assignment, Feed, Idempotency, Message, Organisation
from dutybook_web.models.row import new_key
from dutybook_web.refusals import Conflict, Refused


@transaction.atomic
def invite_account(actor: Actor, account: Account, role: str) -> Account:
    """Make an account with a role at its home, and send it a link. Who: accounts.manage at its home.
    Recorded: account.invite."""
    account.set_unusable_password()
    account.save()
    Assignment.objects.create(account=account, organisation=account.home, role=role)
    _send_link(account)
    record(actor.account, "account.invite", account, account.home, {"role": role})
    return account


@transaction.atomic
def invite_again(actor: Actor, account: Account) -> None:
    """Send the link again. Who: accounts.manage at its home. Recorded: account.invite_again."""
    if not account.is_active:
        raise Conflict("account_disabled", _("This account is disabled: enable it first."))
    _send_link(account)
    record(actor.account, "account.invite_again", account, account.home)


@transaction.atomic
def change_account(actor: Actor, account: Account, fields: list[str]) -> Account:
    """Change name, language or home. Who: accounts.manage at its old and new home, or the account itself for name
    and language. Recorded: account.change with the fields."""
    account.save(update_fields=[*fields, "tenant"])  # no more: somebody may be disabling it meanwhile
    record(actor.account, "account.change", account, account.home, {"fields": sorted(fields)})
    return account


@transaction.atomic
def give_role(actor: Actor, account: Account, role: str, organisation: Organisation) -> Assignment:
    """Give a role at a node. Who: accounts.manage at its home and at the node. Recorded: account.give_role."""
    try:
        with transaction.atomic():
            assignment = Assignment.objects.create(account=account, organisation=organisation, role=role)
    except IntegrityError as error:
        raise Conflict("role_held", _("The account has this role there already.")) from error
    record(actor.account, "account.give_role", account, organisation, {"role": role})
    return assignment


@transaction.atomic
def withdraw_role(actor: Actor, assignment: Assignment) -> None:
    """Take a role away. Who: accounts.manage at the home and at the node; never one's own role, so that nobody locks
    all out. Recorded: account.withdraw_role."""
    _not_oneself(actor, assignment.account)
    record(
        actor.account, "account.withdraw_role", assignment.account, assignment.organisation, {"role": assignment.role}
    )
    assignment.delete()


@transaction.atomic
def disable_account(actor: Actor, account: Account) -> None:
    """End its sessions and tokens at once and let it in no more. Who: accounts.manage at its home; never oneself.
    Recorded: account.disable."""
    _not_oneself(actor, account)
    if not Account.objects.filter(pk=account.pk, is_active=True).update(is_active=False, session_epoch=new_key()):
        raise Conflict("account_disabled", _("This account is disabled already."))
    record(actor.account, "account.disable", account, account.home)


@transaction.atomic
def enable_account(actor: Actor, account: Account) -> None:
    """Let it in again. Who: accounts.manage at its home. Recorded: account.enable."""
    if not Account.objects.filter(pk=account.pk, is_active=False, erased_at=None).update(is_active=True):
        raise Conflict("account_enabled", _("This account is enabled already, or erased for good."))
    record(actor.account, "account.enable", account, account.home)


@transaction.atomic
def reset_second_factor(actor: Actor, account: Account) -> None:
    """Take away second factors that were lost; a role that needs one asks for a new one at the next sign-in.
    Who: accounts.manage at its home; never oneself. Recorded: account.reset_second_factor."""
    _not_oneself(actor, account)
    Authenticator.objects.filter(user=account).delete()
    end_sessions(account)
    record(actor.account, "account.reset_second_factor", account, account.home)


@transaction.atomic
def sign_out_everywhere(actor: Actor) -> None:
    """End all sessions of one's own, this one too. Recorded: account.sign_out_everywhere."""
    end_sessions(actor.account)
    record(actor.account, "account.sign_out_everywhere", actor.account, actor.account.home)


@transaction.atomic
def erase_account(actor: Actor, account: Account) -> None:
    """Erase who an account was: its name, address, salt and everything that it signs in by. Its events stay, under a
    pseudonym that leads to nobody, and the ledger still verifies. Who: accounts.manage at its home; never oneself.
    Recorded: account.erase."""
    _not_oneself(actor, account)
    blank = {
        "email": f"erased-{account.key}@invalid",
        "name": "—",
        "salt": b"",
        "password": make_password(None),
        "session_epoch": new_key(),
        "is_active": False,
        "last_login": None,
        "erased_at": timezone.now(),
    }
    if not Account.objects.filter(pk=account.pk, erased_at=None).update(**blank):
        raise Conflict("account_erased", _("This account was erased already."))
    for model in (Assignment, ApiToken, Feed, Message, Idempotency):
        model.objects.filter(account=account).delete()
    for model in (Authenticator, EmailAddress, SocialAccount):
        model.objects.filter(user=account).delete()
    record(actor.account, "account.erase", account, account.home)


def end_sessions(account: Account) -> None:
    """Make all its sessions worthless."""
    account.session_epoch = new_key()
    account.save(update_fields=["session_epoch"])


def password_link(account: Account) -> str:
    """An address at which the account sets its password: good for a day, and until a password has been set."""
    parts = {"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)}
    return settings.ORIGIN + reverse("account_reset_password_from_key", kwargs=parts)


def _send_link(account: Account) -> None:
    with translation.override(account.language):
        told = {"name": account.name, "organisation": account.home.name, "link": password_link(account)}
        subject = _("Your account in Dutybook")
        body = (
            _("%(name)s, you have an account in Dutybook for %(organisation)s. Set your password within a day:") % told
        )
    Message.objects.create(
        account=account,
        once=f"account.invite/{new_key()}",
        subject=subject,
        body=f"{body}\n\n{told['link']}\n",
        next_attempt_at=timezone.now(),
    )


def _not_oneself(actor: Actor, account: Account) -> None:
    if actor.account.pk == account.pk:
        raise Refused("own_account", _("Not to your own account: ask another administrator."))
