"""Every address. A module of `views` lists its own; a view without a rule is denied (access.requires)."""

from __future__ import annotations

from django.urls import include, path

from dutybook_web.api import api, reference
from dutybook_web.views import (
    account,
    calendar,
    duty,
    duty_change,
    edition,
    event,
    exemption,
    feed,
    home,
    my_account,
    occasion,
    organisation,
    premises,
    responsibility,
    sign_in,
    task,
)
from dutybook_web.api import api
from dutybook_web.views import event, hazard, hazard_statistics, home, premises, task, training

urlpatterns = [
    *account.urlpatterns,
    *calendar.urlpatterns,
    *duty_change.urlpatterns,
    *duty.urlpatterns,
    *edition.urlpatterns,
    *event.urlpatterns,
    *exemption.urlpatterns,
    *feed.urlpatterns,
    # Before those of hazards, whose keys stand at the same place.
    *hazard_statistics.urlpatterns,
    *hazard.urlpatterns,
    *home.urlpatterns,
    *my_account.urlpatterns,
    *occasion.urlpatterns,
    *organisation.urlpatterns,
    *premises.urlpatterns,
    *responsibility.urlpatterns,
    *task.urlpatterns,
    *reference.urlpatterns,
    *training.urlpatterns,
    path("api/", api.urls),
    path("account/", include(sign_in.urlpatterns)),
]
handler403 = "dutybook_web.views.failures.not_allowed"
handler404 = "dutybook_web.views.failures.not_found"
handler429 = "dutybook_web.views.failures.too_many"
handler500 = "dutybook_web.views.failures.broken"
