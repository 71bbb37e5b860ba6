"""Pages of evidence: listed, looked at, handed out, added from a task or from premises, withdrawn."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dutybook_web.access import find, requires, visible
from dutybook_web.actions.evidence import add_files, add_record, attach_evidence, withdraw_evidence
from dutybook_web.files.serve import file_response
from dutybook_web.forms.evidence import AttachForm, EvidenceFilter, FilesForm, RecordForm, WithdrawForm
from dutybook_web.forms.refusal import add_refusal
from dutybook_web.models import Evidence, Organisation, Premises, Task
from dutybook_web.models.evidence_record import KINDS, RECORDS
from dutybook_web.queries.evidence import events_of, listed, opened, tasks_for, tasks_of, told
from dutybook_web.queries.ledger import proof_of
from dutybook_web.refusals import Refused
from dutybook_web.views.onward import onward
from dutybook_web.views.paging import page_of


@require_safe
@requires("evidence.read")
def evidence_list(request: Any) -> HttpResponse:
    """All that the account may see, filtered."""
    form, today = EvidenceFilter(request.GET), _today(request)
    rows = listed(visible(request.actor, Evidence, "evidence.read"), form.wanted(), today)
    return render(
        request, "evidence/list.html", {"page": page_of(request, rows), "form": form, "today": today, "kinds": KINDS}
    )


@require_safe
@requires("evidence.read")
def evidence_page(request: Any, key: str) -> HttpResponse:
    """One piece: what it is, what it shows done, what became of it, and the proof."""
    evidence = find(request.actor, Evidence, key, "evidence.read", "blob", "premises", "organisation", "added_by")
    events = list(events_of(evidence))
    context = {
        "evidence": evidence,
        "kind": KINDS.get(evidence.kind, evidence.kind),
        "facts": told(evidence),
        "tasks": tasks_of(visible(request.actor, Task, "tasks.read"), evidence),
        "events": events,
        "proof": proof_of(events[-1]) if events else None,
        "may_withdraw": request.actor.may_at(evidence.organisation, "evidence.withdraw"),
        "may_add": request.actor.may_at(evidence.organisation, "evidence.add"),
        "today": _today(request),
    }
    return render(request, "evidence/page.html", context)


@require_safe
@requires("evidence.read")
def evidence_file(request: Any, key: str) -> FileResponse:
    """The file of a piece, to keep; a picture also to look at in the page."""
    evidence = find(request.actor, Evidence, key, "evidence.read", "blob")
    if evidence.blob is None:
        raise Http404
    try:
        file = opened(evidence)
    except FileNotFoundError:
        raise Http404 from None  # `dutybook-web reconcile` tells it to whoever can mend it
    inline = "show" in request.GET
    return file_response(file, name=evidence.file_name, media_type=evidence.blob.media_type, inline=inline)


@require_http_methods(["GET", "POST"])
@requires("evidence.add")
def evidence_add(request: Any) -> HttpResponse:
    """Add files."""
    premises, task, rows = _place(request)
    initial = {"tasks": [task.key] if task else [], "kind": request.GET.get("kind")}
    form = FilesForm(request.POST or None, request.FILES or None, initial=initial, **rows)
    if form.is_valid():
        try:
            added = add_files(request.actor, form.about(premises), form.cleaned_data["uploads"])
        except Refused as refused:
            form.add_error("uploads", refused.message)
        else:
            messages.success(request, _("%(number)s pieces of evidence were added.") % {"number": len(added)})
            return onward(request, "evidence_page", added[0].key)
    return render(
        request, "evidence/add.html", {"form": form, "premises": premises, "task": task, "tabs": _tabs(request, "")}
    )


@require_http_methods(["GET", "POST"])
@requires("evidence.add")
def evidence_record(request: Any) -> HttpResponse:
    """Write down a structured record of the `kind` in the address."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in RECORDS else next(iter(RECORDS))
    premises, task, rows = _place(request)
    initial = {"tasks": [task.key] if task else []}
    form = RecordForm(request.POST or None, kind=kind, initial=initial, **rows)
    if form.is_valid():
        evidence = add_record(request.actor, form.about(premises), form.values())
        messages.success(request, _("The record was added."))
        return onward(request, "evidence_page", evidence.key)
    context = {"form": form, "premises": premises, "task": task, "tabs": _tabs(request, kind)}
    return render(request, "evidence/add.html", context)


@require_http_methods(["GET", "POST"])
@requires("evidence.add")
def evidence_attach(request: Any, key: str) -> HttpResponse:
    """Let a piece show more tasks done."""
    evidence = find(request.actor, Evidence, key, "evidence.add", "premises", "organisation")
    form = AttachForm(request.POST or None, tasks=tasks_for(_own_tasks(request), evidence.premises))
    if form.is_valid():
        try:
            attach_evidence(request.actor, evidence, form.cleaned_data["tasks"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return redirect("evidence_page", evidence.key)
    return render(request, "evidence/attach.html", {"form": form, "evidence": evidence})


@require_http_methods(["GET", "POST"])
@requires("evidence.withdraw")
def evidence_withdraw(request: Any, key: str) -> HttpResponse:
    """Withdraw a piece, with the reason."""
    evidence = find(request.actor, Evidence, key, "evidence.withdraw", "organisation")
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_evidence(request.actor, evidence, form.cleaned_data["because"])
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return redirect("evidence_page", evidence.key)
    return render(request, "evidence/withdraw.html", {"form": form, "evidence": evidence})


def _place(request: Any) -> tuple[Premises | None, Task | None, dict[str, Any]]:
    """Where a piece is added, by the `task` or the `premises` in the address; and what the form may choose from."""
    task = premises = None
    if key := request.GET.get("task"):
        task = find(request.actor, Task, key, "tasks.do", "premises__organisation", "version")
        premises = find(request.actor, Premises, task.premises.key, "evidence.add", "organisation")
    elif key := request.GET.get("premises"):
        premises = find(request.actor, Premises, key, "evidence.add", "organisation")
    if premises is None:
        return None, None, {"organisations": visible(request.actor, Organisation, "evidence.add"), "tasks": None}
    return premises, task, {"organisations": None, "tasks": tasks_for(_own_tasks(request), premises, task)}


def _own_tasks(request: Any) -> Any:
    return visible(request.actor, Task, "tasks.do")


def _tabs(request: Any, current: str) -> list[dict[str, Any]]:
    """Files, and each kind of record; all of them for the same place."""
    kept = {name: request.GET[name] for name in ("task", "premises", "next") if name in request.GET}
    files = {"url": f"{reverse('evidence_add')}?{urlencode(kept)}", "label": _("Files"), "current": not current}
    record = reverse("evidence_record")
    return [
        files,
        *(
            {"url": f"{record}?{urlencode({**kept, 'kind': kind})}", "label": KINDS[kind], "current": kind == current}
            for kind in RECORDS
        ),
    ]


def _today(request: Any) -> Any:
    return request.organisation.day_at(timezone.now())


urlpatterns = [
    path("evidence/", evidence_list, name="evidence"),
    path("evidence/add/", evidence_add, name="evidence_add"),
    path("evidence/record/", evidence_record, name="evidence_record"),
    path("evidence/<slug:key>/", evidence_page, name="evidence_page"),
    path("evidence/<slug:key>/attach/", evidence_attach, name="evidence_attach"),
    path("evidence/<slug:key>/file/", evidence_file, name="evidence_file"),
    path("evidence/<slug:key>/withdraw/", evidence_withdraw, name="evidence_withdraw"),
]
