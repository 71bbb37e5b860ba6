"""All settings, from the environment (docs/settings.md). Without a secret key nothing starts, but for the demo."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from dutybook_web import environment

PACKAGE = Path(__file__).resolve().parent

# What this installation is
DEMO = environment.switch("DUTYBOOK_DEMO")
DEBUG = False
DATA = Path(environment.text("DUTYBOOK_DATA", "demo-data" if DEMO else "data")).absolute()
SECRET_KEY = environment.text("DUTYBOOK_SECRET_KEY", "the demo's key is no secret" * 3 if DEMO else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("DUTYBOOK_SECRET_KEY is not set: give it 50 random characters (docs/settings.md)")
ORIGIN = environment.text("DUTYBOOK_ORIGIN", "http://127.0.0.1:8000" if DEMO else "https://localhost")
ALLOWED_HOSTS = environment.names("DUTYBOOK_ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]"))
CSRF_TRUSTED_ORIGINS = [ORIGIN]
BEHIND_PROXY = environment.switch("DUTYBOOK_BEHIND_PROXY")
LEDGER_ORIGIN = environment.text("DUTYBOOK_LEDGER_ORIGIN", "dutybook.local/ledger")
LEDGER_KEY_FILE = DATA / "ledger.key"
FILES_FOLDER = DATA / "files"
MAP_TILES = environment.text("DUTYBOOK_MAP_TILES")
MAP_LAYER = environment.text("DUTYBOOK_MAP_LAYER")
HORIZON_DAYS = environment.number("DUTYBOOK_HORIZON_DAYS", 90)
ESCALATE_AFTER_DAYS = environment.number("DUTYBOOK_ESCALATE_AFTER_DAYS", 7)
REVIEWED_WORKFLOWS = environment.names("DUTYBOOK_REVIEWED_WORKFLOWS", ("drill", "plan", "report"))
UPLOAD_LIMIT_BYTES = environment.number("DUTYBOOK_UPLOAD_LIMIT_MB", 50) * 1_000_000

# Where things are kept
DATABASES = {"default": environment.database("DUTYBOOK_DATABASE_URL", DATA / "dutybook.sqlite3")}
ATOMIC_REQUESTS = False  # it would take SQLite's write lock for every page that is only read
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Attempts to sign in are counted for all workers together; no page reads or writes it on a GET.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "dutybook_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # what one cannot push out from one address within the time of a limit
    }
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # uploads go through dutybook_web.files
    "staticfiles": {"BACKEND": "dutybook_web.static_files.StaticFiles"},
}
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False

INSTALLED_APPS = [
    "dutybook_web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "dutybook_web.middleware.HeadersMiddleware",
    "dutybook_web.api.problems.ProblemMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dutybook_web.middleware.SessionAgeMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dutybook_web.middleware.ActorMiddleware",
    "dutybook_web.api.idempotency.IdempotencyMiddleware",
]
NINJA_PAGINATION_CLASS = "dutybook_web.api.paging.Pages"
ROOT_URLCONF = "dutybook_web.urls"
WSGI_APPLICATION = "dutybook_web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dutybook_web.navigation.navigation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "dutybook_web.templatetags.dutybook",
                "dutybook_web.templatetags.acts",
                "dutybook_web.templatetags.duties",
            ],
        },
    }
]

# Languages and time
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# Who comes in
AUTH_USER_MODEL = "dutybook_web.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["dutybook_web.passwords.Argon2Hasher"]
PASSWORD_RESET_TIMEOUT = 24 * 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "dutybook_web.passwords.ContextValidator"},
]
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "dutybook_web.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, never by signing up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nor do strangers get mail
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True  # for as long as SESSION_COOKIE_AGE: there is nothing to choose
ACCOUNT_RATE_LIMITS = {"login_failed": "10/15m/key,30/15m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
SECOND_FACTOR_COMPULSORY = not DEMO
MFA_ADAPTER = "dutybook_web.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever made the account has vouched for its address
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Dutybook"
SESSION_COOKIE_AGE = 12 * 3600
OIDC_URL = environment.text("DUTYBOOK_OIDC_URL")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "EMAIL_AUTHENTICATION": True,  # an account is found by the address that the provider has verified
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": environment.text("DUTYBOOK_OIDC_NAME", "OpenID Connect"),
                "client_id": environment.text("DUTYBOOK_OIDC_CLIENT_ID"),
                "secret": environment.text("DUTYBOOK_OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_URL},
            }
        ]
        * bool(OIDC_URL),
    }
}

# What every answer carries
SECURE = ORIGIN.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_SECURE = SECURE
COOKIE_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = COOKIE_PREFIX + "session"
CSRF_COOKIE_NAME = COOKIE_PREFIX + "csrf"
LANGUAGE_COOKIE_NAME = COOKIE_PREFIX + "language"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
MESSAGE_STORAGE = "dutybook_web.cookies.MessageCookie"
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 63_072_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        # Chromium holds to it what a form is redirected to, as to the provider at a sign-in by OpenID Connect.
        "form-action": [SELF, *([environment.origin_of(OIDC_URL)] if OIDC_URL else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Mail, and what is told of a failure
EMAIL_BACKEND = environment.text(
    "DUTYBOOK_EMAIL_BACKEND", f"django.core.mail.backends.{'filebased' if DEMO else 'smtp'}.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "mail"  # the demo sends nothing away
EMAIL_HOST = environment.text("DUTYBOOK_EMAIL_HOST", "localhost")
EMAIL_PORT = environment.number("DUTYBOOK_EMAIL_PORT", 25)
EMAIL_HOST_USER = environment.text("DUTYBOOK_EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("DUTYBOOK_EMAIL_PASSWORD")
EMAIL_USE_TLS = environment.switch("DUTYBOOK_EMAIL_TLS")
DEFAULT_FROM_EMAIL = environment.text("DUTYBOOK_EMAIL_FROM", "dutybook@localhost")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)r"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
