"""What a page of trouble says: what happened, and what to do next. One page for every kind, in `theme/fault.html`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumah.core.middleware import current_request_id

Text = str | Promise
Step = tuple[str, Text]
Get = Callable[[HttpRequest], HttpResponse]
EXPLAINED = frozenset({405, 429})
HOME: Step = ("/", _("Kembali ke beranda"))
SHELF: Step = ("/produk/", _("Lihat produk"))


@dataclass(frozen=True, slots=True)
class Fault:
    """`steps` are (address, words on the button); `says_id` shows the request's id, by which staff find the log."""

    title: Text
    sentence: Text
    steps: Sequence[Step] = (SHELF, HOME)
    says_id: bool = False


FAULTS = {
    400: Fault(
        _("Alamat ini tidak dapat dibaca"),
        _("Ada bagian alamat atau kiriman yang rusak. Buka lagi halamannya dari awal, lalu coba sekali lagi."),
    ),
    403: Fault(
        _("Halaman ini bukan untuk Anda"),
        _("Akun Anda tidak punya izin untuk membukanya. Kalau menurut Anda keliru, masuk dengan akun lain."),
        (("/akun/", _("Buka akun saya")), HOME),
    ),
    404: Fault(
        _("Halaman tidak ditemukan"),
        _("Alamatnya mungkin salah ketik, atau halamannya sudah tidak ada. Cari saja di bawah ini."),
    ),
    405: Fault(
        _("Halaman ini tidak dibuka dengan cara itu"),
        _("Tidak ada yang berubah. Kembali ke halaman sebelumnya, lalu tekan tombolnya sekali lagi."),
    ),
    413: Fault(
        _("Kiriman terlalu besar"),
        _("Tidak ada yang tersimpan. Kembali, kurangi berkas atau isiannya, lalu kirim lagi."),
        (HOME,),
    ),
    429: Fault(
        _("Terlalu banyak permintaan"),
        _("Tunggu beberapa menit, lalu coba lagi. Tidak ada yang hilang."),
        (HOME,),
    ),
    500: Fault(
        _("Ada yang rusak di pihak kami"),
        _("Kerusakan ini sudah tercatat; data Anda tidak berubah, silakan coba lagi sebentar lagi."),
        (HOME,),
        says_id=True,
    ),
}


def answer(request: HttpRequest, status: int, fault: Fault | None = None, **more: object) -> HttpResponse:
    """Return the page for `status`; asks no database, since that may be what failed."""
    said = fault or FAULTS[status]
    context = {"fault": said, "request_id": current_request_id() if said.says_id else "", **more}
    response = render(request, "theme/fault.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def explain_refusals(get_response: Get) -> Get:
    """Put words into an answer that would be an empty page: a wrong method, too many requests."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code not in EXPLAINED or response.streaming or response.content:
            return response
        if not request.accepts("text/html"):
            return response
        said = answer(request, response.status_code)
        for name, value in response.items():
            said.setdefault(name, value)
        return said

    return middleware
