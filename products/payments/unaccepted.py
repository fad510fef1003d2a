"""Give the money back for orders that no seller accepted in time."""

import structlog
from django.utils import translation
from django.utils.translation import gettext as _

from products.orders.deadline import overdue
from products.payments.cancel_order import cancel_order
from rumah.core.errors import DomainError

log = structlog.get_logger(__name__)
BATCH = 100


def cancel_unaccepted() -> int:
    """Cancel what is overdue; return how many. Whoever accepts at the last moment wins: the verb looks again."""
    count = 0
    for order in overdue().select_related("business", "purchase")[:BATCH]:
        try:
            with translation.override(order.purchase.language):
                cancel_order(order=order, actor=None, reason=_("tidak diterima penjual pada waktunya"))
            count += 1
        except DomainError as error:
            log.info("unaccepted_skipped", order=order.number, why=str(error))
        except Exception:  # one order with something wrong about it must not stop the others
            log.exception("unaccepted_failed", order=order.number)
    return count
