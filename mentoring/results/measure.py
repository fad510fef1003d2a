"""Count what happened in the 28 days before and after something went live, once they are over."""

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from mentoring.results import figures, messages
from mentoring.results.figures import Comparison, Day, Sums
from mentoring.results.models import Deliverable, Figure, Measurement, Publication
from mentoring.results.states import Side, Whose
from mentoring.schedule.models import Holiday
from products.catalogue.models import Product
from products.orders.models import OrderLine
from products.orders.states import Fulfilment, PaymentState
from products.traffic.queries import days_of
from rumah.core import audit, clock
from rumah.core.locking import locked

WIB = clock.ZONES["WIB"]
MAX_PEERS = 200
BATCH = 50


def due() -> list[int]:
    """Return publications on products whose days are over and not counted yet, longest waiting first. One query."""
    # The day after the 28th must have begun, on the clock of WIB.
    begun = datetime.combine(clock.today() - timedelta(days=figures.WINDOW), time.min, WIB).astimezone(UTC)
    rows = Publication.objects.filter(reverted_at=None, live_at__lt=begun, deliverable__product__isnull=False)
    return list(rows.filter(measurement=None).order_by("live_at", "pk").values_list("pk", flat=True)[:BATCH])


def measure(publication_id: int) -> Measurement | None:
    """Count one publication and return its measurement; None when it was taken back. Twice is as good as once."""
    with transaction.atomic():
        rows = locked(Publication.objects.filter(pk=publication_id, reverted_at=None))
        if not rows:
            return None
        (publication,) = rows
        if found := Measurement.objects.filter(pk=publication_id).first():
            return found
        row = Deliverable.objects.select_related("business", "product").get(pk=publication.deliverable_id)
        result = _compared(publication, row)
        measurement = Measurement.objects.create(
            publication=publication, measured_at=clock.now(), left_out=dict(result.left_out)
        )  # fmt: skip
        Figure.objects.bulk_create(_figures(measurement, result))
        audit.record("results.measure", row, publication=publication_id, left_out=dict(result.left_out))
        messages.measured(row, publication_id)
    return measurement


def measure_due() -> int:
    """Count everything that is due and return how many were."""
    return sum(measure(pk) is not None for pk in due())


def _compared(publication: Publication, row: Deliverable) -> Comparison:
    live_on = clock.local(publication.live_at).date()
    before, after = figures.window(live_on)
    first, last = before[0], after[-1]
    assert row.product is not None  # noqa: S101  # `due` asks for products only
    peers = _peers(row.product, first=first, last=last)
    days = _days([row.product.pk, *peers], first=first, last=last)
    return figures.compare(
        live_on=live_on, price=publication.price, own=days[row.product.pk], peers=[days[pk] for pk in peers],
        lebaran=figures.around_lebaran(lebaran_between(first, last)),
    )  # fmt: skip


def lebaran_between(first: date, last: date) -> list[date]:
    """Return the days of Idul Fitri whose surroundings may reach into these days, joint leave included. One query."""
    margin = timedelta(days=max(figures.BEFORE_LEBARAN, figures.AFTER_LEBARAN))
    rows = Holiday.objects.filter(date__gte=first - margin, date__lte=last + margin)
    names = rows.values_list("date", "name")
    return [day for day, name in names if "idulfitri" in name.lower().replace(" ", "")]


def _peers(product: Product, *, first: date, last: date) -> list[int]:
    """Return listed products of the category that were there before and have not been changed since. One query."""
    start = datetime.combine(first, time.min, WIB)
    end = datetime.combine(last + timedelta(days=1), time.min, WIB)
    rows = Product.objects.filter(
        category=product.category_id, is_listed=True, listed_at__lt=start, updated_at__lt=start
    )
    helped = Deliverable.objects.filter(publications__live_at__gte=start, publications__live_at__lt=end)
    rows = rows.exclude(pk=product.pk).exclude(pk__in=helped.filter(product__isnull=False).values("product"))
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MAX_PEERS])


def _days(product_ids: Collection[int], *, first: date, last: date) -> dict[int, dict[date, Day]]:
    """Return each product's days. Two queries."""
    sold = _sold(product_ids, first=first, last=last)
    days: dict[int, dict[date, Day]] = defaultdict(dict)
    for row in days_of(product_ids, first=first, last=last):
        orders, revenue = sold.pop((row.product_id, row.day), (0, 0))
        days[row.product_id][row.day] = Day(
            row.views, row.cart_adds, orders, revenue, row.lowest_price, row.highest_price, row.was_out
        )
    for (product_id, day), (orders, revenue) in sold.items():
        days[product_id][day] = Day(orders=orders, revenue=revenue)
    return days


def _sold(product_ids: Collection[int], *, first: date, last: date) -> dict[tuple[int, date], tuple[int, int]]:
    """Return (orders, rupiah) by product and day of placing: what was paid or is paid in cash, and not cancelled."""
    lines = OrderLine.objects.filter(
        variant__product__in=product_ids,
        order__placed_at__gte=datetime.combine(first, time.min, WIB),
        order__placed_at__lt=datetime.combine(last + timedelta(days=1), time.min, WIB),
        order__purchase__payment_state__in=[PaymentState.PAID, PaymentState.COD],
    ).exclude(order__fulfilment=Fulfilment.CANCELLED)
    rows = (
        lines.annotate(day=TruncDate("order__placed_at", tzinfo=WIB)).order_by().values_list("variant__product", "day")
        .annotate(orders=Count("order", distinct=True), revenue=Sum("total"))
    )  # fmt: skip
    return {(product, day): (orders, revenue) for product, day, orders, revenue in rows}


def _figures(measurement: Measurement, result: Comparison) -> list[Figure]:
    sides: dict[tuple[Whose, Side], Sums] = {
        (Whose.OWN, Side.BEFORE): result.before, (Whose.OWN, Side.AFTER): result.after,
        (Whose.PEERS, Side.BEFORE): result.peers_before, (Whose.PEERS, Side.AFTER): result.peers_after,
    }  # fmt: skip
    return [
        Figure(
            measurement=measurement, whose=whose, side=side, days=one.days, views=one.views, cart_adds=one.cart_adds,
            orders=one.orders, revenue=one.revenue,
        )
        for (whose, side), one in sides.items()
    ]  # fmt: skip
