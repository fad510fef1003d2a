import pytest
from django.core.files.storage import storages


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Private files of this test alone."""
    settings.STORAGES["private"]["OPTIONS"]["location"] = str(tmp_path / "private")
    storages._storages.clear()
    yield
    storages._storages.clear()
