"""Every address. A module of `views` lists its own; a view without a rule is denied (access.requires)."""

from __future__ import annotations

from django.urls import include, path

from dutybook_web.api import api, reference
from dutybook_web.views import (
    account,
    act,
    amendment,
    assessment,
    body,
    bundle,
    calendar,
    checklist,
    designation,
    duty,
    duty_change,
    edition,
    event,
    evidence,
    exchange,
    exemption,
    fact,
    feed,
    hazard,
    hazard_statistics,
    home,
    inspect_offline,
    inspection,
    measure,
    my_account,
    occasion,
    organisation,
    premises,
    report,
    report_template,
    responsibility,
    sign_in,
    task,
    training,
)
from dutybook_web.views import round as rounds

urlpatterns = [
    *account.urlpatterns,
    *act.urlpatterns,
    *amendment.urlpatterns,
    *assessment.urlpatterns,
    *body.urlpatterns,
    *bundle.urlpatterns,
    *calendar.urlpatterns,
    *checklist.urlpatterns,
    *designation.urlpatterns,
    *duty_change.urlpatterns,
    *duty.urlpatterns,
    *edition.urlpatterns,
    *event.urlpatterns,
    *evidence.urlpatterns,
    *exchange.urlpatterns,
    *exemption.urlpatterns,
    *fact.urlpatterns,
    *feed.urlpatterns,
    *hazard_statistics.urlpatterns,
    *hazard.urlpatterns,
    *home.urlpatterns,
    *inspect_offline.urlpatterns,
    *inspection.urlpatterns,
    *measure.urlpatterns,
    *my_account.urlpatterns,
    *occasion.urlpatterns,
    *organisation.urlpatterns,
    *premises.urlpatterns,
    *report_template.urlpatterns,
    *report.urlpatterns,
    *responsibility.urlpatterns,
    *rounds.urlpatterns,
    *task.urlpatterns,
    *training.urlpatterns,
    *reference.urlpatterns,
    path("api/", api.urls),
    path("account/", include(sign_in.urlpatterns)),
]
handler403 = "dutybook_web.views.failures.not_allowed"
handler404 = "dutybook_web.views.failures.not_found"
handler429 = "dutybook_web.views.failures.too_many"
handler500 = "dutybook_web.views.failures.broken"
