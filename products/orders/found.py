"""Reference data: shipping zones with fees a seller can live with until staff set their own."""

from products.orders.models import ShippingZone

# first kilogram and next kilogram in rupiah, days: near what couriers asked in East Java in 2026
ZONES = {
    ShippingZone.Reach.DISTRICT: (7_000, 2_000, 1, 2),
    ShippingZone.Reach.REGENCY: (9_000, 4_000, 1, 3),
    ShippingZone.Reach.NEAR: (14_000, 9_000, 2, 4),
    ShippingZone.Reach.JAVA: (19_000, 14_000, 2, 5),
    ShippingZone.Reach.OUTER: (42_000, 36_000, 4, 9),
}


def found() -> None:
    """Add the zones that are missing; fees staff changed stay."""
    ShippingZone.objects.bulk_create(
        [
            ShippingZone(reach=reach, first_kg=first, next_kg=more, min_days=soon, max_days=late)
            for reach, (first, more, soon, late) in ZONES.items()
        ],
        ignore_conflicts=True,
    )
