"""Say of each entry whose business it is about; of entries that are there, of those about a business itself."""

from django.db import migrations, models
from django.db.models import BigIntegerField, F, Q
from django.db.models.functions import Cast


def fill(apps, editor):
    """Write the business of entries about a business."""
    entries = apps.get_model("core", "AuditEntry").objects.filter(target_type="businesses.business")
    entries.update(business_id=Cast("target_id", BigIntegerField()))


class Migration(migrations.Migration):
    """Additive."""

    dependencies = [("core", "0001_initial")]
    operations = [
        migrations.AddField(
            "auditentry",
            "business_id",
            models.BigIntegerField(blank=True, help_text="whose business; no foreign key: it stays", null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "auditentry",
            models.Index(
                F("business_id"), F("id").desc(), condition=Q(business_id__isnull=False), name="audit_business"
            ),
        ),
    ]
