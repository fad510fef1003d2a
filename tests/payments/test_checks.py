import pytest
from django.core.checks import run_checks

from products.payments.checks import WHOLE, no_simulator_in_production, providers_are_whole

PRODUCTION = "rumah.settings.base"


def test_the_tests_themselves_are_in_order():
    assert [error.id for error in run_checks(tags=["payments"])] == []


def test_the_simulator_is_refused_where_real_people_pay(settings, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", PRODUCTION)
    assert [error.id for error in no_simulator_in_production(None)] == ["pay.E001"]
    # The app alone is enough to refuse, whatever the switch says.
    settings.SIMULATOR = False
    assert [error.id for error in no_simulator_in_production(None)] == ["pay.E001"]


def test_a_developers_machine_may_have_it(settings, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "rumah.settings.dev")
    settings.DEBUG, settings.BASE_URL = True, "http://192.168.1.7:8000"
    assert no_simulator_in_production(None) == []
    settings.DEBUG, settings.BASE_URL = False, "http://127.0.0.1:8000"
    assert no_simulator_in_production(None) == []


def test_development_settings_in_the_open_are_no_excuse(settings, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "rumah.settings.dev")
    settings.DEBUG, settings.BASE_URL = False, "https://rumah.example"
    assert [error.id for error in no_simulator_in_production(None)] == ["pay.E001"]


@pytest.mark.parametrize(
    "missing",
    ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "XENDIT_SECRET_KEY", "XENDIT_CALLBACK_TOKEN", "TRANSFER_HOLDER"],
)
def test_half_a_provider_is_refused_by_name(missing, settings):
    setattr(settings, missing, "")
    (error,) = providers_are_whole(None)
    assert (error.id, missing in error.msg) == ("pay.E002", True)


def test_no_provider_at_all_is_a_warning(settings):
    for names in WHOLE:
        for name in names:
            setattr(settings, name, "")
    settings.MIDTRANS_SERVER_KEY = ""
    assert [error.id for error in providers_are_whole(None)] == ["pay.W001"]
