"""The mentor's pause, limits and reach; they stand on the page of their hours."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentoring.desk.access import mentor_only
from mentoring.desk.availability_page import PATH, page, tried
from mentoring.desk.limits_forms import LimitsForm, PauseForm, ReachForm
from mentoring.schedule import limits as verbs
from mentoring.services.models import Mentor


@mentor_only
@require_POST
def pause(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Pause from one date to another or without an end, or resume (`lanjut`)."""
    if "lanjut" in request.POST:
        verbs.resume(actor=mentor.user, mentor=mentor)
        messages.success(request, _("Jeda diakhiri. Anda menerima sesi lagi."))
        return HttpResponseRedirect(PATH, status=303)
    form = PauseForm(request.POST, prefix="pause")
    if form.is_valid() and tried(form, verbs.pause, actor=mentor.user, mentor=mentor, **form.cleaned_data):
        messages.success(request, _("Jeda disimpan."))
        return HttpResponseRedirect(PATH, status=303)
    return page(request, mentor, pause=form)


@mentor_only
@require_POST
def limits(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Set how many sessions a day and a week."""
    form = LimitsForm(request.POST, prefix="limits")
    if form.is_valid() and tried(form, verbs.set_limits, actor=mentor.user, mentor=mentor, **form.cleaned_data):
        messages.success(request, _("Batas disimpan."))
        return HttpResponseRedirect(PATH, status=303)
    return page(request, mentor, limits=form)


@mentor_only
@require_POST
def reach(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    """Set languages, kecamatan and the link."""
    form = ReachForm(request.POST, prefix="reach", mentor=mentor)
    if form.is_valid() and tried(form, verbs.set_reach, actor=mentor.user, mentor=mentor, **form.cleaned_data):
        messages.success(request, _("Bahasa, wilayah, dan tautan disimpan."))
        return HttpResponseRedirect(PATH, status=303)
    return page(request, mentor, reach=form)
