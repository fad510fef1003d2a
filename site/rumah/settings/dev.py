"""Development: the production base, relaxed by name. `make run` uses it."""

import os
from pathlib import Path

import environ

# A developer's own .env comes first; what it leaves open gets a value that works at once.
environ.Env.read_env(Path(__file__).resolve().parents[3] / ".env")
PORT = os.environ.get("PORT", "8000")
os.environ.setdefault("SECRET_KEY", "development-only-never-in-production-0123456789")
os.environ.setdefault("FIELD_ENCRYPTION_KEYS", "ZGV2ZWxvcG1lbnQtb25seS1uZXZlci1pbi1wcm9kISE=")
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
os.environ.setdefault("BASE_URL", f"http://localhost:{PORT}")
os.environ.setdefault("CACHE_URL", "locmemcache://")
os.environ.setdefault("EMAIL_URL", "consolemail://")
os.environ.setdefault("DEFAULT_FROM_EMAIL", "Rumah Kreatif <rumah@localhost.localdomain>")
os.environ.setdefault("SIMULATOR", "1")

from rumah.settings.base import *  # noqa: E402, F403
from rumah.settings.base import BASE_URL, CACHES, INSTALLED_APPS, SIMULATOR, STORAGES, env  # noqa: E402
from rumah.settings.csp import content_security_policy  # noqa: E402
from rumah.settings.logs import logging_config  # noqa: E402

DEBUG = env.bool("DEBUG", default=True)
# The demo's staff sign in with a password alone.
STAFF_SECOND_STEP = env.bool("STAFF_SECOND_STEP", default=False)
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = False
# The __Host- prefix needs https, which a development machine has not.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, CART_COOKIE_NAME = "sesi", "csrf", "keranjang"
# The simulator answers at BASE_URL, which is another origin for whoever opened the site as 127.0.0.1.
CONTENT_SECURITY_POLICY = content_security_policy(media_url="/media/", payment_hosts=[BASE_URL])
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LOGGING = logging_config(json=False, level=env.str("LOG_LEVEL", default="INFO"))
# A cache inside one process is not seen by the worker: pages are stored only when a shared cache is named.
if "locmem" in CACHES["default"]["BACKEND"]:
    PAGE_CACHE_SECONDS = 0
if SIMULATOR:
    INSTALLED_APPS = ["products.simulator", *INSTALLED_APPS]
    STRIPE_SECRET_KEY = "sk_test_simulator"  # noqa: S105
    STRIPE_WEBHOOK_SECRET = "whsec_simulator"  # noqa: S105
    STRIPE_API_BASE = env.str("STRIPE_API_BASE", default=f"http://127.0.0.1:{PORT}/simulasi/stripe")
    SIMULATOR_WEBHOOK_URL = env.str("SIMULATOR_WEBHOOK_URL", default="")
    MIDTRANS_SERVER_KEY = "SB-Mid-server-simulator"
    MIDTRANS_API_BASE = env.str("MIDTRANS_API_BASE", default=f"http://127.0.0.1:{PORT}/simulasi/midtrans")
    XENDIT_SECRET_KEY = "xnd_development_simulator"  # noqa: S105
    XENDIT_CALLBACK_TOKEN = "simulator"  # noqa: S105
    XENDIT_API_BASE = env.str("XENDIT_API_BASE", default=f"http://127.0.0.1:{PORT}/simulasi/xendit")
    BITESHIP_API_KEY = "biteship_test.simulator"
    BITESHIP_API_BASE = env.str("BITESHIP_API_BASE", default=f"http://127.0.0.1:{PORT}/simulasi/biteship")
    BITESHIP_WEBHOOK_SECRET = "simulator"  # noqa: S105
    TRANSFER_BANK, TRANSFER_ACCOUNT, TRANSFER_HOLDER = "Bank Simulasi", "0000000000", "SIMULASI"
