"""Tell the owners of a business what happened to it."""

from rumah.businesses.models import Business
from rumah.businesses.states import Role
from rumah.core import outbox
from rumah.core.models import OutboxMessage


def tell_owners(*, business: Business, said: str, reason: str, key: str) -> None:
    """Queue one message per owner with the reason below; a second time under the same key sends nothing."""
    body = "\n\n".join(part for part in (f"{business.name}: {said}", reason) if part)
    for member in business.memberships.filter(role=Role.OWNER).select_related("user").order_by("pk"):
        user = member.user
        channel = OutboxMessage.Channel.WHATSAPP if user.phone else OutboxMessage.Channel.EMAIL
        outbox.queue(
            channel=channel, to=user.phone or user.email or "", subject=said, body=body, dedupe_key=f"{key}:{user.pk}"
        )
