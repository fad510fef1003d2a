"""Forms of the mentor's hours; hours are written as `08.00-12.00, 13.00-16.00`."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.schedule.hours import Range, parse_ranges
from rumah.core.errors import DomainError

WEEKDAYS = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))


class HoursField(forms.CharField):
    """Hours of one day, as text; its value is a list of ranges."""

    def clean(self, value: Any) -> Any:
        """Return the ranges, or every sentence about what cannot be read."""
        try:
            return parse_ranges(super().clean(value))
        except DomainError as error:
            raise forms.ValidationError([str(problem.message) for problem in error.problems]) from error


class WeeklyForm(forms.Form):
    """Seven lines, one a weekday."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, name in enumerate(WEEKDAYS):
            self.fields[f"hari{number}"] = HoursField(label=name, required=False, max_length=120)

    def hours(self) -> Mapping[int, list[Range]]:
        """Return the ranges by weekday, after `is_valid`."""
        return {number: self.cleaned_data[f"hari{number}"] for number in range(len(WEEKDAYS))}


class DateForm(forms.Form):
    """One date and its hours."""

    date = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Pilih tanggal."), "invalid": _("Tanggal belum benar.")},
    )  # fmt: skip
    hours = HoursField(label=_("Jam"), max_length=120, error_messages={"required": _("Isi jamnya.")})


class AwayForm(DateForm):
    """One date to be away; no hours means the whole day."""

    hours = HoursField(label=_("Jam"), max_length=120, required=False)
    reason = forms.CharField(label=_("Alasan"), max_length=120, required=False)
