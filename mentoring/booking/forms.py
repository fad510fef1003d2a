"""The one form of booking: for what, with whom, when, and one optional question."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mentoring.booking.times import chosen_start
from mentoring.services.models import Mentor, Service
from products.catalogue.models import Product
from products.catalogue.states import Status
from rumah.accounts.models import User
from rumah.businesses.models import Business

Choices = list[tuple[str, Any]]


class BookForm(forms.Form):
    """Offers only what is the person's own; `target` is a product where the service is for one, else a business."""

    mulai = forms.CharField(label=_("Jadwal"), error_messages={"required": _("Pilih jadwal.")})
    pendamping = forms.ChoiceField(label=pgettext_lazy("mentor", "Pendamping"), required=False)
    target = forms.ChoiceField(error_messages={"invalid_choice": _("Pilih dari daftar ini.")})
    note = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, user: User, service: Service, mentors: Sequence[Mentor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        self.businesses = {business.pk: business for business in user.businesses.order_by("name", "pk")}
        self.products = self._products() if service.for_product else {}
        self.mentors = {mentor.slug: mentor for mentor in mentors}
        target = cast("forms.ChoiceField", self.fields["target"])
        target.label = pgettext_lazy("satu", "Produk") if service.for_product else pgettext_lazy("satu", "Usaha")
        target.choices = self._targets()
        asked = _("Pilih produk yang ingin didampingi.") if service.for_product else _("Pilih usaha Anda.")
        target.error_messages["required"] = str(asked)
        self.fields["note"].label = service.local_question or _("Catatan untuk pendamping")
        giver = cast("forms.ChoiceField", self.fields["pendamping"])
        giver.choices = [("", _("Siapa saja yang kosong")), *((m.slug, m.user.name) for m in mentors)]

    def _products(self) -> dict[int, Product]:
        rows = Product.objects.filter(business__in=self.businesses).exclude(status=Status.ARCHIVED)
        return {product.pk: product for product in rows.order_by("business__name", "name", "pk")}

    def _targets(self) -> Choices:
        """Return what can be chosen; a choice that is the only one is made already, no other is made for anybody."""
        grouped: dict[str, Choices] = {}
        for pk, product in self.products.items():
            grouped.setdefault(self.businesses[product.business_id].name, []).append((str(pk), product.name))
        rows: Choices = [row for group in grouped.values() for row in group]
        if not self.service.for_product:
            rows = [(str(pk), business.name) for pk, business in self.businesses.items()]
        elif len(grouped) > 1:
            rows = list(grouped.items())
        alone = len(self.products or self.businesses) == 1
        return rows if alone or not rows else [("", _("Pilih satu")), *rows]

    def clean_mulai(self) -> datetime:
        """Return the start in UTC."""
        start = chosen_start(self.cleaned_data["mulai"])
        if start is None:
            raise forms.ValidationError(_("Pilih jadwal dari daftar."))
        return start

    def chosen(self) -> dict[str, Any]:
        """Return what `book` takes, after `is_valid`."""
        key = int(self.cleaned_data["target"])
        product = self.products.get(key)
        return {
            "business": self.businesses[product.business_id if product else key],
            "product": product,
            "mentor": self.mentors.get(self.cleaned_data["pendamping"]),
            "starts_at": self.cleaned_data["mulai"],
            "note": self.cleaned_data["note"],
        }

    def own_businesses(self) -> list[Business]:
        """Return the businesses the person speaks for."""
        return list(self.businesses.values())
