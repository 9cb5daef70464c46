"""Django's settings. Everything a person may want to change is an environment variable read here.

VAEKST_HOME     the data home (default: where this system keeps a person's data)
DATABASE_URL    another operational store than SQLite in the data home, e.g. postgres://…
VAEKST_LAKE     where the facts lie instead: a folder, or an object store such as s3://bucket/facts
VAEKST_ENGINE   what reads them: duckdb (default), polars or spark
VAEKST_SPARK    where Spark runs: local[4], spark://host:7077, or sc://host for Spark Connect
VAEKST_HOSTS    host names this installation answers to, comma-separated; naming any makes it public
VAEKST_SHORT_HOSTS  host names that serve short links and nothing else, comma-separated; a brand names one as its short_domain
VAEKST_PRIVATE_SERVERS  names of servers on this machine or network that figures may be pulled from, comma-separated
VAEKST_DEBUG    1 shows error pages with their source; never on a public installation
"""

from __future__ import annotations

import os
from functools import partial
from importlib.metadata import version
from pathlib import Path

import dj_database_url
from django.utils.functional import SimpleLazyObject

from vaekst.site.database import database
from vaekst.site.home import data_home, secret_key
from vaekst.site.stamp import content_stamp

PACKAGE = Path(__file__).resolve().parent.parent
WEB = PACKAGE / "web"

VAEKST_HOME = data_home()
HOSTS = [host.strip() for host in os.environ.get("VAEKST_HOSTS", "").split(",") if host.strip()]
IS_PUBLIC = bool(HOSTS)
SHORT_HOSTS = [host.strip().lower() for host in os.environ.get("VAEKST_SHORT_HOSTS", "").split(",") if host.strip()]

# Servers figures are pulled from lie on the open internet, except for these.
PRIVATE_SERVERS = [host.strip() for host in os.environ.get("VAEKST_PRIVATE_SERVERS", "").split(",") if host.strip()]

# Made on first use: reading the settings (type checks, `--help`) leaves no trace on the disk.
SECRET_KEY = SimpleLazyObject(partial(secret_key, VAEKST_HOME))
DEBUG = os.environ.get("VAEKST_DEBUG") == "1" and not IS_PUBLIC
ALLOWED_HOSTS = [*HOSTS, *SHORT_HOSTS, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in HOSTS if host != "*"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "vaekst.store",
    "vaekst.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vaekst.site.middleware.browser_rules",
    "vaekst.site.middleware.short_hosts",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vaekst.site.middleware.PersonsLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "vaekst.site.urls"
WSGI_APPLICATION = "vaekst.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(WEB.glob("*/templates")),  # each screen keeps its own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vaekst.web.shell.context.shell",
            ],
        },
    },
]

# -- the operational store
DATABASES: dict[str, dj_database_url.DBConfig] = {"default": database(VAEKST_HOME, os.environ.get("DATABASE_URL", ""))}
VAEKST_LAKE = os.environ.get("VAEKST_LAKE", "")
VAEKST_ENGINE = os.environ.get("VAEKST_ENGINE", "duckdb")
VAEKST_SPARK = os.environ.get("VAEKST_SPARK", "")
VAEKST_COLLECT_RATE = int(os.environ.get("VAEKST_COLLECT_RATE", "600"))  # events a minute from one address
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- people
AUTH_USER_MODEL = "store.Person"
AUTHENTICATION_BACKENDS = ["vaekst.site.signed_in.SignedInByLink"]
LOGIN_URL = "accounts:sign_in"
SIGN_IN_PATH = "/sign-in/{token}/"  # known here so that printing a link loads no screen
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_NAME = "vaekst_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PUBLIC
CSRF_COOKIE_NAME = "vaekst_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "vaekst.web.shell.errors.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- what browsers may do (the content security policy is in `site.middleware`)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PUBLIC else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_PUBLIC else 0
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # tagging a year of posts at once
DATA_UPLOAD_MAX_NUMBER_FILES = 200

# -- languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("da", "Dansk")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["vaekst.site.formats"]
LANGUAGE_COOKIE_NAME = "vaekst_language"
TIME_ZONE = "UTC"
USE_TZ = True

# -- static files: the stamp changes with their content, so browsers may keep them for good
STATIC_URL = f"/static/{content_stamp(WEB / 'static', version('django-htmx'))}/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = "" if DEBUG else f"^{STATIC_URL}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["terminal"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # pages not found are the visitor's business
    },
}
