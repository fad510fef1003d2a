import pytest
from django.core.checks import run_checks

from products.payments.checks import no_simulator_in_production, stripe_is_whole

PRODUCTION = "rumah.settings.base"


def test_the_tests_themselves_are_in_order():
    assert [error.id for error in run_checks(tags=["payments"])] == []


def test_the_simulator_is_refused_where_real_people_pay(settings):
    settings.SETTINGS_MODULE = PRODUCTION
    assert [error.id for error in no_simulator_in_production(None)] == ["pay.E001"]
    # The app alone is enough to refuse, whatever the switch says.
    settings.SIMULATOR = False
    assert [error.id for error in no_simulator_in_production(None)] == ["pay.E001"]


def test_a_developers_machine_may_have_it(settings):
    settings.SETTINGS_MODULE, settings.DEBUG = "rumah.settings.dev", True
    assert no_simulator_in_production(None) == []


@pytest.mark.parametrize("missing", ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"])
def test_half_a_stripe_is_refused_by_name(missing, settings):
    setattr(settings, missing, "")
    (error,) = stripe_is_whole(None)
    assert (error.id, missing in error.msg) == ("pay.E002", True)


def test_no_provider_at_all_is_a_warning(settings):
    settings.STRIPE_SECRET_KEY = settings.STRIPE_WEBHOOK_SECRET = ""
    assert [error.id for error in stripe_is_whole(None)] == ["pay.W001"]
