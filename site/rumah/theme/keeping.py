"""What lets the site stay on a phone: the manifest it is installed by, its service worker, the page without a line."""

import hashlib
import json
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumah.core import clock

INK, CLOTH = "#1A2B78", "#FBF7EF"
ICONS = (("192", "any"), ("512", "any"), ("maskable-512", "maskable"))
# What every stored page needs to look like itself.
NEEDED = ("theme/rumah.css", "theme/rumah.js", "theme/jakarta.woff2", "theme/logo.svg", "theme/icons.svg")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Say how the site is installed; in the visitor's language."""
    doors = ((_("Produk"), "/produk/"), (_("Keranjang"), "/keranjang/"), (_("Akun"), "/akun/"))
    facts = {
        "id": "/", "start_url": "/", "scope": "/", "display": "minimal-ui", "dir": "ltr",
        "lang": translation.get_language(), "name": settings.HOUSE_NAME, "short_name": "Rumah Kreatif",
        "description": _("Produk UMKM langsung dari pembuatnya."),
        "theme_color": INK, "background_color": CLOTH, "categories": ["shopping"],
        "icons": [
            {"src": static(f"theme/ikon/{name}.png"), "sizes": f"{name[-3:]}x{name[-3:]}", "type": "image/png",
             "purpose": purpose}
            for name, purpose in ICONS
        ],
        "shortcuts": [{"name": name, "url": url} for name, url in doors],
    }  # fmt: skip
    return JsonResponse(facts, content_type="application/manifest+json", headers={"Cache-Control": "max-age=3600"})


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Serve the worker from the root, whose scope is the whole site; a deploy makes it another one."""
    text = _worker.__wrapped__() if settings.DEBUG else _worker()
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
def offline(request: HttpRequest, code: str) -> HttpResponse:
    """Show what the worker shows without a line; asked for once, when the worker is installed."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(code):
        return render(request, "theme/offline.html")


@lru_cache(maxsize=1)
def _worker() -> str:
    facts: dict[str, object] = {
        "files": [static(name) for name in NEEDED],
        "zone": settings.TIME_ZONE,
        "zone_name": clock.zone_name(ZoneInfo(settings.TIME_ZONE)),
        "words": {code: _words(code) for code, _name in settings.LANGUAGES},
    }
    code = render_to_string("theme/sw.js")
    pages = "".join(_page(language) for language in facts["words"])  # type: ignore[attr-defined]  # the dict above
    facts["version"] = hashlib.blake2b(f"{json.dumps(facts)}{code}{pages}".encode(), digest_size=6).hexdigest()
    return f"const HOUSE = {json.dumps(facts)};\n{code}"


def _page(language: str) -> str:
    with translation.override(language):
        return render_to_string("theme/offline.html")


def _words(language: str) -> dict[str, str]:
    """Return what the worker says; it asks for the time of storing to be put in place of `{at}`."""
    with translation.override(language):
        return {
            "stored": _("Disimpan {at}."),
            "warning": _("Anda sedang luring. Harga dan stok mungkin sudah berubah."),
        }
