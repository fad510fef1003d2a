"""Reference data: what a year's turnover means for a small seller's tax."""

from datetime import date

from products.payouts.models import TaxThreshold

# (name, rupiah, from, note, source)
THRESHOLDS = (
    (
        "Batas bebas PPh final orang pribadi", 500_000_000, date(2022, 1, 1),
        "Orang pribadi tidak membayar PPh final atas omzet sampai batas ini dalam setahun; di atasnya 0,5%.",
        "PP 55/2022",
    ),
    (
        "Batas usaha mikro", 2_000_000_000, date(2021, 2, 2),
        "Penjualan setahun sampai batas ini termasuk usaha mikro.", "PP 7/2021",
    ),
)  # fmt: skip


def found() -> None:
    """Add the thresholds that are missing; what staff changed stays."""
    TaxThreshold.objects.bulk_create(
        [
            TaxThreshold(name=name, amount=amount, valid_from=start, note=note, source=source)
            for name, amount, start, note, source in THRESHOLDS
        ],
        ignore_conflicts=True,
    )
