"""Forms of a mentor's pause, limits and reach."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.services.forms import district_choices
from mentoring.services.models import Language, Mentor


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PauseForm(forms.Form):
    """From when to when no new session is taken."""

    first = forms.DateField(
        label=_("Jeda sejak"), widget=_Day,
        error_messages={"required": _("Pilih tanggal."), "invalid": _("Tanggal belum benar.")},
    )  # fmt: skip
    last = forms.DateField(
        label=_("Sampai"), widget=_Day, required=False, error_messages={"invalid": _("Tanggal belum benar.")}
    )


class LimitsForm(forms.Form):
    """How many sessions at most; empty is no limit."""

    daily = forms.IntegerField(
        label=_("Sesi per hari"), required=False, error_messages={"invalid": _("Isi dengan angka.")}
    )
    weekly = forms.IntegerField(
        label=_("Sesi per minggu"), required=False, error_messages={"invalid": _("Isi dengan angka.")}
    )


class ReachForm(forms.Form):
    """Languages, kecamatan and the link of the mentor's own room online."""

    languages = forms.MultipleChoiceField(
        label=_("Bahasa"), choices=Language.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    districts = forms.MultipleChoiceField(
        label=_("Kecamatan yang Anda kunjungi"), required=False, widget=forms.CheckboxSelectMultiple
    )
    online_link = forms.CharField(label=_("Tautan pertemuan daring"), max_length=200, required=False)

    def __init__(self, *args: Any, mentor: Mentor, **kwargs: Any) -> None:
        initial = {name: getattr(mentor, name) for name in ("languages", "districts", "online_link")}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        choice = cast("forms.MultipleChoiceField", self.fields["districts"])
        choice.choices = district_choices(mentor)
