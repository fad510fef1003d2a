"""Orders from before say how they go what their purchase said."""

from django.db import migrations


def repeat(apps, schema_editor):
    apps.get_model("orders", "Order").objects.filter(purchase__delivery="pickup").update(delivery="pickup")


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_delivery_vouchers_addresses")]
    operations = [migrations.RunPython(repeat, migrations.RunPython.noop)]
