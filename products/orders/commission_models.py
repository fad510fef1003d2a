"""What part of a sale the house keeps: nothing, until staff say otherwise."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import Category
from rumah.businesses.models import Business


class CommissionRule(models.Model):
    """A rate from a moment on: of one business, else of a category, else of the whole house. Later rules win."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    business = models.ForeignKey(
        Business, models.CASCADE, null=True, blank=True, related_name="commission_rules", verbose_name=_("usaha")
    )
    category = models.ForeignKey(
        Category, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("kategori")
    )
    basis_points = models.PositiveSmallIntegerField(
        _("komisi"), help_text=_("perseratus persen: 250 berarti 2,5% dari harga barang")
    )
    valid_from = models.DateTimeField(_("berlaku mulai"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(basis_points__lte=5_000), name="commission_at_most_half"),
            models.CheckConstraint(condition=Q(business=None) | Q(category=None), name="commission_one_scope"),
        ]
        verbose_name = _("aturan komisi")
        verbose_name_plural = _("aturan komisi")

    def __str__(self) -> str:
        return f"{self.business or self.category or '*'}: {self.basis_points}"
