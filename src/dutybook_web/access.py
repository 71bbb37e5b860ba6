"""The only way from an account and a key to an object. Whatever is not allowed here is denied.

A role is held at a node and reaches the whole subtree below it. What an account may not see answers exactly like
what does not exist; what it sees and may not change is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, Final, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest

from dutybook_web.models import Account, Act, Assignment, Organisation, OrganisationKind, Premises, Role

AnyModel = TypeVar("AnyModel", bound=Model)
View = TypeVar("View", bound=Callable[..., Any])

_READ: Final = frozenset(
    {
        *("organisation.read", "premises.read", "duties.read", "tasks.read", "evidence.read", "library.read"),
        *("hazards.read", "inspections.read", "training.read"),
    }
)
_DO: Final = _READ | {"tasks.do", "evidence.add", "hazards.report", "inspections.do"}
_MANAGE: Final = _DO | {
    *("premises.write", "duties.decide", "tasks.assign", "tasks.review", "hazards.manage", "inspections.manage"),
    *("evidence.withdraw", "reports.read", "reports.write", "library.import", "responsibility.write", "training.write"),
    "hazards.recheck",
}

ROLES: Final[Mapping[str, frozenset[str]]] = {
    Role.ADMINISTRATOR: _MANAGE | {"accounts.manage", "organisation.write", "catalogue.apply", "audit.read"},
    Role.MANAGER: _MANAGE,
    Role.DUTY_OFFICER: _DO,
    Role.INSPECTOR: _DO | {"reports.read", "hazards.recheck"},
    Role.VIEWER: _READ,
    Role.AUDITOR: _READ | {"reports.read", "audit.read"},
    Role.AUTHORITY_READER: _READ | {"reports.read", "hazards.supervise"},
}
"""What each role may do."""

CAPABILITIES: Final = frozenset().union(*ROLES.values())
"""Everything that a view or an action may ask for."""

ANYONE: Final = "anyone"
SIGNED_IN: Final = "signed in"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role at a node."""

    role: str
    path: str
    organisation: int
    tenant: int
    authority: bool

    def allows(self, capability: str) -> bool:
        """Whether the role may do it."""
        return capability in ROLES[self.role]


@dataclass(frozen=True, slots=True)
class Actor:
    """An account with the roles that it holds."""

    account: Account
    grants: tuple[Grant, ...]

    def may(self, capability: str) -> bool:
        """Whether it may do so anywhere."""
        return any(grant.allows(capability) for grant in self.grants)

    def may_at(self, organisation: Organisation, capability: str) -> bool:
        """Whether it may do so at a node."""
        return any(grant.allows(capability) and organisation.path.startswith(grant.path) for grant in self.grants)


def actor_of(account: Account) -> Actor:
    """The account with its roles, in one query."""
    held = Assignment.objects.filter(account=account).select_related("organisation")
    return Actor(account, tuple(_grant(one.role, one.organisation) for one in held))


def tenants_of(actor: Actor) -> list[int]:
    """The tenants whose rows the actor's queries may touch at all: its own, and those it supervises."""
    own = {grant.tenant for grant in actor.grants}
    paths = [grant.path for grant in actor.grants if grant.authority]
    if paths:
        below = _any(Q(authority__path__startswith=path) for path in paths)
        # order_by() keeps the sort of the model out of the DISTINCT.
        own |= set(Premises._base_manager.filter(below).order_by().values_list("tenant_id", flat=True).distinct())
    return sorted(own)


def visible(actor: Actor, model: type[AnyModel], capability: str) -> QuerySet[AnyModel]:
    """The rows of a model at which the actor may do something.

    Args:
        actor: who asks. model: Organisation, or one with an `organisation`. capability: one of `CAPABILITIES`.
    """
    if capability not in CAPABILITIES:
        raise LookupError(f"no role has the capability {capability!r}")
    reach = [_reach(grant, model, capability) for grant in actor.grants if grant.allows(capability)]
    rows: QuerySet[AnyModel] = model.objects.all()  # type: ignore[attr-defined]
    return rows.filter(_any(reach)) if reach else rows.none()


def find(actor: Actor, model: type[AnyModel], key: str, capability: str, *related: str) -> AnyModel:
    """The row with a key, where the actor may do something.

    Args:
        actor: who asks. model: of the row. key: of the row. capability: what is to be done with it.
        related: rows to fetch with it.

    Raises:
        Http404: it does not exist, or the actor may not see it.
        PermissionDenied: the actor may see it, but not do this.
    """
    if "\0" in key:
        raise Http404  # PostgreSQL refuses to look for it
    found = visible(actor, model, capability).select_related(*related).filter(key=key).first()
    if found is not None:
        return found
    if visible(actor, model, _reading(capability)).filter(key=key).exists():
        raise PermissionDenied
    raise Http404


def requires(capability: str) -> Callable[[View], View]:
    """Declare what a view asks of an account: a capability, `SIGNED_IN` or `ANYONE`. A view without it is denied."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            actor: Actor | None = getattr(request, "actor", None)
            if capability != ANYONE and actor is None:
                raise Http404  # the middleware has sent pages to the sign-in already; nothing else gets this far
            if actor is not None and capability in CAPABILITIES and not actor.may(capability):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        # The API reads the types of the parameters, which are to be looked up where the view stands.
        guarded.__signature__ = signature(view, eval_str=True)  # type: ignore[attr-defined]
        guarded.requires = capability  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    if capability not in CAPABILITIES | {ANYONE, SIGNED_IN}:
        raise LookupError(f"no role has the capability {capability!r}")
    return declare


def _grant(role: str, node: Organisation) -> Grant:
    return Grant(role, node.path, node.pk, node.root, node.kind == OrganisationKind.AUTHORITY)


def _reach(grant: Grant, model: type[Model], capability: str) -> Q:
    if model is Organisation:
        return Q(path__startswith=grant.path)
    # The library is read by the whole tenant; an act is changed where it was brought in.
    if model is Act and capability == "library.read":
        return Q(tenant=grant.tenant)
    # At the root of the tree the tenant says it all, and says it by an index.
    whole = grant.path == f"{grant.tenant}/"
    own = Q(tenant=grant.tenant) if whole else Q(organisation__path__startswith=grant.path)
    if not grant.authority:
        return own
    if hasattr(model, "seen_by_authority"):
        shared: Q = model.seen_by_authority(grant.path)
        return own | shared
    through = "" if model is Premises else "premises__"
    has_premises = model is Premises or any(field.name == "premises" for field in model._meta.get_fields())
    return own | Q(**{f"{through}authority__path__startswith": grant.path}) if has_premises else own


def _any(parts: Any) -> Q:
    found = Q(pk__in=[])
    for part in parts:
        found |= part
    return found


def _reading(capability: str) -> str:
    """What one must be allowed in order to know of a thing at all."""
    noun = capability.partition(".")[0]
    return f"{noun}.read" if f"{noun}.read" in CAPABILITIES else capability
