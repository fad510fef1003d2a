"""The staff's form of a mentor: a person is named by phone or e-mail, as a list of everybody would be endless."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from mentoring.services.models import Mentor
from rumah.accounts.models import User
from rumah.core.errors import DomainError
from rumah.core.phone import parse_phone


class MentorForm(WagtailAdminModelForm):
    """Finds the person when a mentor is added; whose row it is does not change afterwards."""

    person = forms.CharField(label=_("Nomor HP atau surel orangnya"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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


def _person(text: str) -> User | None:
    if "@" in text:
        return User.objects.filter(email__iexact=text).first()
    try:
        return User.objects.filter(phone=parse_phone(text)).first()
    except DomainError:
        return None
