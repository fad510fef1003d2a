"""Kept searches: /akun/pencarian/, and the link in the weekly message that stops it."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from products.searches.keep import drop, keep
from products.searches.links import reader_of
from products.searches.pause import pause, pause_all, resume
from products.searches.queries import searches_of
from products.shop.browse import asked, catalogue_page
from products.shop.buying.answers import private, see_other
from products.shop.buying.visitor import count_cart, person
from products.shop.caring.forms import tell
from rumah.core.errors import DomainError
from rumah.core.origin import same_origin_post

SEARCHES = "/akun/pencarian/"
VERBS = {
    "jeda": (pause, gettext_lazy("Kabar untuk pencarian ini dijeda.")),
    "lanjut": (resume, gettext_lazy("Pencarian ini dipantau lagi.")),
    "hapus": (drop, gettext_lazy("Pencarian dihapus.")),
}


class SearchForm(forms.Form):
    """The name a search goes by; empty takes what it looks for."""

    name = forms.CharField(label=gettext_lazy("Nama pencarian (boleh kosong)"), max_length=80, required=False)


@login_required
@require_safe
@private
def mine(request: HttpRequest) -> HttpResponse:
    """List them, newest first."""
    count_cart(request)
    return render(request, "shop/caring/searches.html", {"searches": searches_of(person(request))})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@private
def save(request: HttpRequest) -> HttpResponse:
    """Ask for a name and keep the search of this address; whoever had to sign in comes back to it."""
    search = asked.read(request.GET)
    about = catalogue_page.summary(search)
    form = SearchForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"] or about[:80]
        try:
            keep(user=person(request), filters=search.filters, address=search.query(urut=""), name=name)
        except DomainError as error:
            tell(form, error)
            status = error.status
        else:
            messages.success(request, _("Tersimpan. Kami kabari seminggu sekali kalau ada yang baru."))
            return see_other(SEARCHES)
    elif request.method == "POST":
        status = 400
    count_cart(request)
    context = {"form": form, "about": about, "back_url": search.url()}
    return render(request, "shop/caring/search_save.html", context, status=status)


@login_required
@require_POST
@private
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Pause, go on with or forget one of the person's own."""
    do, said = VERBS[verb]
    if not do(user=person(request), search_id=int(pk)):
        raise Http404
    messages.success(request, str(said))
    return see_other(SEARCHES)


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
@private
def stop(request: HttpRequest) -> HttpResponse:
    """Stop the weekly message; only a press does, for mail programs open links too."""
    token = (request.POST.get("k") or request.GET.get("k", ""))[:300]
    reader = reader_of(token)
    if not reader:
        raise Http404
    if request.method == "POST":
        pause_all(user_id=reader)
    return render(request, "shop/caring/searches_stop.html", {"token": token, "done": request.method == "POST"})
