"""Settings of the whole site, all from the environment (12-factor), in this one file.

A value that is missing or wrong stops the start with one sentence that says which and how to make it.
"""

import os
from pathlib import Path

from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

BASE_DIR = Path(__file__).resolve().parents[2]

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

DEBUG = env.bool("DEBUG", False)


def secret(name: str, demo_value: str, how: str) -> str:
    """The secret `name`; in DEBUG a fixed value that protects nothing. Raises ImproperlyConfigured."""
    value = env.str(name, demo_value if DEBUG else "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {how}")
    return value


SECRET_KEY = secret(
    "SECRET_KEY",
    "only-for-the-demo-and-the-tests-never-for-people",
    "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
)
NEW_FIELD_KEY = (
    "Make one with: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
)


def fernet_keys(text: str) -> list[str]:
    """The Fernet keys in `text`, comma separated. Raises ImproperlyConfigured."""
    keys = [key.strip() for key in text.split(",") if key.strip()]
    try:
        for key in keys:
            Fernet(key)
    except ValueError as error:
        raise ImproperlyConfigured(f"FIELD_KEYS holds something that is no key. {NEW_FIELD_KEY}") from error
    if not keys:
        raise ImproperlyConfigured(f"FIELD_KEYS holds no key. {NEW_FIELD_KEY}")
    return keys


# For casuistry text: the first encrypts, all decrypt (rotation).
FIELD_KEYS = fernet_keys(secret("FIELD_KEYS", "ZGVtby1rZXktZm9yLXRoZS1kZW1vLW9ubHktMzItYnk=", NEW_FIELD_KEY))

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
BASE_URL = env.str("BASE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "data"))).resolve()
try:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ImproperlyConfigured(
        f"The data folder {DATA_DIR} cannot be made ({error.strerror}). "
        "Make it writable, or name another one: DATA_DIR=/path/to/folder"
    ) from error

# The Dutch word list is plain Python and reads no settings: it is told where it may unpack itself.
os.environ.setdefault("DUTCH_CACHE_DIR", str(DATA_DIR / "dutch"))

INSTALLED_APPS = [
    "tegenspraak.trail",
    "tegenspraak.notices",
    "tegenspraak.people",
    "tegenspraak.vocabulary",
    "tegenspraak.search",
    "casuistry.gate",
    "learning",
    "casuistry.cases",
    "casuistry.reflection",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.forms",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    # Last: what it does after migrating needs the permissions of every room below it.
    "tegenspraak.home",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tegenspraak.home.middleware.editor_pages_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "tegenspraak.people.middleware.nothing_stays_behind",
    "tegenspraak.people.middleware.guests_stay_in_their_room",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tegenspraak.home.middleware.HelpfulNotFound",
]

ROOT_URLCONF = "tegenspraak.urls"
WSGI_APPLICATION = "tegenspraak.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tegenspraak.home.context.site",
            ],
        },
    },
]

# Our own field.html: label, help, error and field, tied together for a screen reader.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR}/tegenspraak.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # secure_delete: what is erased is overwritten. IMMEDIATE: writers wait instead of failing halfway.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
    # A file, so that --reuse-db can skip the migrations on the next run.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

_email = env.dj_email_url("EMAIL_URL", "console://" if DEBUG else "smtp://localhost:25")
if "EMAIL_BACKEND" not in _email:
    raise ImproperlyConfigured(
        "EMAIL_URL must start with smtp:// or submission:// (with TLS), "
        "or for a trial with console://, memory:// or dummy://"
    )
EMAIL_BACKEND = _email["EMAIL_BACKEND"]
EMAIL_HOST = _email.get("EMAIL_HOST", "")
EMAIL_PORT = _email.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _email.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _email.get("EMAIL_HOST_PASSWORD", "")
# A mail host that does not answer must not hold a page up.
EMAIL_TIMEOUT = 10
EMAIL_USE_TLS = _email.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _email.get("EMAIL_USE_SSL", False)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Tegenspraak <tegenspraak@localhost>")

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch"))]
LOCALE_PATHS = [BASE_DIR / "site" / "tegenspraak" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
# A form that is far too long is refused field by field, with its words, and not as a whole.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
MEDIA_URL = env.str("MEDIA_URL", "/media/")
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# --- Who comes in --------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
# allauth's own backend inherits Django's permissions; no second door.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:workspace"
ACCOUNT_ADAPTER = "tegenspraak.people.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "tegenspraak.people.adapters.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Tegenspraak: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tegenspraak"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
# Nobody reads another person's case or reflection without a second factor.
MFA_REQUIRED = env.bool("MFA_REQUIRED", not DEBUG)
SOCIALACCOUNT_ONLY = False
# A link, not a form: form-action 'self' would stop a form that ends at the organisation's own sign-in page.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# OpenID Connect per organisation: a JSON list of allauth's apps, docs/operating.md shows one entry.
# "settings" of each names the organisation: {"organisation": "slug"}; without it nobody comes in that way.
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": env.json("OIDC_APPS", [])}}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", not DEBUG)
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# Subdomains and the preload list are the operator's; Wagtail's preview needs a frame of our own host.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
CSRF_FAILURE_VIEW = "tegenspraak.home.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# --- Wagtail -------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Tegenspraak"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
# No password door past the second factor, and no call to another host.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands")]
WAGTAIL_I18N_ENABLED = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# What the blocks of a lesson take (learning/authoring/block_rules.py): a test holds the two together.
WAGTAILDOCS_EXTENSIONS = [
    *["pdf", "docx", "xlsx", "pptx", "odt", "csv", "txt"],
    *["mp3", "m4a", "ogg", "wav", "mp4", "webm", "vtt"],
]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "learning.authoring.uploads.DocumentForm"
TAGGIT_CASE_INSENSITIVE = True

_search_url = env.str("SEARCH_URL", f"whoosh:///{DATA_DIR}/search")
if _search_url == "postgres":
    if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured(
            "SEARCH_URL=postgres needs DATABASE_URL=postgres://user:password@host/name"
        )
    _search = {"BACKEND": "tegenspraak.search.postgres.backend"}
elif _search_url.startswith("whoosh:///") and _search_url.strip("/") != "whoosh:":
    _search = {
        "BACKEND": "tegenspraak.search.backend",
        "PATH": _search_url.removeprefix("whoosh://").replace("//", "/"),
    }
else:
    raise ImproperlyConfigured("SEARCH_URL must be whoosh:///path/to/folder or postgres")
WAGTAILSEARCH_BACKENDS = {"default": _search}
# Who takes what waits for the index: the threads of each web process, or `manage.py search_worker`.
SEARCH_INDEXER = env.str("SEARCH_INDEXER", "server")
if SEARCH_INDEXER not in ("server", "worker"):
    raise ImproperlyConfigured("SEARCH_INDEXER must be server or worker")

# --- Logs: what happened, never what was written --------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "logging.Formatter" if DEBUG else "tegenspraak.logs.WithoutWords",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
