"""Every address. A module of `views` lists its own; a view without a rule is denied (access.requires)."""

from __future__ import annotations

from django.urls import include, path
from django.views.i18n import set_language

from dutybook_web.api import api
from dutybook_web.views import (
    act,
    amendment,
    duty,
    duty_change,
    edition,
    event,
    exemption,
    home,
    premises,
    responsibility,
    task,
)

urlpatterns = [
    *act.urlpatterns,
    *amendment.urlpatterns,
    *duty_change.urlpatterns,
    *duty.urlpatterns,
    *edition.urlpatterns,
    *event.urlpatterns,
    *exemption.urlpatterns,
    *home.urlpatterns,
    *premises.urlpatterns,
    *responsibility.urlpatterns,
    *task.urlpatterns,
    path("api/", api.urls),
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
    path("account/oidc/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("account/social/", include("allauth.socialaccount.urls")),
    path("language/", set_language, name="set_language"),
]
handler403 = "dutybook_web.views.failures.not_allowed"
handler404 = "dutybook_web.views.failures.not_found"
handler500 = "dutybook_web.views.failures.broken"
