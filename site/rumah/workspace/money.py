"""Pages on a seller's money: what was earned, what was transferred, and where to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from products.payouts import statement as month
from products.payouts import statement_files as files
from products.payouts.account import set_account
from products.payouts.batch import unpaid
from products.payouts.models import PayoutAccount
from rumah.businesses.models import Business
from rumah.businesses.rights import Right
from rumah.core import clock, keyset
from rumah.core.errors import DomainError
from rumah.workspace.doors import member_with, person, tell
from rumah.workspace.forms import AccountForm

TYPES = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


@member_with(Right.MONEY)
def statement(request: HttpRequest, business: Business) -> HttpResponse:
    """Show one month, and the year against the tax thresholds."""
    year, number = month.parse_month(request.GET.get("bulan", ""))
    rows = month.transfers_in(business, year, number)
    yearly = month.turnover(business, year)
    context = {
        "business": business, "bulan": f"{year:04}-{number:02}", "year": year, "turnover": yearly,
        "sums": files.sums(month.month_of(business, year, number)), "unpaid": unpaid(business),
        "payout": month.open_payout(business), "account": PayoutAccount.objects.filter(business=business).first(),
        "page": keyset.page(rows, order=month.ORDER, cursor=request.GET.get("lanjut", "")),
        "thresholds": month.against_thresholds(yearly, on=clock.today()),
    }  # fmt: skip
    return render(request, "workspace/money.html", context)


@member_with(Right.MONEY)
def statement_file(request: HttpRequest, business: Business, kind: str) -> HttpResponse:
    """Hand one month out as CSV or PDF."""
    year, number = month.parse_month(request.GET.get("bulan", ""))
    content = files.as_csv(business, year, number) if kind == "csv" else files.as_pdf(business, year, number)
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="laporan-{business.slug}-{year:04}-{number:02}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


@member_with(Right.MONEY)
def account(request: HttpRequest, business: Business) -> HttpResponse:
    """Say where the money goes; the owner alone may change it."""
    known = PayoutAccount.objects.filter(business=business).first()
    # The number is not filled in: who looks over the shoulder sees its end only.
    form = AccountForm(request.POST or None, initial={"bank": known.bank, "holder": known.holder} if known else None)
    if request.method == "POST" and form.is_valid():
        try:
            set_account(business=business, actor=person(request), **form.cleaned_data)
        except DomainError as error:
            tell(form, error)
        else:
            messages.success(request, _("Rekening disimpan. Petugas memeriksanya sebelum uang ditransfer."))
            return redirect("workspace:money", business.slug)
    context = {"business": business, "form": form, "account": known}
    return render(request, "workspace/account.html", context)
