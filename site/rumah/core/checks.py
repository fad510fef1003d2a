"""The house rules a machine can hold, as system checks: they fail `manage.py check`, and so lint and deployment."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.apps import AppConfig, apps
from django.conf import ENVIRONMENT_VARIABLE, settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db.models import DecimalField, FloatField

MAX_LINES = 250
FORBIDDEN = {"utils.py", "helpers.py", "signals.py"}
OURS = ("rumah.", "products.", "mentoring.")
PLACES = ("site", "products", "mentoring")
PRODUCTION = "rumah.settings.base"
# Published in settings/dev.py: whoever has a copy of the database could read it.
EVERYBODYS_KEY = "ZGV2ZWxvcG1lbnQtb25seS1uZXZlci1pbi1wcm9kISE="


def source_files() -> list[Path]:
    """Return our own Python files, without migrations."""
    found: list[Path] = []
    for place in PLACES:
        found += [path for path in (settings.ROOT / place).rglob("*.py") if "migrations" not in path.parts]
    return sorted(found)


@register("house")
def files_are_small_and_named(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse files above 250 lines, which hold two things, and a `utils`, which holds none."""
    errors: list[CheckMessage] = []
    for path in source_files():
        name = path.relative_to(settings.ROOT)
        if path.name in FORBIDDEN:
            errors.append(Error(f"{name}: say what is in it instead", id="house.E001"))
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > MAX_LINES:
            errors.append(Error(f"{name} has {lines} lines: give its second thing a name", id="house.E002"))
    return errors


@register("house")
def site_is_a_plain_folder(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse site/ as a package: it would hide Python's own module of that name."""
    if (settings.ROOT / "site" / "__init__.py").exists():
        return [Error("site/ must have no __init__.py", id="house.E003")]
    return []


@register(Tags.models)
def money_is_whole(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse fractions in our models: money is whole rupiah, weight whole grams, time whole minutes."""
    ours = [
        config for config in apps.get_app_configs() if config.name.startswith(("rumah.", "products.", "mentoring."))
    ]
    return [
        Error(f"{model._meta.label}.{field.name} can hold fractions", id="house.E004")
        for config in ours
        for model in config.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, FloatField | DecimalField)
    ]


@register("house")
def pages_bring_no_script_of_others(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a public policy that allows inline code or another host's script."""
    policy: dict[str, list[str]] = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = {"'self'"}
    return [
        Error(f"{name} allows {sorted(set(policy[name]) - allowed)}", id="house.E005")
        for name in ("script-src", "style-src")
        if set(policy[name]) - allowed
    ]


@register("house")
def sealed_fields_have_keys(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse keys that cannot seal, and in production the one that everybody knows."""
    name = "FIELD_ENCRYPTION_KEYS"
    if not settings.FIELD_ENCRYPTION_KEYS:
        return [Error(f"{name} is empty: account numbers could not be sealed.", id="house.E006")]
    errors: list[CheckMessage] = []
    for at, key in enumerate(settings.FIELD_ENCRYPTION_KEYS, start=1):
        try:
            Fernet(key)
        except ValueError:
            # The key itself stays out of the message: logs are read by many.
            errors.append(Error(f"Key {at} of {name} is no Fernet key (32 bytes, URL-safe base64).", id="house.E006"))
        if key == EVERYBODYS_KEY and os.environ.get(ENVIRONMENT_VARIABLE) == PRODUCTION:
            errors.append(Error(f"Key {at} of {name} is the published development key.", id="house.E007"))
    return errors
