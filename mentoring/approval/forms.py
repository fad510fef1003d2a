"""Forms of both sides: they parse; the verbs judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.results.files import MAX_FILES
from mentoring.results.states import PICTURED, WITH_FILES, Kind
from mentoring.results.submit import Words
from rumah.core.errors import DomainError
from rumah.core.images.intake import MAX_BYTES
from rumah.core.money import parse_rupiah


class ManyFiles(forms.FileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; cleans to their bytes, each read no further than shows that it is too large."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:
        """Return the contents in the order they were chosen."""
        # One more than allowed is enough to see that it is too many.
        return [file.read(MAX_BYTES + 1) for file in (data or [])[: MAX_FILES + 1]]


def _lines(label: Any, rows: int, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": rows})
    )  # fmt: skip


class HandInForm(forms.Form):
    """What a mentor hands in; it has the fields of its kind and no others."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind in PICTURED or kind == Kind.PROMO:
            accept = "image/*,.pdf,.svg" if kind in WITH_FILES else "image/*"
            hint = _("Paling banyak 6. Foto JPG, PNG, WebP, HEIC; untuk cetak juga PDF dan SVG.")
            if kind not in WITH_FILES:
                hint = _("Paling banyak 6 foto. Yang pertama menjadi foto utama.")
            self.fields["files"] = FilesField(
                label=_("Berkas"), required=False, help_text=hint, widget=ManyFiles(attrs={"accept": accept})
            )
        if kind == Kind.TEXT:
            self.fields["name"] = forms.CharField(label=_("Nama produk"), max_length=120, required=False)
            self.fields["description"] = _lines(_("Uraian"), 8)
        if kind in {Kind.TEXT, Kind.PROMO}:
            self.fields["caption"] = _lines(_("Teks untuk media sosial"), 4, _("Boleh dikosongkan."))
        if kind == Kind.PROFILE:
            self.fields["tagline"] = forms.CharField(label=_("Kalimat singkat"), max_length=160, required=False)
            self.fields["story"] = _lines(_("Cerita usaha"), 8)
        self.fields["note"] = _lines(_("Catatan untuk pemilik"), 3, _("Apa yang berubah, dan mengapa."))

    def words(self) -> Words:
        """Return the texts, after `is_valid`."""
        return Words(**{name: value for name, value in self.cleaned_data.items() if name != "files"})

    def contents(self) -> list[bytes]:
        """Return the files, after `is_valid`."""
        return list(self.cleaned_data.get("files", []))


class RupiahField(forms.CharField):
    """Money as people write it, cleaned to integer rupiah."""

    def clean(self, value: Any) -> int:
        """Return rupiah, or the sentence of the parser."""
        text = super().clean(value)
        try:
            return 0 if text.strip() in {"0", "Rp0", "Rp 0"} else parse_rupiah(text)
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None


class OutcomeForm(forms.Form):
    """What came of it."""

    sales_before = RupiahField(
        label=_("Omzet sebulan sebelum didampingi"), max_length=30, help_text=_("Perkiraan sudah cukup.")
    )
    sales_now = RupiahField(label=_("Omzet sebulan sekarang"), max_length=30)
    workers_before = forms.IntegerField(label=_("Orang yang bekerja, sebelum"), min_value=0, max_value=100_000)
    workers_now = forms.IntegerField(label=_("Orang yang bekerja, sekarang"), min_value=0, max_value=100_000)


def tell(form: forms.Form, error: DomainError) -> None:
    """Put each problem where its input is, or above the form."""
    for problem in error.problems:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
