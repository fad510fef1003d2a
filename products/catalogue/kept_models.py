"""What the shelf keeps for a while beside products: photos just removed, and whose shelf was changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rumah.businesses.models import Business


class RemovedPhoto(models.Model):
    """A photo its owner removed, with all that brings it back; `sweep` lets go of it and of its files later."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="removed_photos")
    fields = models.JSONField(help_text="the photo's columns, its key among them")
    variants = models.JSONField(default=list, help_text="keys of the variants it showed")
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["removed_at"], name="removed_photo_oldest")]
        verbose_name = _("foto yang dihapus")
        verbose_name_plural = _("foto yang dihapus")

    def __str__(self) -> str:
        return f"{self.product_id}: {self.removed_at}"


class ChangedShelf(models.Model):
    """A business whose listing, photos or labels were changed and not counted since: a row however often."""

    wagtail_reference_index_ignore = True

    business = models.OneToOneField(Business, models.CASCADE, primary_key=True, related_name="+")
    changed_at = models.DateTimeField(help_text="the newest change")

    class Meta:
        indexes = [models.Index(fields=["-changed_at"], name="changed_shelf_newest")]

    def __str__(self) -> str:
        return str(self.business_id)
