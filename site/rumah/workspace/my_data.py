"""`/akun/data-saya/`: what the house keeps on a person, and their own data as a file."""

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rumah.accounts.models import User
from rumah.accounts.my_data import my_data
from rumah.core import clock
from rumah.core.personal_data import declared
from rumah.core.throttle import wait_after
from rumah.workspace.doors import person

MOST_A_DAY, A_DAY = 10, 86_400
LATELY = timedelta(minutes=15)


@login_required
@require_safe
@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """Show what is kept for which purpose, as the rooms declare it, without the tools of editors."""
    kept = [held for held in declared() if held.of and not held.model.startswith(("wagtail", "content."))]
    return render(request, "workspace/my_data.html", {"kept": kept})


@login_required
@require_POST
@reauthentication_required
@never_cache
def download(request: HttpRequest) -> HttpResponseBase:
    """Send the person's data; whoever signed in long ago does so again first."""
    user = person(request)
    if not user.has_usable_password() and not _entered_lately(user):
        # Who signs in by code alone has nothing to type again.
        messages.error(request, _("Keluar, lalu masuk lagi dengan kode. Sesudah itu unduh data Anda."))
        return redirect("my_data")
    if wait_after("my-data", str(user.pk), limit=MOST_A_DAY, seconds=A_DAY):
        messages.error(request, _("Anda sudah sering mengunduh data hari ini. Coba lagi besok."))
        return redirect("my_data")
    response = StreamingHttpResponse(my_data(person=user), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return response


def _entered_lately(user: User) -> bool:
    return user.last_login is not None and user.last_login > clock.now() - LATELY
