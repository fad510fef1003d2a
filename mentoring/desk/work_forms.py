"""Forms below a session: minutes, action items, and the next step. Their names are those the verbs' problems have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.journal.models import EffortKind
from mentoring.services.models import Service
from rumah.core.errors import DomainError

TOO_LONG = _("Paling panjang 200 huruf.")


def _date(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Pilih tanggal."), "invalid": _("Tanggal belum benar.")},
    )  # fmt: skip


class EffortForm(forms.Form):
    """Minutes of one kind on one day."""

    kind = forms.ChoiceField(label=_("Untuk"), choices=EffortKind.choices)
    on = _date(_("Tanggal"))
    minutes = forms.IntegerField(
        label=_("Menit"), widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 0, "max": 1440, "step": 5}),
        error_messages={"required": _("Isi menitnya."), "invalid": _("Menit ditulis dengan angka.")},
    )  # fmt: skip


class ItemForm(forms.Form):
    """One thing to do, and until when."""

    text = forms.CharField(
        label=_("Yang dikerjakan pemilik"), max_length=200,
        error_messages={"required": _("Tulis apa yang perlu dikerjakan."), "max_length": TOO_LONG},
    )  # fmt: skip
    due_on = _date(_("Paling lambat"))


class StepForm(forms.Form):
    """The next session: which service, from which day on."""

    service = forms.ModelChoiceField(
        label=_("Layanan"), queryset=Service.objects.filter(is_active=True),
        error_messages={"required": _("Pilih layanan."), "invalid_choice": _("Pilih dari daftar ini.")},
    )  # fmt: skip
    earliest_on = _date(_("Mulai tanggal"))
    remark = forms.CharField(
        label=_("Pesan untuk pemilik"), required=False, max_length=200,
        error_messages={"max_length": TOO_LONG},
    )  # fmt: skip


def tell(form: forms.Form, error: DomainError) -> int:
    """Put each problem where its input is, or above the form, and return the status of the answer."""
    for problem in error.problems:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
    return 422 if error.status == 400 else error.status
