"""The photos an owner may touch, and how often."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from mentoring.services.queries import open_service
from products.catalogue.models import Product, ProductPhoto
from products.catalogue.photos.wording import MAX_PHOTOS
from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.core.errors import Unavailable
from rumah.core.throttle import wait_after

AN_HOUR = 3600
# Every file costs the processor a quarter of a second, also one that is refused.
MOST_AN_HOUR = 20 * MAX_PHOTOS
STUDIO = "foto-produk"


class TooMany(Unavailable):
    """The person sent more photos than anybody needs to; `wait` is in seconds."""

    status = 429

    def __init__(self, wait: int) -> None:
        super().__init__(_("Terlalu banyak foto dalam satu jam. Coba lagi nanti; foto yang sudah terkirim tersimpan."))
        self.wait = wait


def own_product(business: Business, slug: str) -> Product:
    """Return the business's product, with its category; 404 for everybody else's."""
    return get_object_or_404(business.products.select_related("category"), slug=slug)


def own_photo(business: Business, slug: str, pk: str) -> ProductPhoto:
    """Return a photo of the business's product, with product; 404 where either is not its own."""
    photo = ProductPhoto.objects.filter(pk=pk, product__business=business, product__slug=slug)
    row = photo.select_related("product__category").first()
    if row is None:
        raise Http404
    return row


def count_upload(person: User, files: int = 1) -> None:
    """Count what is about to be taken in. Raises TooMany."""
    for _file in range(files):
        if wait := wait_after("photo-upload", str(person.pk), limit=MOST_AN_HOUR, seconds=AN_HOUR):
            raise TooMany(wait)


def studio_url(product: Product) -> str:
    """Return where the photo service is booked for this product; empty while the house does not offer it."""
    return f"/pendampingan/{STUDIO}/pesan/?target={product.pk}" if open_service(STUDIO) else ""
