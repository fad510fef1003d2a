"""All photos of a product: seen, sent (several at once, or one by one by the page's script), put in order."""

from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from products.catalogue import tasks
from products.catalogue.arranging import put_first
from products.catalogue.models import Product
from products.catalogue.photos.add import add_photo
from products.catalogue.photos.advice import advice
from products.catalogue.photos.check import VERSION
from products.catalogue.photos.remove import bring_back, kept
from products.catalogue.photos.take_in import TakenIn, take_in
from products.catalogue.photos.wording import MAX_PHOTOS
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.core.images.intake import MAX_BYTES
from rumah.workspace.doors import member, person
from rumah.workspace.picturing.doors import TooMany, count_upload, own_product, studio_url

Answer = TypeVar("Answer", bound=HttpResponse)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: HttpRequest, business: Business, product: str) -> HttpResponse:
    """Show a product's photos; take in those that were sent, each on its own."""
    row = own_product(business, product)
    if request.method != "POST":
        return _page(request, business, row)
    files = request.FILES.getlist("photos")
    if not files:
        return _page(request, business, row, problem=_("Pilih satu foto atau lebih."))
    try:
        count_upload(person(request), len(files))
    except TooMany as error:
        return _late(_page(request, business, row, problem=str(error), status=error.status), error)
    result = take_in(product=row, files=[(str(file.name), file) for file in files], actor=request.user)
    if result.refused:
        return _page(request, business, row, result=result)
    messages.success(request, _told(result))
    return redirect("workspace:photos", business.slug, row.slug)


@member
@require_POST
def send(request: HttpRequest, business: Business, product: str) -> JsonResponse:
    """Take in one photo and answer with JSON; the same `kunci` again answers with the photo there is."""
    row = own_product(business, product)
    file = request.FILES.get("photo")
    try:
        count_upload(person(request))
        content = file.read(MAX_BYTES + 1) if file else b""
        key = _key(request.POST.get("kunci", ""))
        photo = add_photo(product=row, content=content, alt=None, key=key, actor=request.user)
    except TooMany as error:
        return _late(JsonResponse({"problem": str(error)}, status=error.status), error)
    except DomainError as error:
        return JsonResponse({"problem": str(error)}, status=422 if error.status == 400 else error.status)
    remarks = [str(one.word) for one in advice(photo.findings) or []]
    return JsonResponse({"photo": photo.pk, "remarks": remarks}, status=201)


@member
@require_POST
def order(request: HttpRequest, business: Business, product: str) -> HttpResponse:
    """Put the photos in the order that was sent; what is not named stays behind, as it stood."""
    row = own_product(business, product)
    wanted = [int(one) for one in request.POST.getlist("foto") if one.isdecimal() and len(one) < 19]
    put_first(product=row, photo_ids=wanted[:MAX_PHOTOS], actor=request.user)
    return HttpResponse(status=204)


@member
@require_POST
def judge(request: HttpRequest, business: Business, product: str) -> HttpResponse:
    """Have the photos judged that came before the check."""
    row = own_product(business, product)
    tasks.judge_photos.enqueue(row.pk)
    messages.success(request, _("Foto sedang diperiksa. Muat ulang halaman ini sebentar lagi."))
    return redirect("workspace:photos", business.slug, row.slug)


@member
@require_POST
def back(request: HttpRequest, business: Business, product: str, pk: str) -> HttpResponse:
    """Bring back a photo that was removed a while ago."""
    row = own_product(business, product)
    try:
        bring_back(removed=get_object_or_404(row.removed_photos.all(), pk=pk), actor=request.user)
        messages.success(request, _("Foto dikembalikan."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("workspace:photos", business.slug, row.slug)


def _page(
    request: HttpRequest, business: Business, product: Product, *, problem: str = "", result: TakenIn | None = None,
    status: int = 0,
) -> HttpResponse:  # fmt: skip
    rows = [(photo, advice(photo.findings)) for photo in product.photos.all()]
    context: dict[str, Any] = {
        "business": business, "product": product, "rows": rows, "problem": problem, "result": result,
        "room": MAX_PHOTOS - len(rows), "most": MAX_PHOTOS, "removed": kept(product),
        "unjudged": any(photo.findings.get("version") != VERSION for photo, _remarks in rows if photo.renditions),
        "pending": any(not photo.renditions for photo, _remarks in rows),
        "studio": studio_url(product) if any(remarks for _photo, remarks in rows) else "",
    }  # fmt: skip
    bad = 422 if problem or result else 200
    return render(request, "workspace/picturing/photos.html", context, status=status or bad)


def _told(result: TakenIn) -> str:
    if not result.added:
        return _("Foto ini sudah ada.")
    count = len(result.added)
    return ngettext("%(n)d foto ditambahkan.", "%(n)d foto ditambahkan.", count) % {"n": count}


def _key(text: str) -> UUID | None:
    """Return the sender's key; without a good one only the same file is known again."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _late(answer: Answer, error: TooMany) -> Answer:
    answer.headers["Retry-After"] = str(error.wait)
    return answer
