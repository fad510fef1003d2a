"""Pages about the pages: the accessibility statement, and the living book of parts for whoever builds on them."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from rumah.core.pagecache import storable
from rumah.theme.contrast import pairs, tokens

LOOKED_AT = date(2026, 11, 24)
ICONS = Path(__file__).parent / "static" / "theme" / "icons.svg"


@require_safe
@storable
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was tested, what is known to lack, and whom to tell."""
    return render(request, "theme/accessibility.html", {"looked_at": LOOKED_AT})


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Nama"), max_length=80)
    email = forms.EmailField(label=_("Alamat surel"))
    code = forms.CharField(
        label=_("Kode dari pesan"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    kind = forms.ChoiceField(label=_("Jenis usaha"), choices=[("food", _("Makanan")), ("craft", _("Kriya"))])
    story = forms.CharField(label=_("Cerita"), widget=forms.Textarea(attrs={"rows": 3}))
    photo = forms.FileField(label=_("Foto"), required=False)


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Show every part there is, with its colours measured; a developer's page, unknown in production."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "theme/style.html", _parts())


def _parts() -> dict[str, Any]:
    typed = {"salah-email": "rina@", "salah-code": "12", "salah-kind": "x", "salah-story": "Sejak 1998."}
    wrong = ExampleForm(typed, prefix="salah")
    wrong.is_valid()
    wrong.add_error(None, _("Dua isian ini tidak cocok satu sama lain."))
    drawn = ICONS.read_text(encoding="utf-8")
    return {
        "form": ExampleForm(), "wrong": wrong, "pairs": pairs(), "colours": list(tokens()["light"]),
        "icons": re.findall(r'symbol id="([\w-]+)"', drawn),
        "crumbs": [(_("Produk"), "/produk/"), (_("Makanan"), "/produk/?kategori=makanan"), (_("Keripik"), "")],
        "business": {
            "slug": "dapur-melati", "name": "Dapur Melati", "tagline": "Keripik pisang dari kebun sendiri",
            "get_sector_display": _("Makanan"), "district_code": "35.10.16", "product_count": 12,
        },
        "notices": [
            ("info", _("Ini kabar biasa.")), ("ok", _("Tersimpan.")), ("warn", _("Stok tinggal sedikit.")),
            ("bad", _("Tidak tersimpan: periksa isian Anda.")),
        ],
        "badges": ["", "ok", "warn", "bad", "info"],
        "bars": [(at * 12, 60 - high, high) for at, high in enumerate((12, 30, 22, 48, 60, 41, 35, 54))],
    }  # fmt: skip
