"""Every address. A module of `views` lists its own; a view without a rule is denied (access.requires)."""

from __future__ import annotations

from django.urls import include, path

from dutybook_web.api import api, reference
from dutybook_web.views import (
    account,
    bundle,
    calendar,
    checklist,
    duty,
    duty_change,
    edition,
    event,
    evidence,
    exemption,
    feed,
    hazard,
    hazard_statistics,
    home,
    inspect_offline,
    inspection,
    my_account,
    occasion,
    organisation,
    premises,
    responsibility,
    sign_in,
    task,
    training,
)
from dutybook_web.views import round as rounds

urlpatterns = [
    *account.urlpatterns,
    *bundle.urlpatterns,
    *calendar.urlpatterns,
    *checklist.urlpatterns,
    *duty_change.urlpatterns,
    *duty.urlpatterns,
    *edition.urlpatterns,
    *event.urlpatterns,
    *evidence.urlpatterns,
    *exemption.urlpatterns,
    *feed.urlpatterns,
    # Before those of hazards, whose keys stand at the same place.
    *hazard_statistics.urlpatterns,
    *hazard.urlpatterns,
    *home.urlpatterns,
    *inspect_offline.urlpatterns,
    *inspection.urlpatterns,
    *my_account.urlpatterns,
    *occasion.urlpatterns,
    *organisation.urlpatterns,
    *premises.urlpatterns,
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
