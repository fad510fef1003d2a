"""What a solution costs, and what of a line can still be given back."""

from django.db.models import Sum
from django.utils.translation import gettext as _

from products.care.models import Complaint
from products.care.states import REFUNDS, ComplaintState, Solution
from products.orders.models import OrderLine
from products.payments.refund import left_of
from rumah.core.errors import Problem
from rumah.core.money import format_rupiah


def refundable(line: OrderLine) -> int:
    """Return the rupiah of the line that no earlier complaint has given back, within what the order has left."""
    given = Complaint.objects.filter(line=line, state=ComplaintState.RESOLVED, outcome__in=REFUNDS)
    before = given.aggregate(sum=Sum("outcome_amount"))["sum"] or 0
    return min(int(line.total - before), left_of(line.order))


def priced(line: OrderLine, solution: str, amount: int, problems: list[Problem], field: str = "amount") -> int:
    """Return the rupiah that `solution` takes, 0 where it takes none; what is wrong goes to `problems`."""
    if solution not in REFUNDS:
        return 0
    most = refundable(line)
    if most <= 0:
        problems.append(Problem(_("Uang untuk barang ini sudah dikembalikan seluruhnya."), field))
        return 0
    if solution == Solution.REFUND_ALL:
        return most
    if not 0 < amount <= most:
        text = _("Tulis jumlah uang kembali, paling banyak %(most)s.") % {"most": format_rupiah(most)}
        problems.append(Problem(text, field))
    return amount
