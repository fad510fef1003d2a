"""A contact as people type it: a phone number or an e-mail address."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from rumah.core.errors import DomainError, Problem
from rumah.core.models import OutboxMessage
from rumah.core.phone import parse_phone

Channel = OutboxMessage.Channel


def way_to(contact: str) -> tuple[str, str]:
    """Return channel and address of a contact on one line. Raises DomainError (field `contact`) for anything else."""
    if "@" in contact:
        try:
            validate_email(contact)
        except ValidationError:
            raise DomainError(Problem(_("Alamat surel ini tidak lengkap."), "contact")) from None
        return Channel.EMAIL, contact.lower()
    if not contact:
        raise DomainError(Problem(_("Tulis nomor HP atau surel Anda."), "contact"))
    try:
        return Channel.WHATSAPP, parse_phone(contact, mobile=True)
    except DomainError as error:
        raise DomainError(Problem(str(error), "contact")) from None
