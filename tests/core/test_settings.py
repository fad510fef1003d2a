"""Production refuses to start half configured, and every variable is explained."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "rumah.settings.base",
    "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    "PATH": os.environ["PATH"],
    "SECRET_KEY": "x" * 60,
    "FIELD_ENCRYPTION_KEYS": "eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=",
    "ALLOWED_HOSTS": "rumah.contoh.id",
    "BASE_URL": "https://rumah.contoh.id",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "memorymail://",
    "DEFAULT_FROM_EMAIL": "rumah@contoh.id",
}
PROGRAM = """
import django; django.setup()
from django.conf import settings as s
print(s.DEBUG, s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,
      s.SECURE_HSTS_SECONDS, s.SIMULATOR, "products.simulator" in s.INSTALLED_APPS, s.ATOMIC_REQUESTS
      if hasattr(s, "ATOMIC_REQUESTS") else s.DATABASES["default"]["ATOMIC_REQUESTS"])
"""


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_production_is_hard_by_default() -> None:
    answer = start(COMPLETE)
    assert answer.stdout.split() == [
        "False",
        "__Host-sesi",
        "True",
        "True",
        "True",
        "31536000",
        "False",
        "False",
        "False",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "SECRET_KEY",
        "FIELD_ENCRYPTION_KEYS",
        "ALLOWED_HOSTS",
        "BASE_URL",
        "CACHE_URL",
        "EMAIL_URL",
        "DEFAULT_FROM_EMAIL",
    ],
)
def test_production_names_the_missing_variable(name: str) -> None:
    answer = start({key: value for key, value in COMPLETE.items() if key != name})
    assert answer.returncode == 1
    assert f"Set the {name} environment variable" in answer.stderr


def test_every_variable_is_explained() -> None:
    used: set[str] = set()
    for path in [*(ROOT / "site/rumah/settings").glob("*.py"), ROOT / "gunicorn.conf.py"]:
        used |= set(re.findall(r"env(?:iron\.get|\.\w+)?\(\s*\"([A-Z_]+)\"", path.read_text()))
    explained = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert used - explained == {"DEBUG", "HOST", "PYTEST_XDIST_WORKER", "TEST_DATABASE"} & used
