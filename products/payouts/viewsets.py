"""What staff set: tax thresholds and commission rules. Money itself moves through verbs only."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from products.orders.models import CommissionRule
from products.payouts.models import TaxThreshold


class CommissionRuleViewSet(ModelViewSet):
    """Rates from a moment on; orders that are placed keep theirs."""

    model = CommissionRule
    icon = "tag"
    menu_label = _("Aturan komisi")
    list_display = ("business", "category", "basis_points", "valid_from")
    ordering = ("-valid_from",)
    form_fields = ("business", "category", "basis_points", "valid_from")
    copy_view_enabled = False


class TaxThresholdViewSet(ModelViewSet):
    """Thresholds sellers see their year against."""

    model = TaxThreshold
    icon = "doc-full"
    menu_label = _("Ambang pajak")
    list_display = ("name", "amount", "valid_from", "valid_until")
    ordering = ("amount",)
    form_fields = ("name", "amount", "valid_from", "valid_until", "note", "source")
    copy_view_enabled = False


class MoneyRulesGroup(ViewSetGroup):
    """The menu *Aturan uang*."""

    menu_label = _("Aturan uang")
    menu_icon = "cog"
    items = (CommissionRuleViewSet, TaxThresholdViewSet)
