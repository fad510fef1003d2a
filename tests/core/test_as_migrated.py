"""The database after a test that commits is the one the migrations left."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from wagtail.models import Collection, Page

from tests.as_migrated import AsMigrated, Blocker

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_written_is_gone_and_what_was_lost_is_back(django_db_blocker: Blocker) -> None:
    as_migrated = AsMigrated(django_db_blocker)
    types = dict(ContentType.objects.values_list("pk", "model"))
    assert types
    # What Django does after a test that commits: everything is emptied, content types come back under other keys.
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False)
    assert not Collection.objects.exists()
    assert not set(types) & set(ContentType.objects.values_list("pk", flat=True))
    Group.objects.create(name="Tamu")
    as_migrated.restore()
    assert dict(ContentType.objects.values_list("pk", "model")) == types
    assert Collection.objects.get().name == "Root"
    assert Page.objects.filter(depth=1).count() == 1
    assert not Group.objects.filter(name="Tamu").exists()
    connection.check_constraints()
