"""Production settings: the base that dev.py and test.py relax, so that hardening cannot be forgotten.

Every value a deployment may change comes from the environment and is explained in .env.example.
A missing secret stops the start and names itself.
"""

from pathlib import Path
from typing import Any

import environ

from rumah.settings.apps import INSTALLED_APPS as INSTALLED_APPS  # noqa: PLC0414  # re-exported to dev.py
from rumah.settings.apps import MIDDLEWARE as MIDDLEWARE  # noqa: PLC0414
from rumah.settings.csp import content_security_policy, payment_hosts
from rumah.settings.databases import cache_config, database_config
from rumah.settings.logs import logging_config

ROOT = Path(__file__).resolve().parents[3]
VAR = ROOT / "var"
env = environ.Env()
environ.Env.read_env(ROOT / ".env")

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Seal account numbers in the database: the first seals, all of them open.
FIELD_ENCRYPTION_KEYS: list[str] = env.list("FIELD_ENCRYPTION_KEYS")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS")
BASE_URL: str = env.str("BASE_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

ROOT_URLCONF = "rumah.urls"
WSGI_APPLICATION = "rumah.wsgi.application"
ASGI_APPLICATION = "rumah.asgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "rumah.theme.context.house",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "rumah.theme.templatetags.rumah",
                "rumah.theme.templatetags.remembered",
                "rumah.theme.templatetags.product_card",
            ],
        },
    }
]
FORM_RENDERER = "rumah.theme.renderer.Renderer"

