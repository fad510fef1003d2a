"""What the mentor keeps of a session: minutes, action items, the next step. One press each."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentoring.desk.access import mentor_only
from mentoring.desk.session_page import back, own, show
from mentoring.desk.work_forms import EffortForm, ItemForm, StepForm, tell
from mentoring.journal import assign as items
from mentoring.journal import suggest as steps
from mentoring.journal.effort import set_effort
from mentoring.services.models import Mentor
from rumah.core.errors import DomainError


@mentor_only
@require_POST
def effort(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Set minutes of a day."""
    found, form, status = own(mentor, pk), EffortForm(request.POST, auto_id="kerja_%s"), 422
    if form.is_valid():
        try:
            set_effort(actor=mentor.user, session=found, **form.cleaned_data)
        except DomainError as error:
            status = tell(form, error)
        else:
            messages.success(request, _("Waktu kerja tersimpan."))
            return back(pk, "waktu")
    return show(request, mentor, found, status=status, effort=form)


@mentor_only
@require_POST
def item(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Give the owner something to do."""
    found, form, status = own(mentor, pk), ItemForm(request.POST, auto_id="tindak_%s"), 422
    if form.is_valid():
        try:
            items.assign(actor=mentor.user, session=found, **form.cleaned_data)
        except DomainError as error:
            status = tell(form, error)
        else:
            messages.success(request, _("Tindak lanjut tersimpan; pemilik melihatnya di Toko saya."))
            return back(pk, "tindak")
    return show(request, mentor, found, status=status, item=form)


@mentor_only
@require_POST
def withdraw(request: HttpRequest, mentor: Mentor, pk: UUID, item: int) -> HttpResponse:
    """Take an action item back."""
    found = own(mentor, pk)
    try:
        items.withdraw(actor=mentor.user, session=found, item=item)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Tindak lanjut ditarik."))
    return back(pk, "tindak")


@mentor_only
@require_POST
def step(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Suggest the next session, or take the suggestion back (`tarik`)."""
    found = own(mentor, pk)
    if "tarik" in request.POST:
        steps.take_back(actor=mentor.user, session=found)
        messages.success(request, _("Usulan ditarik."))
        return back(pk, "lanjutan")
    form, status = StepForm(request.POST, auto_id="lanjut_%s"), 422
    if form.is_valid():
        try:
            steps.suggest(actor=mentor.user, session=found, **form.cleaned_data)
        except DomainError as error:
            status = tell(form, error)
        else:
            messages.success(request, _("Usulan terkirim; pemilik memilih jadwalnya sendiri."))
            return back(pk, "lanjutan")
    return show(request, mentor, found, status=status, step=form)
