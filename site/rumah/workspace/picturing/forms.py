"""What an owner says of one photo."""

from django import forms
from django.utils.translation import gettext_lazy as _

from products.catalogue.models import ProductPhoto
from products.catalogue.photo_models import Keep, Nearness, Shape
from products.catalogue.photos.wording import LONGEST


class PhotoForm(forms.Form):
    """The words, and which part is shown."""

    alt = forms.CharField(
        label=_("Isi foto dalam kata-kata"), max_length=LONGEST, required=False,
        help_text=_("Dibacakan untuk pembeli yang tidak melihatnya. Contoh: keripik pisang di piring tanah liat."),
    )  # fmt: skip
    shape = forms.ChoiceField(label=_("Bentuk foto"), choices=Shape.choices)
    nearness = forms.ChoiceField(label=_("Jarak"), choices=Nearness.choices)
    keep = forms.ChoiceField(
        label=_("Bagian yang dipertahankan"), choices=Keep.choices,
        help_text=_("Kalau terlalu banyak ruang kosong di atas, pilih bagian bawah."),
    )  # fmt: skip

    @classmethod
    def of(cls, photo: ProductPhoto) -> "PhotoForm":
        """Return the form as the photo is now."""
        return cls(initial={name: getattr(photo, name) for name in ("alt", "shape", "nearness", "keep")})
