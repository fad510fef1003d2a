"""What a deployment must not get wrong about money, as system checks."""

import os
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig, apps
from django.conf import ENVIRONMENT_VARIABLE, settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

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


@register("payments")
def stripe_is_whole(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse half of Stripe's configuration, naming the variable that lacks."""
    needed = {
        "STRIPE_SECRET_KEY": settings.STRIPE_SECRET_KEY,
        "STRIPE_WEBHOOK_SECRET": settings.STRIPE_WEBHOOK_SECRET,
    }
    missing = [name for name, value in needed.items() if not value]
    if len(missing) == len(needed):
        return [checks.Warning("No way to pay is configured: set STRIPE_SECRET_KEY.", id="pay.W001")]
    text = "Set {} too, or neither: a payment would never be confirmed."
    return [Error(text.format(name), id="pay.E002") for name in missing]
