"""The buyer says where money should go that its provider will not take back."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from products.orders.links import purchase_path, purchase_token
from products.payments.refund_by_hand import give_account, waiting_for_account
from products.shop.buying.answers import private, see_other
from products.shop.buying.linked import purchase_of
from rumah.core.errors import DomainError


class AccountForm(forms.Form):
    """A bank account."""

    bank = forms.CharField(label=gettext_lazy("Bank"), max_length=60)
    number = forms.CharField(
        label=gettext_lazy("Nomor rekening"), max_length=30, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    holder = forms.CharField(label=gettext_lazy("Nama pemilik rekening"), max_length=120)


# The token that a post must carry is itself the secret a forged page cannot know (see order_page).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@private
def refund_account(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for the account while a refund waits for it; 404 otherwise."""
    purchase = purchase_of(request, number)
    if not waiting_for_account(purchase):
        raise Http404
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_account(purchase=purchase, **form.cleaned_data)
        except DomainError as error:
            for problem in error.problems:
                form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
        else:
            messages.success(request, _("Rekening Anda kami simpan. Petugas mentransfer dana Anda."))
            return see_other(purchase_path(purchase))
    response = render(
        request,
        "shop/buying/refund_account.html",
        {"purchase": purchase, "form": form, "token": purchase_token(number)},
    )
    response["Referrer-Policy"] = "no-referrer"
    return response
