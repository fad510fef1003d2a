"""Tests: development with the slow and the chatty parts turned down. Migrations stay on."""

import os

os.environ["SIMULATOR"] = "1"
os.environ.setdefault("EMAIL_URL", "memorymail://")

from rumah.settings.dev import *  # noqa: F403
from rumah.settings.dev import DATABASES, STORAGES, VAR, env
from rumah.settings.logs import logging_config

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING = logging_config(json=True, level="WARNING")
WHITENOISE_AUTOREFRESH = False
# Tests run side by side; each process has folders of its own.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
MEDIA_ROOT = str(VAR / f"test-media-{WORKER}")
STORAGES["default"]["OPTIONS"] = {"location": MEDIA_ROOT}
STORAGES["private"]["OPTIONS"] = {"location": str(VAR / f"test-private-{WORKER}"), "base_url": None}
DATABASES["default"].setdefault("TEST", {})
if env.str("TEST_DATABASE", default=""):
    DATABASES["default"]["TEST"]["NAME"] = env.str("TEST_DATABASE")
# Couriers' rates are turned on by the tests that are about them.
BITESHIP_API_KEY = ""
# The provider is this very process: on a busy machine it is slower than any real one. Its limits have their own test.
PAYMENT_PATIENCE_SECONDS = STRIPE_TIMEOUT_SECONDS = MIDTRANS_TIMEOUT_SECONDS = XENDIT_TIMEOUT_SECONDS = 60
# Counts are written when a test says so, never in the middle of another's.
TRAFFIC_SECONDS = 10**9
