"""The search index of businesses."""

from functools import partial

from django.db import migrations

from rumah.core.search import schema

TABLE = "businesses_business"


class Migration(migrations.Migration):
    """Vendor-specific: the models know nothing of it."""

    dependencies = [("businesses", "0001_initial")]
    operations = [migrations.RunPython(partial(schema.create, table=TABLE), partial(schema.drop, table=TABLE))]
