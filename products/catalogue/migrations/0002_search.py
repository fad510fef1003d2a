"""The search index of products, and look-alikes among their words."""

from functools import partial

from django.db import migrations

from rumah.core.search import schema

TABLE = "catalogue_product"


def alike(apps, editor):
    """Let PostgreSQL find words by the letter triples they share."""
    if editor.connection.vendor == "postgresql":
        editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        editor.execute("CREATE INDEX catalogue_word_alike ON catalogue_searchword USING gin (word gin_trgm_ops)")


def unlike(apps, editor):
    """Take away what `alike` made; the extension may serve others."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX catalogue_word_alike")


class Migration(migrations.Migration):
    """Vendor-specific: the models know nothing of it."""

    dependencies = [("catalogue", "0001_initial")]
    operations = [
        migrations.RunPython(partial(schema.create, table=TABLE), partial(schema.drop, table=TABLE)),
        migrations.RunPython(alike, unlike),
    ]
