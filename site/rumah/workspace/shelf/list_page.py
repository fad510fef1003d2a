"""The list of an owner's products, and what is done to many of them: chosen, looked at, done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from products.catalogue.states import Status
from products.stock import many
from products.stock.many import OF_PRICE, OF_STOCK, What
from rumah.businesses.models import Business
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.money import parse_rupiah
from rumah.workspace.doors import member
from rumah.workspace.shelf import listing


@member
@require_safe
def products(request: HttpRequest, business: Business) -> HttpResponse:
    """List the products with price and stock."""
    asked = listing.read(request.GET)
    context = {
        "business": business, "asked": asked, "page": listing.page(business, asked, request.GET.get("lanjut", "")),
        "statuses": Status.choices, "whats": What.choices, "most": many.MOST_PRODUCTS,
    }  # fmt: skip
    return render(request, "workspace/shelf/list.html", context)


@member
@require_POST
def change_many(request: HttpRequest, business: Business) -> HttpResponse:
    """Show what a change would do to the chosen products; with the seal of what was shown, do it."""
    data, chosen = request.POST, _chosen(business, request.POST)
    problems: list[str] = []
    try:
        what, amount = _wish(data)
        if seal := data.get("seal", ""):
            try:
                count = many.change_many(
                    business=business, product_ids=chosen, what=what, amount=amount, seal=seal, actor=request.user
                )
                messages.success(request, _told(count))
                return _back(business, data)
            except Conflict as error:
                # What changed meanwhile is shown anew, with the sentence above it.
                problems = [str(problem.message) for problem in error.problems]
        plan = many.plan(business=business, product_ids=chosen, what=what, amount=amount)
    except DomainError as error:
        for problem in error.problems:
            messages.error(request, str(problem.message))
        return _back(business, data)
    context = {
        "business": business, "asked": listing.read(data), "chosen": chosen, "amount": data.get("amount", ""),
        "plan": plan, "what": what, "problems": problems, "moving": sum(line.changes for line in plan.lines),
        "lines": [(line, many.shown(what, line.before), many.shown(what, line.after)) for line in plan.lines],
        "blocked": len(plan.problems),
    }  # fmt: skip
    return render(request, "workspace/shelf/many.html", context, status=409 if problems else 200)


def _told(count: int) -> str:
    return ngettext("%(n)d perubahan tersimpan.", "%(n)d perubahan tersimpan.", count) % {"n": count}


def _back(business: Business, data: QueryDict) -> HttpResponse:
    """Lead to the list as it was narrowed."""
    query = listing.read(data).query
    where = reverse("workspace:products", args=[business.slug])
    return redirect(f"{where}?{query}" if query else where)


def _chosen(business: Business, data: QueryDict) -> list[int]:
    """Return the ids that were ticked, or all that fit the filter (one more than may be changed at once)."""
    if data.get("semua") == "1":
        rows = listing.asked_products(business, listing.read(data)).order_by("pk")
        return list(rows.values_list("pk", flat=True)[: many.MOST_PRODUCTS + 1])
    ticked = data.getlist("produk")[: many.MOST_PRODUCTS + 1]
    return [int(pk) for pk in ticked if pk.isascii() and pk.isdigit() and len(pk) < 19]


def _wish(data: QueryDict) -> tuple[What, int]:
    """Return what is to be done, and with which number. Raises DomainError."""
    if data.get("what") not in What.values:
        raise DomainError(Problem(_("Pilih apa yang akan diubah."), "what"))
    what, text = What(str(data["what"])), data.get("amount", "").strip()
    if what not in OF_PRICE | OF_STOCK:
        return what, 0
    if what == What.PRICE_SET:
        return what, parse_rupiah(text) if text else 0
    number = text.removesuffix("%").strip().replace("−", "-")
    if not number.removeprefix("-").removeprefix("+").isdecimal() or len(number) > 8:
        raise DomainError(Problem(_("Tulis angka bulat, misalnya 10 atau -5."), "amount"))
    return what, int(number)
