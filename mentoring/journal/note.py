"""Save a working note without ever writing over what another page wrote."""

from django.db import transaction
from django.utils.translation import gettext as _

from mentoring.journal.models import Note
from mentoring.journal.served import locked_own
from mentoring.sessions.models import Session
from rumah.accounts.models import User
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.text import clean_text

LONGEST = 20_000


class NoteConflict(Conflict):
    """Another page has written since; `note` is what stands there now."""

    def __init__(self, note: Note) -> None:
        super().__init__(
            Problem(_("Catatan ini sudah diubah di perangkat atau tab lain. Bandingkan kedua teks."), "text", "newer")
        )
        self.note = note


@transaction.atomic
def save_note(*, actor: User, session: Session, text: str, version: int, writer: str = "") -> Note:
    """Save `text` over `version` (0: there was none) and return the note with its new version.

    `writer` names the page that saves. It may save again over the version it knew, for its last answer may have been
    lost on the way; whoever else has an older version gets NoteConflict, which carries the newer note. The same text
    again changes nothing. Raises NotAllowed but for the session's mentor, DomainError for a text that is too long.
    """
    session = locked_own(actor, session)
    text = clean_text(text)
    if len(text) > LONGEST:
        raise DomainError(Problem(_("Catatan paling panjang 20.000 huruf."), "text", "too_long"))
    whose = {"session": session, "mentor": session.mentor}
    note = Note.objects.filter(**whose).first() or Note(**whose, version=0)
    if note.version and note.text == text:
        return note
    if version != note.version and not (writer and note.writer == writer[:36] and note.base == version):
        raise NoteConflict(note)
    note.text, note.version = text, note.version + 1
    note.writer, note.base = writer[:36], version
    note.saved_at = clock.now()
    note.save()
    # The trail says that, never what.
    if note.version == 1:
        audit.record("journal.begin_note", session, actor=actor)
    return note
