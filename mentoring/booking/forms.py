"""The one form of booking: for what, where, with whom, when, what the service asks, and one optional note."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mentoring.booking.times import chosen_start
from mentoring.services.models import IntakeQuestion, Mentor, Place, Service
from mentoring.sessions.intake import Given
from products.catalogue.models import Product
from products.catalogue.states import Status
from rumah.accounts.models import User
from rumah.businesses.models import Business

Choices = list[tuple[str, Any]]
FILES = "image/jpeg,image/png,application/pdf"


class TargetForm(forms.Form):
    """Offers only what is the person's own: a product where the service is for one, else a business."""

    target = forms.ChoiceField(error_messages={"invalid_choice": _("Pilih dari daftar ini.")})

    def __init__(self, *args: Any, user: User, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        rows = user.businesses.only("name", "slug", "standing", "address", "region_code", "district_code")
        self.businesses = {business.pk: business for business in rows.order_by("name", "pk")}
        self.products = self._products() if service.for_product else {}
        target = cast("forms.ChoiceField", self.fields["target"])
        target.label = pgettext_lazy("satu", "Produk") if service.for_product else pgettext_lazy("satu", "Usaha")
        target.choices = self._targets()
        asked = _("Pilih produk yang ingin didampingi.") if service.for_product else _("Pilih usaha Anda.")
        target.error_messages["required"] = str(asked)

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

    def chosen_target(self) -> dict[str, Any]:
        """Return business and product, after `is_valid`."""
        key = int(self.cleaned_data["target"])
        product = self.products.get(key)
        return {"business": self.businesses[product.business_id if product else key], "product": product}

    def own_businesses(self) -> list[Business]:
        """Return the businesses the person speaks for."""
        return list(self.businesses.values())


class BookForm(TargetForm):
    """All a booking needs."""

    mulai = forms.CharField(label=_("Jadwal"), error_messages={"required": _("Pilih jadwal.")})
    tempat = forms.ChoiceField(label=_("Tempat"), required=False)
    pendamping = forms.ChoiceField(label=pgettext_lazy("mentor", "Pendamping"), required=False)
    note = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    kebutuhan = forms.CharField(
        label=_("Kebutuhan saat datang"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, mentors: Sequence[Mentor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mentors = {mentor.slug: mentor for mentor in mentors}
        self.fields["note"].label = self.service.local_question or _("Catatan untuk pendamping")
        giver = cast("forms.ChoiceField", self.fields["pendamping"])
        giver.choices = [("", _("Siapa saja yang kosong")), *((m.slug, m.user.name) for m in mentors)]
        place = cast("forms.ChoiceField", self.fields["tempat"])
        place.choices = [(where.value, where.label) for where in self.service.places]
        self.questions = list(self.service.questions.all())
        for question in self.questions:
            self.fields[f"q{question.pk}"] = _asked(question)

    def asked(self) -> list[forms.BoundField]:
        """Return the service's questions as fields, in order."""
        return [self[f"q{question.pk}"] for question in self.questions]

    def clean_mulai(self) -> datetime:
        """Return the start in UTC."""
        start = chosen_start(self.cleaned_data["mulai"])
        if start is None:
            raise forms.ValidationError(_("Pilih jadwal dari daftar."))
        return start

    def chosen(self) -> dict[str, Any]:
        """Return what `book` takes, after `is_valid`."""
        return self.chosen_target() | {
            "mentor": self.mentors.get(self.cleaned_data["pendamping"]),
            "place": self.cleaned_data["tempat"] or Place(self.service.place).value,
            "starts_at": self.cleaned_data["mulai"],
            "note": self.cleaned_data["note"],
            "answers": {question.pk: self._given(question) for question in self.questions},
        }

    def _given(self, question: IntakeQuestion) -> Given:
        value = self.cleaned_data.get(f"q{question.pk}")
        if question.kind != IntakeQuestion.Kind.FILE:
            return str(value or "")
        return value.read() if value else b""


def _asked(question: IntakeQuestion) -> forms.Field:
    """Return the field of a question; whether an answer is missing or wrong, the verb says."""
    if question.kind == IntakeQuestion.Kind.FILE:
        widget = forms.FileInput(attrs={"accept": FILES})
        return forms.FileField(label=question.local_text, required=False, widget=widget, allow_empty_file=True)
    if question.kind == IntakeQuestion.Kind.CHOICE:
        return forms.ChoiceField(
            label=question.local_text, required=False, choices=[("", _("Pilih satu")), *question.options]
        )
    return forms.CharField(label=question.local_text, required=False, max_length=500)
