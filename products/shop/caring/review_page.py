"""Write a review: /pesanan/<number>/ulas/<line>/."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from products.care.queries import line_of
from products.care.reviews.write import short_name, write
from products.orders.links import purchase_path, purchase_token
from products.orders.models import Purchase
from products.shop.buying.answers import see_other
from products.shop.buying.visitor import person
from products.shop.caring.doors import found, of_purchase
from products.shop.caring.forms import ReviewForm, tell
from rumah.core.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
@of_purchase
def review(request: HttpRequest, purchase: Purchase, line: int) -> HttpResponse:
    """Ask for stars, words and photos of one line of the buyer's own."""
    row = found(line_of(purchase, line))
    form = ReviewForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            write(line=row, author=person(request), **form.cleaned_data)
            messages.success(request, _("Terima kasih, ulasan Anda tampil di halaman produk."))
            return see_other(purchase_path(purchase))
        except DomainError as error:
            tell(form, error)
            status = error.status
    context = {
        "form": form, "line": row, "purchase": purchase, "token": purchase_token(purchase.number),
        "author_name": short_name(purchase.buyer_name), "back": purchase_path(purchase), "faces": FACES,
    }  # fmt: skip
    return render(request, "shop/caring/review.html", context, status=status)


# Five lines of one word each, so that a star means the same to everybody.
FACES = (5, 4, 3, 2, 1)