# Data
DATABASES = {"default": database_config(env, ROOT)}
CACHES = {"default": cache_config(env)}
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=60)
# Seconds that counted page views wait in a process before they are written together.
TRAFFIC_SECONDS = env.int("TRAFFIC_SECONDS", default=20)
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # Outside the media root: only a view that checks the reader serves these.
        "OPTIONS": {"location": env.str("PRIVATE_ROOT", default=str(VAR / "private")), "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = env.str("MEDIA_ROOT", default=str(ROOT / "media"))
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
STATIC_ROOT = env.str("STATIC_ROOT", default=str(VAR / "static"))
STATIC_URL = "/static/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# People
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/akun/masuk/"
LOGIN_REDIRECT_URL = "/akun/"

# Language and place
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LANGUAGE_COOKIE_NAME = "bahasa"
# Light or dark where a visitor chose one; without it the page follows the device.
SCHEME_COOKIE_NAME, SCHEMES = "tampilan", ("terang", "gelap")
LOCALE_PATHS = [ROOT / "site" / "rumah" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
HOUSE_REGENCY = env.str("HOUSE_REGENCY", default="35.10")
HOUSE_NAME = env.str("HOUSE_NAME", default="Rumah Kreatif Banyuwangi")
HOUSE_OPERATOR = env.str("HOUSE_OPERATOR", default="Dinas Koperasi, Usaha Mikro dan Perdagangan Kabupaten Banyuwangi")
HOUSE_PHONE = env.str("HOUSE_PHONE", default="")
HOUSE_ADDRESS = env.str("HOUSE_ADDRESS", default="")

# Mail and messages
EMAIL_CONFIG = env.email_url("EMAIL_URL")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Money
SIMULATOR = env.bool("SIMULATOR", default=False)
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_API_BASE = env.str("STRIPE_API_BASE", default="https://api.stripe.com")
# About USD 0.50 (the smallest amount Stripe takes), in rupiah; the rate moves, so it is a setting.
STRIPE_MIN_RUPIAH = env.int("STRIPE_MIN_RUPIAH", default=10_000)
# Stripe itself sets no end; card networks lose sight of older payments.
STRIPE_REFUND_DAYS = env.int("STRIPE_REFUND_DAYS", default=180)
# Seconds until a buyer who starts to pay gets an answer, whatever the providers do; and one question to one of them.
PAYMENT_PATIENCE_SECONDS = env.int("PAYMENT_PATIENCE_SECONDS", default=8)
STRIPE_TIMEOUT_SECONDS = env.int("STRIPE_TIMEOUT_SECONDS", default=8)
# Midtrans: one key for QRIS and virtual accounts. Its sandbox is https://api.sandbox.midtrans.com.
MIDTRANS_SERVER_KEY = env.str("MIDTRANS_SERVER_KEY", default="")
MIDTRANS_API_BASE = env.str("MIDTRANS_API_BASE", default="https://api.midtrans.com")
MIDTRANS_TIMEOUT_SECONDS = env.int("MIDTRANS_TIMEOUT_SECONDS", default=8)
MIDTRANS_QRIS_ACQUIRER = env.str("MIDTRANS_QRIS_ACQUIRER", default="gopay")
MIDTRANS_VA_BANK = env.str("MIDTRANS_VA_BANK", default="bni")
MIDTRANS_MIN_RUPIAH = env.int("MIDTRANS_MIN_RUPIAH", default=1_000)
# GoPay's QRIS: 45 days where the payer's wallet is GoPay as well, 7 where it is another's. Midtrans knows which and
# refuses the rest, which a person then pays back. https://docs.midtrans.com/reference/refund-transaction
MIDTRANS_REFUND_DAYS = env.int("MIDTRANS_REFUND_DAYS", default=45)
XENDIT_SECRET_KEY = env.str("XENDIT_SECRET_KEY", default="")
XENDIT_CALLBACK_TOKEN = env.str("XENDIT_CALLBACK_TOKEN", default="")
XENDIT_API_BASE = env.str("XENDIT_API_BASE", default="https://api.xendit.co")
XENDIT_TIMEOUT_SECONDS = env.int("XENDIT_TIMEOUT_SECONDS", default=8)
XENDIT_MIN_RUPIAH = env.int("XENDIT_MIN_RUPIAH", default=10_000)
XENDIT_REFUND_DAYS = env.int("XENDIT_REFUND_DAYS", default=30)
# Transfer to the house's own account, checked by staff; all three, or it is not offered.
TRANSFER_BANK = env.str("TRANSFER_BANK", default="")
TRANSFER_ACCOUNT = env.str("TRANSFER_ACCOUNT", default="")
TRANSFER_HOLDER = env.str("TRANSFER_HOLDER", default="")
TRANSFER_MIN_RUPIAH = env.int("TRANSFER_MIN_RUPIAH", default=10_000)
# Hours from placing until the proof must be there, and hours that staff then have to look.
TRANSFER_WINDOW_HOURS = env.int("TRANSFER_WINDOW_HOURS", default=24)
TRANSFER_CHECK_HOURS = env.int("TRANSFER_CHECK_HOURS", default=48)
# Biteship: couriers' own rates, booking and tracking. Without a key nothing of it is offered.
BITESHIP_API_KEY = env.str("BITESHIP_API_KEY", default="")
BITESHIP_API_BASE = env.str("BITESHIP_API_BASE", default="https://api.biteship.com")
BITESHIP_COURIERS = env.str("BITESHIP_COURIERS", default="jne,jnt,sicepat,anteraja,pos")
BITESHIP_TIMEOUT_SECONDS = env.int("BITESHIP_TIMEOUT_SECONDS", default=4)
# Seconds a buyer waits for the rates of all parcels together; then the zone fees stand alone.
RATES_PATIENCE_SECONDS = env.float("RATES_PATIENCE_SECONDS", default=4.5)
# The header and its value that were typed in at Biteship's dashboard beside the webhook's address.
BITESHIP_WEBHOOK_HEADER = env.str("BITESHIP_WEBHOOK_HEADER", default="X-Biteship-Signature")
BITESHIP_WEBHOOK_SECRET = env.str("BITESHIP_WEBHOOK_SECRET", default="")
PAYMENT_WINDOW_MINUTES = env.int("PAYMENT_WINDOW_MINUTES", default=60)
# Days a seller has to accept a paid order before its money goes back, and hours before that for a reminder.
ACCEPT_WITHIN_DAYS = env.int("ACCEPT_WITHIN_DAYS", default=2)
ACCEPT_REMIND_HOURS = env.int("ACCEPT_REMIND_HOURS", default=12)
# After this many days without a complaint a shipped order is complete and its money the seller's.
AUTO_COMPLETE_DAYS = env.int("AUTO_COMPLETE_DAYS", default=7)
# What a seller must have earned before it is transferred.
PAYOUT_MIN_RUPIAH = env.int("PAYOUT_MIN_RUPIAH", default=50_000)

# Working days in which the staff answer a business that asks to be verified, and hours a verifier may keep one.
VERIFY_WITHIN_DAYS = env.int("VERIFY_WITHIN_DAYS", default=3)
VERIFY_HOLD_HOURS = env.int("VERIFY_HOLD_HOURS", default=24)
# Whether staff must have a second step of signing in before a page of theirs opens.
STAFF_SECOND_STEP = env.bool("STAFF_SECOND_STEP", default=True)

# Calls a minute from one address to /api/v1; an office behind one address shares them.
API_LIMITS = {
    "read": env.int("API_READS_PER_MINUTE", default=600),
    "write": env.int("API_WRITES_PER_MINUTE", default=60),
}

# Hardening
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sesi"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_FAILURE_VIEW = "rumah.core.origin.csrf_failure"
CART_COOKIE_NAME = "__Host-keranjang"
LANGUAGE_COOKIE_SECURE = True
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CONTENT_SECURITY_POLICY = content_security_policy(
    media_url=MEDIA_URL,
    payment_hosts=payment_hosts(stripe=bool(STRIPE_SECRET_KEY), xendit=bool(XENDIT_SECRET_KEY))
    if not SIMULATOR
    else [],
)
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(json=True, level=env.str("LOG_LEVEL", default="INFO"))

# Wagtail
WAGTAIL_SITE_NAME = HOUSE_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
ADMIN_PATH = env.str("ADMIN_PATH", default="staf/").strip("/") + "/"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_RESET_ENABLED = False
# The three clocks of the country; a list of 600 cities helps nobody.
WAGTAIL_USER_TIME_ZONES = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# allauth (names of people are by phone or e-mail; there is no user name)
from rumah.settings.allauth import *  # noqa: E402, F403
