"""What a deployment must not get wrong about money, as system checks."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register

TEST_SETTINGS = "rumah.settings.test"


def is_production() -> bool:
    """Whether real people pay here: everything but development (DEBUG) and the tests."""
    return not settings.DEBUG and settings.SETTINGS_MODULE != TEST_SETTINGS


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
