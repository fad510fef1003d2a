import re
from collections.abc import Callable

import pytest

from rumah.core.models import OutboxMessage


@pytest.fixture
def code() -> Callable[[str], str]:
    """The newest code that was queued for a contact."""

    def read(to: str) -> str:
        message = OutboxMessage.objects.filter(to=to).latest("pk")
        found = re.search(r"^\S{5,}", message.body)
        assert found
        return found.group()

    return read
