"""Forms of promoting: they parse; the verbs judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from products.campaigns.make import LONGEST
from products.campaigns.states import Channel
from products.catalogue.models import Product
from products.promo.palettes import PaletteName
from rumah.businesses.models import Business

# A choice of more than this is no choice on a phone; an older product is linked to from its own page.
OFFERED = 100


class CampaignForm(forms.Form):
    """What the link is called and where it leads; where it is put up may be said."""

    name = forms.CharField(label=_("Nama kampanye"), max_length=LONGEST)
    target = forms.ChoiceField(label=_("Tautan menuju"), required=False)
    channel = forms.ChoiceField(label=_("Dipasang di"), choices=Channel.choices, required=False)

    def __init__(self, business: Business, data: Any = None, *, product: str = "") -> None:
        super().__init__(data, initial={"channel": Channel.OTHER, "target": product})
        self.business = business
        mine = business.products.filter(is_listed=True).order_by("-listed_at", "-id")
        choices = list(mine.values_list("slug", "name")[:OFFERED])
        wanted = product or str((data or {}).get("target", ""))
        if wanted and wanted not in dict(choices):
            choices += list(mine.filter(slug=wanted).values_list("slug", "name"))
        self.fields["target"].choices = [("", _("Halaman usaha")), *choices]  # type: ignore[attr-defined]

    def clean_channel(self) -> str:
        """Return where it is put up, or `other`."""
        return str(self.cleaned_data["channel"] or Channel.OTHER)

    def product(self) -> Product | None:
        """Return the chosen product, or None for the business's own page."""
        slug = self.cleaned_data["target"]
        return self.business.products.filter(slug=slug).first() if slug else None


class ColoursForm(forms.Form):
    """The dye of the shop's papers."""

    palette = forms.ChoiceField(label=_("Warna toko"), choices=PaletteName.choices)
