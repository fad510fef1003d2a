"""Plants and seedlings are not eaten; the tree of the first release said they were."""

from django.db import migrations


def mend(apps, editor):
    """Mend the one leaf; what staff named or moved stays as they left it."""
    apps.get_model("catalogue", "Category").objects.filter(slug="tanaman-bibit").update(is_food=False)


class Migration(migrations.Migration):
    """Where the categories are not there yet, `found` writes them right."""

    dependencies = [("catalogue", "0007_kept")]
    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]
