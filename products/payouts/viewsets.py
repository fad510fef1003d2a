"""What staff set: tax thresholds and commission rules. Money itself moves through verbs only."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from products.orders.models import CommissionRule
from products.payouts.models import TaxThreshold
from rumah.core.listing import HouseList
from rumah.core.menu import MONEY


class CommissionRuleViewSet(ModelViewSet):
    """Rates from a moment on; orders that are placed keep theirs."""

    model = CommissionRule
    icon = "tag"
    index_view_class = HouseList
    menu_label = _("Aturan komisi")
    menu_hook = MONEY.hook
    menu_order = 80
    list_display = ("business", "category", "basis_points", "valid_from")
    ordering = ("-valid_from",)
    form_fields = ("business", "category", "basis_points", "valid_from")
    copy_view_enabled = False


class TaxThresholdViewSet(ModelViewSet):
    """Thresholds sellers see their year against."""

    model = TaxThreshold
    icon = "doc-full"
    index_view_class = HouseList
    menu_label = _("Ambang pajak")
    menu_hook = MONEY.hook
    menu_order = 85
    list_display = ("name", "amount", "valid_from", "valid_until")
    ordering = ("amount",)
    form_fields = ("name", "amount", "valid_from", "valid_until", "note", "source")
    copy_view_enabled = False
