"""`/akun/`: what the person can do here, their name and language, their keys for programs."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from products.orders.links import purchase_url
from products.orders.queries import purchases_of
from rumah.accounts import tokens
from rumah.accounts.roles import is_staff
from rumah.core.errors import DomainError
from rumah.core.text import clean_line
from rumah.workspace.doors import person, tell
from rumah.workspace.forms import KeyForm, NameForm


@login_required
@never_cache
def hub(request: HttpRequest) -> HttpResponse:
    """Show the doors that are open to this person."""
    user = person(request)
    page = purchases_of(user, size=5)
    context = {
        "businesses": user.businesses.order_by("name", "id")[:20], "is_mentor": hasattr(user, "mentor"),
        "is_staff": is_staff(user), "purchases": [(row, purchase_url(row)) for row in page.rows],
    }  # fmt: skip
    return render(request, "workspace/hub.html", context)


@login_required
@never_cache
def name(request: HttpRequest) -> HttpResponse:
    """Change name and language."""
    user = person(request)
    form = NameForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        user.name, user.language = clean_line(form.cleaned_data["name"]), form.cleaned_data["language"]
        user.save(update_fields=["name", "language"])
        messages.success(request, _("Tersimpan."))
        response = redirect("hub")
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, user.language, max_age=31_536_000, samesite="Lax", httponly=True,
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )  # fmt: skip
        return response
    return render(request, "workspace/name.html", {"form": form})


@login_required
@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys, and issue one; its secret is on this answer and nowhere else."""
    user, secret = person(request), ""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _token, secret = tokens.issue(user=user, **form.cleaned_data)
            form = KeyForm()
        except DomainError as error:
            tell(form, error)
    return render(request, "workspace/keys.html", {"form": form, "keys": tokens.live(user), "secret": secret})


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a key back."""
    user = person(request)
    tokens.revoke(user=user, token=get_object_or_404(user.tokens.all(), pk=pk))
    return redirect("hub_keys")
