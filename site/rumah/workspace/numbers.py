"""The owner's own page for NIK and NPWP: typed here, shown masked, taken away here."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from rumah.businesses.models import Business
from rumah.businesses.rights import Right
from rumah.core.errors import DomainError
from rumah.registry.keep_numbers import forget_numbers, keep_numbers
from rumah.registry.queries import numbers_of
from rumah.workspace.doors import member_with, person, tell

PLAIN = {"inputmode": "numeric", "autocomplete": "off"}


class NumbersForm(forms.Form):
    """Both numbers; what is kept already is never filled in."""

    nik = forms.CharField(
        label=gettext_lazy("NIK"), required=False, max_length=30, widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy("16 angka, seperti di KTP"),
    )  # fmt: skip
    npwp = forms.CharField(
        label=gettext_lazy("NPWP"), required=False, max_length=30, widget=forms.TextInput(attrs=PLAIN),
        help_text=gettext_lazy("15 atau 16 angka; kosongkan bila belum punya"),
    )  # fmt: skip


@sensitive_post_parameters("nik", "npwp")
@never_cache
@member_with(Right.NUMBERS)
def numbers(request: HttpRequest, business: Business) -> HttpResponse:
    """Write the numbers. An empty field leaves what is kept."""
    form = NumbersForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_numbers(business=business, actor=person(request), **form.cleaned_data)
        except DomainError as error:
            tell(form, error)
        else:
            messages.success(request, _("Nomor tersimpan. Mulai sekarang hanya tampil tersamar."))
            return redirect("workspace:numbers", business.slug)
    context = {"business": business, "form": form, "kept": numbers_of(business)}
    return render(request, "workspace/numbers.html", context)


@member_with(Right.NUMBERS)
@require_POST
def forget(request: HttpRequest, business: Business) -> HttpResponse:
    """Take both numbers away."""
    forget_numbers(business=business, actor=person(request))
    messages.success(request, _("NIK dan NPWP sudah dihapus."))
    return redirect("workspace:numbers", business.slug)
