"""After the session, for the owner: the question, what to do, and the next session. Nothing of others is found."""

from datetime import timedelta
from typing import cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoring.booking.after_form import question
from mentoring.journal import queries as journal
from mentoring.journal.models import NextStep
from mentoring.journal.satisfy import satisfy
from mentoring.journal.tick import tick
from mentoring.schedule.slots import Slot, slots
from mentoring.services.models import Mentor
from mentoring.services.queries import mentors_of
from mentoring.sessions.queries import own_session
from rumah.accounts.models import User
from rumah.core import clock
from rumah.core.errors import DomainError, NotAllowed

ITEMS = "/pendampingan/tindak-lanjut/"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the answer; a refused one comes back with what was written."""
    user = cast("User", request.user)
    found = own_session(user, pk)
    if found is None:
        raise Http404
    after, status = journal.afterwards(found), 200
    form = question(after.answer, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                satisfy(actor=user, session=found, business=found.business, **form.cleaned_data)
            except DomainError as error:
                status = error.status
                for problem in error.problems:
                    form.add_error(problem.field if problem.field in form.fields else None, str(problem.message))
            else:
                messages.success(request, _("Terima kasih. Jawaban Anda tersimpan."))
                return HttpResponseRedirect(f"/pendampingan/sesi/{pk}/", status=303)
    return render(request, "booking/rate.html", {"session": found, "question": form, "after": after}, status=status)


@login_required
@never_cache
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """List what the person's businesses have still to do, and what was done last."""
    user = cast("User", request.user)
    page = journal.own_items(user, cursor=request.GET.get("dari", ""))
    context = {
        "items": page.rows, "next_url": f"?dari={page.next_cursor}" if page.next_cursor else "",
        "done": journal.done_items(user), "today": clock.today(), "first_url": ITEMS if "dari" in request.GET else "",
    }  # fmt: skip
    return render(request, "booking/items.html", context)


@login_required
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick an item off (`selesai=1`), or take the tick back."""
    done = request.POST.get("selesai") == "1"
    try:
        tick(actor=cast("User", request.user), item=pk, done=done)
    except NotAllowed:
        raise Http404 from None
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Ditandai selesai.") if done else _("Tanda selesai dibatalkan."))
    back = request.POST.get("kembali", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if safe else ITEMS, status=303)


@login_required
@never_cache
@require_safe
def follow(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the booking that the mentor suggested: first free time, same mentor and product, ready to confirm."""
    step = journal.own_step(cast("User", request.user), pk)
    if step is None:
        raise Http404
    mentor = next((one for one in mentors_of(step.service) if one.pk == step.session.mentor_id), None)
    asked = {"pendamping": mentor.slug} if mentor else {}
    slot = None if step.service.seats > 1 else _first(step, mentor)
    if slot is None:
        if step.service.seats == 1:
            messages.info(request, _("Belum ada jadwal kosong sejak tanggal itu. Pilih hari atau pendamping lain."))
        return HttpResponseRedirect(f"/pendampingan/{step.service.slug}/")
    target = step.session.product_id if step.service.for_product else step.session.business_id
    asked |= {"mulai": slot.starts_at.isoformat(), "target": str(target or "")}
    return HttpResponseRedirect(f"/pendampingan/{step.service.slug}/pesan/?{urlencode(asked)}")


def _first(step: NextStep, mentor: Mentor | None) -> Slot | None:
    today = clock.today()
    first, last = max(step.earliest_on, today), today + timedelta(days=step.service.horizon)
    if not step.service.is_active or first > last:
        return None
    return next(iter(slots(service=step.service, first=first, last=last, mentor=mentor)), None)
