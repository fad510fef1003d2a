import shutil

import pytest
from django.core.files.storage import storages


@pytest.fixture(autouse=True)
def _empty_folder():
    """No private file of the test before."""
    shutil.rmtree(storages["private"].path("hasil"), ignore_errors=True)
    yield
    shutil.rmtree(storages["private"].path("hasil"), ignore_errors=True)
