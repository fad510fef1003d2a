"""Forms of care: they parse; the verbs judge."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from products.care.photos import MAX_PHOTOS
from products.care.states import REFUNDS, WISHES, Reason, Solution
from rumah.core.errors import DomainError
from rumah.core.images.intake import MAX_BYTES
from rumah.core.money import parse_rupiah

ACCEPT = "image/jpeg,image/png,image/webp,image/heic"


class PhotosInput(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several pictures; cleans to their bytes, one more than allowed at most."""

    widget = PhotosInput(attrs={"accept": ACCEPT})

    def clean(self, data: Any, initial: Any = None) -> list[bytes]:
        """Read what was sent, never more of a file than would be refused anyway."""
        files: list[UploadedFile[Any]] = [file for file in data or [] if file]
        return [file.read(MAX_BYTES + 1) for file in files[: MAX_PHOTOS + 1]]


class RupiahField(forms.CharField):
    """Rupiah as people write them; empty is 0."""

    def clean(self, value: Any) -> int:
        """Return whole rupiah."""
        text = str(super().clean(value)).strip()
        try:
            return parse_rupiah(text) if text else 0
        except DomainError as error:
            raise forms.ValidationError(str(error)) from None


def text_area(rows: int) -> forms.Textarea:
    """Return an area of so many rows."""
    return forms.Textarea(attrs={"rows": rows})


class ReviewForm(forms.Form):
    """Stars, words and photos."""

    stars = forms.TypedChoiceField(
        label=_("Bintang"), coerce=int, empty_value="0", required=False, choices=[(n, n) for n in range(5, 0, -1)]
    )
    text = forms.CharField(label=_("Ulasan Anda"), required=False, strip=True, widget=text_area(5))
    photos = PhotosField(label=_("Foto (paling banyak 4)"), required=False)


class ComplaintForm(forms.Form):
    """What happened, what is wished for, and the evidence."""

    reason = forms.ChoiceField(label=_("Apa yang terjadi?"), choices=Reason.choices, required=False)
    text = forms.CharField(label=_("Ceritakan"), required=False, widget=text_area(5))
    wish = forms.ChoiceField(label=_("Penyelesaian yang Anda harapkan"), choices=WISHES, required=False)
    amount = RupiahField(label=_("Jumlah uang kembali"), required=False)
    photos = PhotosField(label=_("Foto (paling banyak 4)"), required=False)

    def clean(self) -> dict[str, Any]:
        """Take an amount for a part refund only: what stands in the field for another wish means nothing."""
        return only_for_refunds(self, "wish")


def only_for_refunds(form: forms.Form, choice: str) -> dict[str, Any]:
    """Return the form's data with no amount, and no fault of it, where no refund is chosen."""
    if form.cleaned_data.get(choice) not in REFUNDS - {Solution.REFUND_ALL}:
        form.errors.pop("amount", None)
        form.cleaned_data["amount"] = 0
    return form.cleaned_data


class NoticeForm(forms.Form):
    """Where to send the one message."""

    contact = forms.CharField(label=_("Nomor HP atau surel"), required=False, max_length=254)


def tell(form: forms.Form, error: DomainError) -> None:
    """Put each problem where its input is, or above the form."""
    for problem in error.problems:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
