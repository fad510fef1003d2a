from tests.payments.conftest import provider as provider  # noqa: PLC0414  # a fixture, by its own name
