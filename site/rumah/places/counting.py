"""Count verified businesses by kecamatan and sector: all at once by the clock, never for a visitor."""

from collections import Counter

from django.db import connection, transaction
from django.db.models import Count

from rumah.businesses.models import Business
from rumah.businesses.states import Standing
from rumah.core import regions
from rumah.places.models import DistrictCount


def recount() -> int:
    """Build the table anew, all of it or nothing, and return how many businesses it counts.

    One pass over the index by standing and kecamatan. What the table holds already is left alone.
    """
    verified = Business.objects.filter(standing=Standing.VERIFIED).order_by()
    with transaction.atomic():
        # Two recounts at once would each write the same rows; readers are not kept waiting by this lock.
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE places_districtcount IN SHARE ROW EXCLUSIVE MODE")
        wanted = {
            (row["district_code"], row["sector"]): row["number"]
            for row in verified.values("district_code", "sector").annotate(number=Count("pk"))
        }
        known = {(row.district_code, row.sector): row for row in DistrictCount.objects.all()}
        DistrictCount.objects.filter(pk__in=[known[key].pk for key in known.keys() - wanted.keys()]).delete()
        changed = [key for key in wanted if key in known and known[key].number != wanted[key]]
        for key in changed:
            known[key].number = wanted[key]
        DistrictCount.objects.bulk_update([known[key] for key in changed], ["number"], batch_size=500)
        fresh = [
            DistrictCount(
                regency_code=regions.ancestor(district, 2), district_code=district, sector=sector, number=number
            )
            for (district, sector), number in wanted.items()
            if (district, sector) not in known
        ]
        DistrictCount.objects.bulk_create(fresh, batch_size=500)
    return sum(wanted.values())


def by_district(regency: str, *, sector: str = "") -> Counter[str]:
    """Return how many verified businesses each kecamatan of `regency` has, of one sector if asked. One query.

    Reads at most one row a kecamatan and sector, however many businesses there are.
    """
    rows = DistrictCount.objects.filter(regency_code=regency)
    if sector:
        rows = rows.filter(sector=sector)
    found: Counter[str] = Counter()
    for district, number in rows.values_list("district_code", "number"):
        found[district] += number
    return found
