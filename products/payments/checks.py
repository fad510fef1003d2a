"""What a deployment must not get wrong about money, as system checks."""

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import ENVIRONMENT_VARIABLE, settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

from products.payments.providers import available

TEST, BASE = "rumah.settings.test", "rumah.settings.base"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def is_production() -> bool:
    """Whether real people may pay here: everything but the tests and a developer's own machine.

    Without DEBUG (as the benchmark runs), development settings count as such only at a local address; the
    production settings never do.
    """
    module = os.environ.get(ENVIRONMENT_VARIABLE)
    if module == TEST:
        return False
    is_local = settings.DEBUG or urlsplit(settings.BASE_URL).hostname in LOCAL
    return module == BASE or not is_local


@register("payments")
def no_simulator_in_production(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse the simulator where real people pay: with it, anybody could call a purchase paid."""
    if not is_production() or not (settings.SIMULATOR or apps.is_installed("products.simulator")):
        return []
    return [Error("The payment simulator is on. Unset SIMULATOR: it lets anybody pay without money.", id="pay.E001")]


# What belongs together: all of it, or nothing.
WHOLE = (
    ("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"),
    ("XENDIT_SECRET_KEY", "XENDIT_CALLBACK_TOKEN"),
    ("TRANSFER_BANK", "TRANSFER_ACCOUNT", "TRANSFER_HOLDER"),
)


@register("payments")
def providers_are_whole(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse half of a provider's configuration, naming the variable that lacks; warn where there is none at all."""
    text = "Set {} too, or none of {}: a payment would never be confirmed."
    problems: list[CheckMessage] = []
    for names in WHOLE:
        missing = [name for name in names if not getattr(settings, name)]
        if len(missing) < len(names):
            problems += [Error(text.format(name, ", ".join(names)), id="pay.E002") for name in missing]
    if not problems and not available():
        names_of_keys = "STRIPE_SECRET_KEY, MIDTRANS_SERVER_KEY, XENDIT_SECRET_KEY or TRANSFER_ACCOUNT"
        problems.append(checks.Warning(f"No way to pay is configured: set {names_of_keys}.", id="pay.W001"))
    return problems
