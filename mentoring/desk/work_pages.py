"""What the mentor keeps of a session: minutes, action items, the next step. One press each."""

from collections.abc import Callable
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
    form = EffortForm(request.POST, auto_id="kerja_%s")
    return _kept(
        request, mentor, pk, verb=set_effort, said=_("Waktu kerja tersimpan."), part="waktu", effort=form
    )  # fmt: skip


@mentor_only
@require_POST
def item(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Give the owner something to do."""
    form = ItemForm(request.POST, auto_id="tindak_%s")
    said = _("Tindak lanjut tersimpan; pemilik melihatnya di Toko saya.")
    return _kept(request, mentor, pk, verb=items.assign, said=said, part="tindak", item=form)


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
    form = StepForm(request.POST, auto_id="lanjut_%s")
    said = _("Usulan terkirim; pemilik memilih jadwalnya sendiri.")
    return _kept(request, mentor, pk, verb=steps.suggest, said=said, part="lanjutan", step=form)


def _kept(
    request: HttpRequest, mentor: Mentor, pk: UUID, *, verb: Callable[..., object], said: str, part: str,
    **forms: EffortForm | ItemForm | StepForm,
) -> HttpResponse:  # fmt: skip
    """Do what the one form asks and go back to its part of the page; refused, it comes back as it was typed."""
    found, (form,), status = own(mentor, pk), forms.values(), 422
    if form.is_valid():
        try:
            verb(actor=mentor.user, session=found, **form.cleaned_data)
        except DomainError as error:
            status = tell(form, error)
        else:
            messages.success(request, said)
            return back(pk, part)
    return show(request, mentor, found, status=status, **forms)
