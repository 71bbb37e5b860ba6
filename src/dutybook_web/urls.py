"""Every address. A module of `views` lists its own; a view without a rule is denied (access.requires)."""

from __future__ import annotations

from django.urls import include, path

from dutybook_web.api import api, reference
from dutybook_web.views import account, bundle, event, evidence, home, my_account, organisation, premises, sign_in, task

urlpatterns = [
    *account.urlpatterns,
    *bundle.urlpatterns,
    *event.urlpatterns,
    *evidence.urlpatterns,
    *home.urlpatterns,
    *my_account.urlpatterns,
    *organisation.urlpatterns,
    *premises.urlpatterns,
    *task.urlpatterns,
    *reference.urlpatterns,
    path("api/", api.urls),
    path("account/", include(sign_in.urlpatterns)),
]
handler403 = "dutybook_web.views.failures.not_allowed"
handler404 = "dutybook_web.views.failures.not_found"
handler429 = "dutybook_web.views.failures.too_many"
handler500 = "dutybook_web.views.failures.broken"
