"""Every address. A module of `views` lists its own; a view without a rule is denied (access.requires)."""

from __future__ import annotations

from allauth.account import views as sign_in
from django.urls import include, path, re_path

from dutybook_web.api import api, reference
from dutybook_web.views import account, home, my_account, organisation, premises, task

SIGN_IN = [
    # Of allauth's account pages those that we want: no signing up, no addresses of one's own choice.
    path("login/", sign_in.login, name="account_login"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("inactive/", sign_in.account_inactive, name="account_inactive"),
    path("reauthenticate/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("password/change/", sign_in.password_change, name="account_change_password"),
    path("password/set/", sign_in.password_set, name="account_set_password"),
    path("password/reset/", sign_in.password_reset, name="account_reset_password"),
    path("password/reset/done/", sign_in.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("mfa/", include("allauth.mfa.urls")),
    path("oidc/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("social/", include("allauth.socialaccount.urls")),
]

urlpatterns = [
    *home.urlpatterns,
    *account.urlpatterns,
    *my_account.urlpatterns,
    *organisation.urlpatterns,
    *premises.urlpatterns,
    *task.urlpatterns,
    *reference.urlpatterns,
    path("account/", include(SIGN_IN)),
    path("api/", api.urls),
]
handler403 = "dutybook_web.views.failures.not_allowed"
handler404 = "dutybook_web.views.failures.not_found"
handler429 = "dutybook_web.views.failures.too_many"
handler500 = "dutybook_web.views.failures.broken"
