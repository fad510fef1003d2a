"""The staff's forms of a service and of a mentor."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from mentoring.services.models import Language, Mentor, Place
from rumah.accounts.models import User
from rumah.core import clock, regions
from rumah.core.errors import DomainError
from rumah.core.phone import parse_phone

MINUTES = ("duration", "buffer_before", "buffer_after")


class ServiceForm(WagtailAdminModelForm):
    """Refuses minutes off the quarter-hour, and what a workshop cannot be."""

    def clean(self) -> dict[str, Any]:
        """Tell of everything that does not go together."""
        data = super().clean() or {}
        for name in MINUTES:
            if (data.get(name) or 0) % 15:
                self.add_error(name, _("Pakai kelipatan 15 menit."))
        if (data.get("seats") or 1) > 1 and (data.get("series_length") or 1) > 1:
            self.add_error("series_length", _("Lokakarya dipesan satu per satu, tanpa rangkaian."))
        places = {data.get("place")} | {place for place in Place if data.get(f"also_{place}")}
        if data.get("room_kind") and Place.HOUSE not in places:
            self.add_error("room_kind", _("Ruang hanya dipakai untuk sesi di Rumah Kreatif."))
        return data


class MentorForm(WagtailAdminModelForm):
    """Finds the person when a mentor is added, by phone or e-mail, as a list of everybody would be endless.

    Whose row it is does not change afterwards.
    """

    person = forms.CharField(label=_("Nomor HP atau surel orangnya"), required=False)
    zone = forms.ChoiceField(label=_("Zona waktu"), choices=[(zone.key, name) for name, zone in clock.ZONES.items()])
    languages = forms.MultipleChoiceField(
        label=_("Bahasa"), choices=Language.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    districts = forms.MultipleChoiceField(
        label=_("Kecamatan yang dikunjungi"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosongkan bila semua."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "districts" in self.fields:
            cast("forms.MultipleChoiceField", self.fields["districts"]).choices = district_choices(self.instance)
        if self.instance.pk:
            self.initial["person"] = self.instance.user.email or self.instance.user.phone
            self.fields["person"].disabled = True

    def clean_person(self) -> str:
        """Set the mentor's user, who must have signed up and not be a mentor yet."""
        text = str(self.cleaned_data["person"] or "").strip()
        if self.instance.pk:
            return text
        user = _person(text)
        if user is None:
            raise forms.ValidationError(_("Tidak ada orang dengan nomor atau surel ini. Minta ia mendaftar dulu."))
        if Mentor.objects.filter(user=user).exists():
            raise forms.ValidationError(_("Orang ini sudah menjadi pendamping."))
        self.instance.user = user
        return text

    def clean(self) -> dict[str, Any]:
        """Refuse a pause that ends before it begins."""
        data = super().clean() or {}
        first, last = data.get("paused_from"), data.get("paused_until")
        if last and (first is None or last < first):
            self.add_error("paused_until", _("Akhir jeda harus setelah awalnya."))
        return data


def district_choices(mentor: Mentor) -> list[tuple[str, str]]:
    """Return the kecamatan of the house's regency, and those elsewhere that the mentor visits already."""
    known = {region.code: region.name for region in regions.children(settings.HOUSE_REGENCY)}
    elsewhere = {code: regions.name(code) for code in mentor.districts if code not in known}
    return list((known | elsewhere).items())


def _person(text: str) -> User | None:
    if "@" in text:
        return User.objects.filter(email__iexact=text).first()
    try:
        return User.objects.filter(phone=parse_phone(text)).first()
    except DomainError:
        return None
