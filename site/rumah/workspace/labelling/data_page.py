"""The page with a label's data and the list of what is missing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from products.catalogue.models import Product
from products.labels.keep import keep_facts
from products.labels.queries import LabelView, label_view
from products.labels.typed import suggested, typed_of
from rumah.businesses.models import Business
from rumah.core.errors import DomainError
from rumah.workspace.doors import member, tell
from rumah.workspace.labelling.forms import LabelForm


def own_product(business: Business, slug: str) -> Product:
    """Return the business's product with its category, or 404."""
    row: Product = get_object_or_404(business.products.select_related("category"), slug=slug)
    row.business = business
    return row


@member
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: HttpRequest, business: Business, product: str) -> HttpResponse:
    """Show what is on the label and what is missing; keep what is sent."""
    row = own_product(business, product)
    view = label_view(row)
    form = _form(request, view)
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"] or 0
            keep_facts(product=row, typed=form.sent(), seen=seen, actor=request.user)
            messages.success(request, _("Data label tersimpan."))
            return redirect("workspace:label", business.slug, row.slug)
        except DomainError as error:
            tell(form, error)
    context = {"business": business, "product": row, "form": form, "label": view}
    return render(request, "workspace/labelling/data.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, view: LabelView) -> LabelForm:
    subject = view.subject
    kept = bool(subject.facts.version)
    typed = typed_of(subject.facts, [one.pk for one in subject.allergens]) if kept else suggested(subject.product)
    offered = {one.pk: one for one in (*subject.known, *subject.allergens)}
    return LabelForm(
        request.POST or None, product=subject.product, allergens=list(offered.values()), typed=typed,
        initial={"seen": subject.facts.version},
    )  # fmt: skip
