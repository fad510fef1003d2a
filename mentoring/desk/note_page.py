"""The door of the note: the same for the script, which asks for JSON, and for the button."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mentoring.desk.access import mentor_only
from mentoring.desk.session_page import back, own, show
from mentoring.journal.models import Note
from mentoring.journal.note import NoteConflict, save_note
from mentoring.services.models import Mentor
from rumah.core.errors import DomainError
from rumah.theme.templatetags.rumah import jam


@mentor_only
@require_POST
def note(request: HttpRequest, mentor: Mentor, pk: UUID) -> HttpResponse:
    """Save the note; where another page wrote first, answer with both texts."""
    found, typed = own(mentor, pk), request.POST.get("text", "")
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        saved = save_note(
            actor=mentor.user, session=found, text=typed, version=_number(request.POST.get("version", "")),
            writer=request.POST.get("writer", ""),
        )  # fmt: skip
    except NoteConflict as conflict:
        if wants_json:
            return JsonResponse({"version": conflict.note.version, "text": conflict.note.text}, status=409)
        return show(request, mentor, found, status=409, typed=typed, clash=conflict)
    except DomainError as error:
        if wants_json:
            return JsonResponse({"problem": str(error)}, status=422)
        return show(request, mentor, found, status=422, typed=typed, note_problem=str(error))
    if wants_json:
        return JsonResponse({"version": saved.version, "saved": _said(saved, mentor)})
    messages.success(request, _said(saved, mentor))
    return back(pk, "catatan")


def _said(note: Note, mentor: Mentor) -> str:
    return _("Tersimpan %(time)s") % {"time": jam(note.saved_at, mentor.zone)}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
