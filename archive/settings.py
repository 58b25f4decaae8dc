"""All settings of the archive, read from the environment.

docs/configuration.md lists the variables. Nothing here has to be edited to run the archive anywhere; a
value that cannot be used stops the start (see ``archive.env``), and production refuses to start insecurely.
"""

from pathlib import Path

from archive import databases, env, logs, mail

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

# --- What runs, and how safely ---------------------------------------------------------------------------

DEBUG = env.boolean("DEBUG", False)
SECRET_KEY = env.secret("SECRET_KEY", "for-development-only" if DEBUG else None, least=50)
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", LOOPBACK if DEBUG else ())
SCHEME = env.choice("ARCHIVE_SCHEME", "http" if DEBUG else "https", ("http", "https"))

if not DEBUG:
    if not ALLOWED_HOSTS:
        raise env.SettingError("ALLOWED_HOSTS is not set; name the hosts the archive answers for.")
    if any("*" in host for host in ALLOWED_HOSTS):
        raise env.SettingError("ALLOWED_HOSTS holds '*'; production needs the exact hosts.")
    if SCHEME == "http" and not set(ALLOWED_HOSTS) <= set(LOOPBACK):
        raise env.SettingError(
            f"ARCHIVE_SCHEME is 'http', which is only for this machine: ALLOWED_HOSTS may then hold only "
            f"{', '.join(LOOPBACK)}."
        )

