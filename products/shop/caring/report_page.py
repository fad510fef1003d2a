"""Report a product: /produk/<slug>/laporkan/. No account is needed."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from products.catalogue.models import Product
from products.reporting.models import Reason
from products.reporting.report import MOST_TEXT, report
from products.shop.buying.answers import private, see_other
from products.shop.buying.visitor import count_cart
from products.shop.caring.doors import found
from products.shop.caring.forms import tell, text_area
from rumah.core.errors import DomainError
from rumah.core.origin import same_origin_post
from rumah.core.throttle import client_address, wait_after

AN_HOUR = 3600
MOST_AN_HOUR = 5


class ReportForm(forms.Form):
    """What is wrong; the verb judges."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Apa yang salah?"), choices=[("", gettext_lazy("Pilih")), *Reason.choices], required=False
    )
    text = forms.CharField(label=gettext_lazy("Ceritakan"), required=False, max_length=MOST_TEXT, widget=text_area(5))
    contact = forms.CharField(label=gettext_lazy("Nomor HP atau surel"), required=False, max_length=254)


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@private
def report_product(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what is wrong, and keep it."""
    product = found(Product.objects.filter(slug=slug, is_listed=True).only("pk", "name", "slug", "is_listed").first())
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = _reported(request, product, form) if form.is_valid() else 422
        if status == 200:
            messages.success(request, _("Terima kasih. Petugas memeriksa laporan Anda."))
            return see_other(product.get_absolute_url())
    count_cart(request)
    context = {"form": form, "product": product, "HOUSE_NAME": settings.HOUSE_NAME}
    return render(request, "shop/caring/report.html", context, status=status)


def _reported(request: HttpRequest, product: Product, form: ReportForm) -> int:
    if wait_after("product-report", client_address(request), limit=MOST_AN_HOUR, seconds=AN_HOUR):
        form.add_error(None, _("Terlalu banyak laporan dari sini. Coba lagi satu jam lagi."))
        return 429
    try:
        report(product=product, language=request.LANGUAGE_CODE[:2], **form.cleaned_data)
    except DomainError as error:
        tell(form, error)
        return error.status
    return 200
