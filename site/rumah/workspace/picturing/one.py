"""One photo: its words, which part of it is shown, what the check says, the white background, its place in the row."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from products.catalogue.arranging import move_down, move_up, put_first
from products.catalogue.models import ProductPhoto
from products.catalogue.photo_models import Cutout
from products.catalogue.photos.advice import advice
from products.catalogue.photos.cut_out import ask_cutout
from products.catalogue.photos.describe import describe_photo
from products.catalogue.photos.remove import remove_photo
from products.catalogue.photos.reshape import reshape
from products.catalogue.photos.shown import preview, read
from products.catalogue.photos.wording import suggested
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.workspace.doors import member, tell
from rumah.workspace.picturing.doors import own_photo, studio_url
from rumah.workspace.picturing.forms import PhotoForm

Step = Callable[[ProductPhoto, Any], object]
# What a button does, and whether the reader goes back to the list of photos after it.
STEPS: dict[str, tuple[Step, bool]] = {
    "naik": (lambda photo, actor: move_up(item=photo, actor=actor), True),
    "turun": (lambda photo, actor: move_down(item=photo, actor=actor), True),
    "utama": (lambda photo, actor: put_first(product=photo.product, photo_ids=[photo.pk], actor=actor), True),
    "hapus": (lambda photo, actor: remove_photo(photo=photo, actor=actor), True),
    "minta-putih": (lambda photo, actor: ask_cutout(photo=photo, actor=actor), False),
    "pakai-putih": (lambda photo, actor: reshape(photo=photo, on_white=True, actor=actor), False),
    "pakai-asli": (lambda photo, actor: reshape(photo=photo, on_white=False, actor=actor), False),
}


@member
@require_http_methods(["GET", "HEAD", "POST"])
def photo(request: HttpRequest, business: Business, product: str, pk: str) -> HttpResponse:
    """Show one photo; keep its words and its cut."""
    row = own_photo(business, product, pk)
    form = PhotoForm(request.POST) if request.method == "POST" else PhotoForm.of(row)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _save(row, dict(form.cleaned_data), request.user)
                messages.success(request, _("Foto tersimpan."))
                return redirect("workspace:photo", business.slug, product, pk)
            except DomainError as error:
                tell(form, error)
                status = 422 if error.status == 400 else error.status
    return _page(request, business, row, form, status)


@member
@require_POST
def step(request: HttpRequest, business: Business, product: str, pk: str, verb: str) -> HttpResponse:
    """Do what one of the buttons says."""
    row = own_photo(business, product, pk)
    act, to_list = STEPS[verb]
    try:
        act(row, request.user)
        if verb == "hapus":
            messages.success(request, _("Foto dihapus. Dalam 24 jam Anda dapat mengurungkannya di bawah."))
    except DomainError as error:
        messages.error(request, str(error))
    return _back(business, row, to_list=to_list)


@member
@require_safe
def state(request: HttpRequest, business: Business, product: str, pk: str) -> JsonResponse:
    """Say how far the white background is, for the page that waits for it."""
    return JsonResponse({"state": own_photo(business, product, pk).cutout_state})


@member
@require_safe
def side(request: HttpRequest, business: Business, product: str, pk: str, kind: str) -> HttpResponse:
    """Return the small picture of one side of the comparison: the photo as it came, or on white."""
    row = own_photo(business, product, pk)
    name = row.cutout if kind == "putih" else row.original.name
    if not name:
        raise Http404
    try:
        answer = HttpResponse(preview(read(name)), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    patch_cache_control(answer, private=True, max_age=3600)
    return answer


def _save(row: ProductPhoto, data: dict[str, Any], actor: Any) -> None:
    words = data.pop("alt")
    reshape(photo=row, actor=actor, **data)
    describe_photo(photo=row, alt=words, actor=actor)


def _back(business: Business, row: ProductPhoto, *, to_list: bool) -> HttpResponse:
    if to_list:
        return redirect("workspace:photos", business.slug, row.product.slug)
    return redirect("workspace:photo", business.slug, row.product.slug, row.pk)


def _page(request: HttpRequest, business: Business, row: ProductPhoto, form: PhotoForm, status: int) -> HttpResponse:
    number = [one.pk for one in row.product.photos.all()].index(row.pk) + 1
    remarks = advice(row.findings)
    context = {
        "business": business, "product": row.product, "photo": row, "form": form, "number": number,
        "remarks": remarks, "studio": studio_url(row.product) if remarks else "",
        "suggestion": suggested(row.product, number),
        "waiting": row.cutout_state == Cutout.WAITING, "ready": row.cutout_state == Cutout.READY,
        "failed": row.cutout_state in {Cutout.UNCLEAR, Cutout.SLOW, Cutout.FAILED},
    }  # fmt: skip
    return render(request, "workspace/picturing/photo.html", context, status=status)