_secure = SCHEME == "https"
SECURE_SSL_REDIRECT = _secure
# Probes come from inside the network, by plain http and with any Host.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.integer("HSTS_SECONDS", 31_536_000, least=0, most=63_072_000) if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
# To be on the browsers' preload lists is a decision of whoever owns the domain, hardly ever ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Only where a proxy of ours removes the headers from what visitors send: otherwise anyone could forge them.
if env.boolean("TRUST_PROXY_SCHEME", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
#: How long a link to set a password may be used.
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60
#: Whether a password alone signs nobody in. Where the archive is for this machine only, it may.
ARCHIVE_SECOND_FACTOR = env.boolean("ARCHIVE_SECOND_FACTOR", _secure)
#: How many proxies of ours add to X-Forwarded-For; without any the header says what visitors like.
TRUSTED_PROXIES = env.integer("TRUSTED_PROXIES", 0, least=0, most=9)
# The brake on guessing is ours, for codes of an app and recovery codes alike.
OTP_TOTP_THROTTLE_FACTOR = 0

# A form with a pasted press item of 100,000 characters of any script fits; a flood does not.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# How much a table that is imported may hold; a file beyond that is refused with the name of the setting.
IMPORT_MAX_BYTES = env.integer("IMPORT_MAX_BYTES", 50_000_000, least=1_000, most=2_000_000_000)
IMPORT_MAX_EXPANDED_BYTES = env.integer(
    "IMPORT_MAX_EXPANDED_BYTES", 500_000_000, least=10_000, most=20_000_000_000
)
IMPORT_MAX_EXPANSION = env.integer("IMPORT_MAX_EXPANSION", 200, least=2, most=2_000)
IMPORT_MAX_CELLS = env.integer("IMPORT_MAX_CELLS", 10_000_000, least=100, most=1_000_000_000)
IMPORT_MAX_COLUMNS = env.integer("IMPORT_MAX_COLUMNS", 300, least=5, most=16_384)
IMPORT_MAX_CELL_CHARACTERS = env.integer("IMPORT_MAX_CELL_CHARACTERS", 100_000, least=100, most=1_000_000)
IMPORT_MAX_NESTING = env.integer("IMPORT_MAX_NESTING", 20, least=8, most=100)

# --- Whose archive it is ---------------------------------------------------------------------------------

_MINISTRY = "Ministry of Foreign Affairs"
ARCHIVE_MINISTRY = env.text("ARCHIVE_MINISTRY", _MINISTRY)
#: The same name in the other languages; pages in one without a name show the one above.
_plain = ARCHIVE_MINISTRY == _MINISTRY
ARCHIVE_MINISTRY_NAMES = {
    "az": env.text("ARCHIVE_MINISTRY_AZ", "Xarici İşlər Nazirliyi" if _plain else ""),
    "ru": env.text("ARCHIVE_MINISTRY_RU", "Министерство иностранных дел" if _plain else ""),
    "fr": env.text("ARCHIVE_MINISTRY_FR", "Ministère des Affaires étrangères" if _plain else ""),
    "ar": env.text("ARCHIVE_MINISTRY_AR", "وزارة الخارجية" if _plain else ""),
}
ARCHIVE_COUNTRY = env.pattern(
    "ARCHIVE_COUNTRY", "az", r"[A-Za-z]{2}|[A-Za-z]{4}", "a country code such as 'az'"
).lower()
ARCHIVE_BASE_URL = env.origin("ARCHIVE_BASE_URL")
ARCHIVE_CONTACT = env.pattern(
    "ARCHIVE_CONTACT", "", r"[^\s@<>]+@[^\s@<>]+", "an e-mail address such as archive@example.org"
)
ARCHIVE_SECURITY_CONTACT = env.pattern(
    "ARCHIVE_SECURITY_CONTACT",
    "",
    r"(?:mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+?[0-9\-]+)",
    "an address that begins with mailto:, https:// or tel:",
)
#: Whether a reviewer may publish what they wrote themselves.
ARCHIVE_SELF_REVIEW = env.boolean("ARCHIVE_SELF_REVIEW", False)
ARCHIVE_LICENCE = env.licence("ARCHIVE_LICENCE")
OTP_TOTP_ISSUER = f"Meetings Archive, {ARCHIVE_MINISTRY}"
CSRF_TRUSTED_ORIGINS = [ARCHIVE_BASE_URL] if ARCHIVE_BASE_URL else []

# --- The programming interface ---------------------------------------------------------------------------

ARCHIVE_API = env.boolean("ARCHIVE_API", True)
#: Requests a minute of one address, and of one key.
ARCHIVE_API_RATE = env.integer("ARCHIVE_API_RATE", 600, least=1, most=1_000_000)
ARCHIVE_API_KEY_RATE = env.integer("ARCHIVE_API_KEY_RATE", 6_000, least=1, most=1_000_000)
#: The SHA-256 of each key by the name of its holder; the keys themselves are nowhere.
ARCHIVE_API_KEYS = env.digests("ARCHIVE_API_KEYS")

# --- Data ------------------------------------------------------------------------------------------------

DATABASES = {
    "default": databases.database("DATABASE_URL", BASE_DIR / "var" / "archive.sqlite3"),
    **databases.replicas("DATABASE_REPLICA_URLS"),
}
if len(DATABASES) > 1 and not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise env.SettingError("DATABASE_REPLICA_URLS needs a DATABASE_URL that is a PostgreSQL database.")
CACHES = {"default": databases.cache("CACHE_URL")}
ARCHIVE_DATA_DIR = Path(env.text("ARCHIVE_DATA_DIR", str(BASE_DIR / "var" / "data"), longest=1_000))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- E-mail ----------------------------------------------------------------------------------------------

_mail = mail.server("EMAIL_URL")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _mail.host else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starttls, _mail.tls
EMAIL_TIMEOUT = 10
#: Whether links can also be sent; an administrator sees them in any case.
ARCHIVE_SENDS_EMAIL = bool(EMAIL_HOST)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.pattern(
    "ARCHIVE_EMAIL_FROM",
    ARCHIVE_CONTACT or "archive@localhost",
    r"[^\s@<>]+@[^\s@<>]+",
    "an e-mail address such as archive@example.org",
)

# --- The application -------------------------------------------------------------------------------------

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"
INSTALLED_APPS = [
    "meetings",
    "archive.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django_filters",
    "reversion",
    "django_otp",
    "django_otp.plugins.otp_totp",
]
MIDDLEWARE = [
    "archive.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "archive.security.Headers",
    "meetings.health.Probes",
    "meetings.replicas.ReadFromReplicas",
    "meetings.recalling.Recall",
    "meetings.languages.LanguageOfAddress",
    "archive.security.RefuseUnreadable",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
if ARCHIVE_API:
    # REST framework itself is only imported: as an application it would bring files of its browsable pages.
    INSTALLED_APPS.append("drf_spectacular_sidecar")
    MIDDLEWARE.insert(MIDDLEWARE.index("meetings.health.Probes"), "meetings.api.middleware.Edge")
    SPECTACULAR_SETTINGS = {
        "OAS_VERSION": "3.1.0",
        "TITLE": f"Meetings Archive of the {ARCHIVE_MINISTRY}",
        "VERSION": "1.0",
        "POSTPROCESSING_HOOKS": ["meetings.api.schema.finishing.finish"],
        "SORT_OPERATIONS": False,
        "SORT_OPERATION_PARAMETERS": False,
        "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
    }
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "meetings.views.context.site",
            ],
        },
    },
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# --- Languages and time ----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("az", "Azərbaycanca"),
    ("ru", "Русский"),
    ("fr", "Français"),
    ("ar", "العربية"),
]
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = "archive.formats"

# --- Logs ------------------------------------------------------------------------------------------------

LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
LOGGING = logs.configuration(LOG_LEVEL)
