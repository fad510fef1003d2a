"""Write visits of short links down, as views are: one statement, added to what others wrote for the same day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db import connection

from products.campaigns.models import Campaign, CampaignDay
from products.traffic.readers import insiders_among, staff_among
from products.traffic.tally import Seen

CHUNK = 100
TABLE = CampaignDay._meta.db_table
UPSERT = f"""
INSERT INTO {TABLE} (campaign_id, day, visits) VALUES %s
ON CONFLICT (campaign_id, day) DO UPDATE SET visits = {TABLE}.visits + EXCLUDED.visits
"""  # noqa: S608  # the table's name is ours


def record_visits(counts: Mapping[Seen, int]) -> None:
    """Add the visits among these counts, without those of staff, of the business's own people and their mentors.

    At most five queries (one more for each further hundred links), none without a visit.
    """
    visits = {seen: times for seen, times in counts.items() if seen.event == "visit"}
    if not visits:
        return
    of_whom = dict(Campaign.objects.filter(pk__in={seen.thing for seen in visits}).values_list("pk", "business_id"))
    people = {seen.user for seen in visits if seen.user is not None}
    staff = staff_among(people) if people else set()
    own = insiders_among(people, set(of_whom.values()))
    sums: dict[tuple[int, date], int] = defaultdict(int)
    for seen, times in visits.items():
        if seen.thing in of_whom and seen.user not in staff and (seen.user, of_whom[seen.thing]) not in own:
            sums[seen.thing, seen.day] += times
    rows = [(campaign, day, times) for (campaign, day), times in sorted(sums.items())]
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        with connection.cursor() as cursor:
            cursor.execute(UPSERT % ", ".join(["(%s, %s, %s)"] * len(part)), [value for row in part for value in row])
