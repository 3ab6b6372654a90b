"""Settings: one file, safe by default, everything that differs between installations from the environment."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.postgresql.impatient import Impatient

ROOT = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    """A text from the environment."""
    return os.environ.get(name, default)


def env_bool(name: str, default: bool = False) -> bool:
    """A yes/no from the environment: 1, true, yes, on."""
    return env(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def env_number(name: str, default: float) -> float:
    """A number from the environment that is not negative."""
    given = env(name, str(default)).strip()
    try:
        number = float(given)
    except ValueError:
        number = -1
    if number < 0:
        raise ImproperlyConfigured(f"{name} must be a number that is not negative; it is {given!r}.")
    return number


def env_word(name: str, words: tuple[str, ...]) -> str:
    """One of a few words from the environment; without it the first."""
    given = env(name, words[0]).strip().lower()
    if given not in words:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(words)}; it is {given!r}.")
    return given


def env_list(name: str, default: str = "") -> list[str]:
    """A comma-separated list from the environment."""
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


HOME = Path(env("HUIQI_HOME", str(ROOT / "var"))).resolve()


def not_here(name: str) -> str:
    """Why a command cannot start: the installation is somewhere else, or there is none yet."""
    return (
        f"{HOME} 里没有惠企的数据（缺 {name}）。请先运行 make run；数据在别的目录的，用 HUIQI_HOME 指明，"
        f"和运行 make run 时一样（没有设过的，是 {ROOT / 'var'}）。\n"
        f"There is no Huiqi in {HOME} (no {name}). Run `make run` first; where it lives elsewhere, set HUIQI_HOME as "
        f"for `make run` (which takes {ROOT / 'var'} where it is not set)."
    )


def kept_secret(name: str) -> str:
    """A secret that the launcher made at first start in HUIQI_HOME; the environment may replace it."""
    given = env(f"HUIQI_{name.upper()}")
    path = HOME / name
    if given:
        return given
    if path.is_file():
        return path.read_text().strip()
    raise ImproperlyConfigured(not_here(name))


def own_database() -> str:
    """How the database that the launcher keeps in HUIQI_HOME is reached, for commands beside a running `make run`."""
    port, password = HOME / "database_port", HOME / "database_password"
    if not (port.is_file() and password.is_file()):
        raise ImproperlyConfigured(not_here("database_port"))
    return f"postgresql://huiqi:{password.read_text().strip()}@127.0.0.1:{port.read_text().strip()}/huiqi"


def database(url: str) -> dict[str, Any]:
    """Django's database settings from postgresql://user:password@host:port/name; a socket's directory is quoted."""
    parts = urlsplit(url)
    place = unquote(parts.netloc.rpartition("@")[2].partition(":")[0])
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    # Seconds: a server that starts again is waited for, one that stays away is told of (config.unreachable).
    pool = {"min_size": 2, "max_size": int(env("HUIQI_POOL", "8")), "timeout": 5, "reconnect_timeout": 5}
    kind = {"connection_class": Impatient} if env_bool("HUIQI_IMPATIENT") else {}
    line = {"connect_timeout": 5, "tcp_user_timeout": 10_000}
    return {
        "ENGINE": "config.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": place if place.startswith("/") else parts.hostname or "",
        "PORT": str(parts.port or 5432),
        # Bound by the server and prepared after the third time: planning was two thirds of the database's work.
        "OPTIONS": {"pool": pool | kind, "server_side_binding": True, "prepare_threshold": 3, **line},
        "CONN_HEALTH_CHECKS": False,  # our backend looks at the socket instead of asking the server
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }


DEBUG = env_bool("HUIQI_DEBUG")
DEMONSTRATION = env_bool("HUIQI_DEMONSTRATION", True)
INSTANCE = kept_secret("instance_id")
SECRET_KEY = kept_secret("secret_key")
ALLOWED_HOSTS = env_list("HUIQI_HOSTS", "*" if DEMONSTRATION else "127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = env_list("HUIQI_ORIGINS")
DATABASES = {"default": database(env("DATABASE_URL") or own_database())}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "csp",
    "ninja",
    *(
        f"huiqi.{name}"
        for name in (
            "kernel",
            "ui",
            "journal",
            "accounts",
            "reference",
            "files",
            "papers",
            "search",
            "notices",
            "programs",
            "network",
            "enterprises",
            "directory",
            "policies",
            "benefits",
            "filings",
            "demands",
            "agreements",
            "supervision",
            "portal",
            "demonstration",
        )
        if (ROOT / "huiqi" / name / "apps.py").is_file()
    ),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "config.api.failures_in_json",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "huiqi.accounts.middleware.actor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("huiqi.ui.loaders.PerLanguage", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "huiqi.portal.selectors.page_context",
            ],
            "builtins": [
                "huiqi.ui.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "huiqi.ui.templatetags.compiled",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["huiqi.accounts.middleware.SeatedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "/signin/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"

SESSION_ENGINE = "huiqi.accounts.middleware"
SESSION_COOKIE_NAME = f"huiqi_{INSTANCE}"
CSRF_COOKIE_NAME = f"huiqi_csrf_{INSTANCE}"
LANGUAGE_COOKIE_NAME = f"huiqi_language_{INSTANCE}"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SECURE = env_bool("HUIQI_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSP_NONCE = NONCE

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static" / "vendor"] if (ROOT / "static" / "vendor").is_dir() else []
STATIC_ROOT = None  # whitenoise serves what the apps hold, as it is
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILES_ROOT = HOME / "files"
DERIVED_ROOT = HOME / "derived"
KEPT_BYTES = 32 * 1024 * 1024  # of public pages, at most, in each web process (decision 22)
ASK_PRIVATE_SOURCES = False  # the tests ask a server of their own
FILE_LIMIT_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # so that the form itself can say how many it takes

# What leaves the installation (docs/reference/notices.md). ADDRESS stands in front of every link in a message.
_HOST = next((host for host in ALLOWED_HOSTS if host.strip("*.") == host), "")
_HERE = f"https://{_HOST}" if SECURE else f"http://{_HOST or '127.0.0.1'}:{env('HUIQI_PORT', '8000')}"
ADDRESS = env("HUIQI_ADDRESS", _HERE).rstrip("/")
NOTICE_DAYS = int(env_number("HUIQI_NOTICE_DAYS", 180))
EMAIL_HOST = env("HUIQI_MAIL_HOST")
_MAIL_SECURITY = env_word("HUIQI_MAIL_SECURITY", ("starttls", "tls", "none"))
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL_SECURITY == "starttls", _MAIL_SECURITY == "tls"
EMAIL_PORT = int(env_number("HUIQI_MAIL_PORT", {"starttls": 587, "tls": 465, "none": 25}[_MAIL_SECURITY]))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env("HUIQI_MAIL_USER"), env("HUIQI_MAIL_PASSWORD")
EMAIL_TIMEOUT = int(env_number("HUIQI_MAIL_TIMEOUT", 10))
EMAIL_BACKEND = env("HUIQI_MAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
DEFAULT_FROM_EMAIL = env("HUIQI_MAIL_FROM", EMAIL_HOST_USER)
MAIL_READY = bool(EMAIL_HOST or env("HUIQI_MAIL_BACKEND"))
if MAIL_READY and not DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured("HUIQI_MAIL_FROM must say from which address mail is sent.")


def sms_gateway() -> dict[str, Any]:
    """The SMS gateway: where it is, our key and its secret, who signs, seconds to wait. Empty: there is none."""
    url = env("HUIQI_SMS_URL")
    key, secret = env("HUIQI_SMS_KEY"), env("HUIQI_SMS_SECRET")
    if not url:
        return {}
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ImproperlyConfigured("HUIQI_SMS_URL must begin with https:// (or http:// within your own network).")
    if not (key and secret):
        raise ImproperlyConfigured("HUIQI_SMS_URL needs HUIQI_SMS_KEY and HUIQI_SMS_SECRET beside it.")
    timeout = env_number("HUIQI_SMS_TIMEOUT", 5)
    return {"url": url, "key": key, "secret": secret, "sender": env("HUIQI_SMS_SENDER", "惠企"), "timeout": timeout}


SMS = sms_gateway()
# A model that proposes conditions of policy texts as well (docs/reference/proposals.md); without an address, none.
MODEL: dict[str, Any] = {"url": env("HUIQI_MODEL_URL"), "key": env("HUIQI_MODEL_KEY"), "name": env("HUIQI_MODEL_NAME")}
MODEL["timeout"] = env_number("HUIQI_MODEL_TIMEOUT", 20)
if MODEL["url"] and not (urlsplit(MODEL["url"]).scheme in {"http", "https"} and MODEL["name"]):
    raise ImproperlyConfigured("HUIQI_MODEL_URL must begin with http(s)://, and HUIQI_MODEL_NAME must stand beside it.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"in_one_line": {"()": "config.unreachable.InOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["in_one_line"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "huiqi": {"level": "INFO"},
        "procrastinate": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},  # a page that somebody may not see, or that is not there, is no news
    },
}
