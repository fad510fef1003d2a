"""A picture or PDF that shows a transfer: checked by its content, kept under a name nobody can guess."""

import uuid

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from rumah.businesses.permits import file_kind
from rumah.core.errors import DomainError, Problem


def proof_file(content: bytes) -> ContentFile[bytes]:
    """Return the file to keep. Raises DomainError (field `proof`) for none, a large one, and one of another kind."""
    if not content:
        raise DomainError(Problem(_("Unggah bukti transfer: foto atau PDF."), "proof"))
    try:
        kind = file_kind(content)
    except DomainError as error:
        raise DomainError(*(Problem(problem.message, "proof") for problem in error.problems)) from error
    return ContentFile(content, name=f"{uuid.uuid4().hex}.{kind}")
