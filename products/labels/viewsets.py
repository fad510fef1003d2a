"""What staff keep up to date: the label list and the allergens. A rule that ends gets a last day."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from products.labels.models import Allergen, LabelRule
from rumah.core import audit
from rumah.core.listing import HouseList
from rumah.core.menu import PRODUCTS
from rumah.core.policies import NoDelete


class RuleCreate(CreateView):
    """A new row, with its trail."""

    def save_instance(self) -> Any:
        """Save and record."""
        with transaction.atomic():
            row = super().save_instance()
            audit.record("labels.rule_added", row, actor=self.request.user, code=row.code)
        return row


class RuleEdit(EditView):
    """A changed row, with its trail."""

    def save_instance(self) -> Any:
        """Save and record."""
        with transaction.atomic():
            row = super().save_instance()
            audit.record("labels.rule", row, actor=self.request.user, fields=sorted(self.form.changed_data))
        return row


class LabelRuleViewSet(ModelViewSet):
    """Items of the list with the days they hold."""

    model = LabelRule
    icon = "list-ul"
    index_view_class = HouseList
    menu_label = _("Butir label")
    menu_hook = PRODUCTS.hook
    menu_order = 50
    add_view_class = RuleCreate
    edit_view_class = RuleEdit
    list_display = ("name", "code", "need", "scope", "source", "valid_from", "valid_until")
    list_filter = ("scope", "need")
    ordering = ("position", "code", "-valid_from")
    form_fields = (
        "code", "name", "name_en", "need", "scope", "note", "note_en", "source", "measure", "words", "position",
        "valid_from", "valid_until",
    )  # fmt: skip
    copy_view_enabled = True
    permission_policy = NoDelete(LabelRule)


class AllergenViewSet(ModelViewSet):
    """Allergens and the words they are noticed by."""

    model = Allergen
    icon = "warning"
    index_view_class = HouseList
    menu_label = _("Alergen")
    menu_hook = PRODUCTS.hook
    menu_order = 55
    add_view_class = RuleCreate
    edit_view_class = RuleEdit
    list_display = ("name", "words", "valid_from", "valid_until")
    ordering = ("position", "code")
    form_fields = ("code", "name", "name_en", "words", "position", "valid_from", "valid_until")
    copy_view_enabled = False
    permission_policy = NoDelete(Allergen)
