"""Background work of payments. Every job is safe to run twice and at once."""

from django_tasks import task

from products.payments import complete, inbox, poll, refund_send, unaccepted
from rumah.core.errors import Unavailable
from rumah.core.periodic import every


@task()
def process_webhook(event_id: int) -> None:
    """Process one stored message soon after it came; what fails here waits for `process_webhooks`."""
    try:
        inbox.process(event_id=event_id)
    except Unavailable:
        return


@every(seconds=20)
def process_webhooks() -> int:
    """Process messages that are left over."""
    return inbox.process_due()


@every(seconds=20)
def poll_attempts() -> int:
    """Ask after live attempts."""
    return poll.poll_live()


@every(minutes=1)
def poll_closed_attempts() -> int:
    """Ask once more after attempts that closed lately."""
    return poll.poll_closed()


@every(seconds=30)
def expire_purchases() -> int:
    """End purchases past their deadline."""
    return poll.expire_overdue()


@every(seconds=30)
def send_refunds() -> int:
    """Send back what goes back."""
    return refund_send.send_due()


@every(minutes=15)
def complete_orders() -> int:
    """Close what was shipped long ago."""
    return complete.complete_overdue()


@every(minutes=10)
def cancel_unaccepted() -> int:
    """Give money back for what no seller accepted."""
    return unaccepted.cancel_unaccepted()
