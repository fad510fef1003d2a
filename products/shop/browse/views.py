"""Answers of looking around. All are the same for every visitor without a session or a cart, and may be stored."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from products.catalogue.queries import product_detail
from products.shop.browse import asked, business_page, catalogue_page, directory_page, lost, product_page
from products.shop.buying.places import destination
from products.shop.buying.visitor import count_cart
from products.shop.caring import seeing
from rumah.businesses.queries import business_profile
from rumah.core.pagecache import storable


@require_safe
@storable
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show products, narrowed as the address asks."""
    count_cart(request)
    return render(request, "shop/browse/catalogue.html", catalogue_page.context(asked.read(request.GET)))


@require_safe
def category(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead a short address of a category to the catalogue."""
    return HttpResponsePermanentRedirect(f"{asked.CATALOGUE}?kategori={slug}")


@require_safe
@storable
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one product that is on the shelf."""
    detail = product_detail(slug, joined=("business__delivery_settings", "rating", "label_facts"))
    if detail is None:
        return lost.product_gone(request, slug)
    count_cart(request)
    context = product_page.context(detail, destination(request), variant=request.GET.get("varian", ""))
    response = render(request, "shop/browse/product.html", context)
    response[seeing.HEADER] = str(detail.product.pk)
    return response


@require_safe
@storable
def directory(request: HttpRequest) -> HttpResponse:
    """Show verified businesses, narrowed as the address asks."""
    count_cart(request)
    return render(request, "shop/browse/directory.html", directory_page.context(directory_page.read(request.GET)))


@require_safe
@storable
def business(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one verified business with its products."""
    profile = business_profile(slug)
    if profile is None:
        return lost.business_gone(request, slug)
    count_cart(request)
    cursor = request.GET.get("lanjut", "")[:400]
    context = business_page.context(profile.business, profile.permits, cursor=cursor)
    return render(request, "shop/browse/business.html", context)
