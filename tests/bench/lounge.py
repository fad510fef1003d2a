"""How long a day's roll-up takes in a full house: 300,000 businesses, 1,000,000 products, a year of everything.

    createdb bench_lounge
    DATABASE_URL=postgres://postgres@127.0.0.1/bench_lounge python manage.py migrate
    DATABASE_URL=postgres://postgres@127.0.0.1/bench_lounge python -m tests.bench.lounge

Rows are made inside the database; columns nobody counts get an empty value of their type. Nothing but a database whose
name begins with `bench` is touched.
"""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumah.settings.dev")

import django

django.setup()

from django.db import connection

from rumah.core import clock
from rumah.figures import today
from rumah.figures.measures import all_measures
from rumah.figures.period import asked
from rumah.figures.read import _read
from rumah.figures.roll import roll
from rumah.figures.statements import select, with_days

BUSINESSES, PRODUCTS, ORDERS, SESSIONS = 300_000, 1_000_000, 500_000, 300_000
EMPTY = {
    "character varying": "''", "text": "''", "boolean": "false", "timestamp with time zone": "now()",
    "date": "current_date", "jsonb": "'{}'", "uuid": "gen_random_uuid()",
}  # fmt: skip
BACK = "now() - ((n * 7919) % 31536000) * interval '1 second'"
BUSINESS, PRODUCT = f"1 + (n * 7) % {BUSINESSES}", f"1 + (n * 13) % {PRODUCTS}"
SESSION = "lpad(to_hex(n), 32, '0')::uuid"
KEY = {"id": "n"}


def fill(table: str, count: int, **values: str) -> None:
    """Insert `count` rows, numbered n, with these expressions and an empty value for every other column."""
    begun = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s AND table_schema ="
            " 'public' AND is_nullable = 'NO' AND is_generated = 'NEVER' AND is_identity = 'NO'", [table],
        )  # fmt: skip
        others = {name: EMPTY.get(kind, "0") for name, kind in cursor.fetchall() if name not in values}
        columns = others | values
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        # Rows of a bench need no state that verbs would know.
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table])
        for (check,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{check}"')
        identity = "OVERRIDING SYSTEM VALUE " if "id" in values else ""
        cursor.execute(
            f"INSERT INTO {table} ({names}) {identity}SELECT {', '.join(columns.values())}"
            f" FROM generate_series(1::bigint, {count}) n ON CONFLICT DO NOTHING"
        )
        cursor.execute(f"ANALYZE {table}")
    print(f"  {table:<32} {count:>9,} rows {time.monotonic() - begun:6.1f} s", flush=True)


def build() -> None:
    """Fill the house."""
    fill(
        "businesses_business", BUSINESSES, **KEY, slug="'u-' || n", code="'u-' || n", sector="'makanan'",
        region_code="'35.10.' || lpad((1 + n % 25)::text, 2, '0') || '.1001'", standing="'verified'",
        verified_at=BACK, created_at=f"{BACK} - interval '3 days'",
    )  # fmt: skip
    fill(
        "catalogue_product", PRODUCTS, **KEY, slug="'p-' || n", code="'p-' || n", business_id=BUSINESS,
        district_code="'35.10.' || lpad((1 + n % 25)::text, 2, '0')", is_listed="true", listed_at=BACK,
    )  # fmt: skip
    fill(
        "businesses_permit", BUSINESSES, **KEY, business_id="n", kind="(ARRAY['nib', 'pirt', 'halal'])[1 + n % 3]",
        number="n::text", expires_on="current_date + (n % 900)::int",
    )  # fmt: skip
    fill("readiness_assessment", 2 * BUSINESSES, **KEY, business_id=BUSINESS, at=BACK, level="'modern'")
    fill("traffic_productday", 2 * PRODUCTS, **KEY, product_id=PRODUCT, day="current_date - (n % 97)::int", views="3")
    fill("orders_purchase", ORDERS, **KEY, number="'n-' || n", idempotency_key="NULL", items_total="9", total="9",
         paid_at=BACK, placed_at=BACK)  # fmt: skip
    fill("orders_order", ORDERS, **KEY, number="'n-' || n", purchase_id="n", business_id=BUSINESS, delivery="'ship'",
         fulfilment="'completed'", placed_at=BACK)  # fmt: skip
    fill("orders_shipment", ORDERS, **KEY, order_id="n", carrier_id="NULL", shipped_at=f"{BACK} + interval '1 day'")
    fill("payments_transfer", ORDERS, **KEY, order_id="n", business_id=BUSINESS, kind="'earned'", reference="'n-' || n",
         amount="9000", commission="1000", at=BACK)  # fmt: skip
    fill("mentoring_services_service", 5, **KEY, slug="'l-' || n", name="'l-' || n", duration="60", seats="1",
         series_length="1", series_rhythm="7")  # fmt: skip
    fill(
        "mentoring_sessions_session", SESSIONS, id=SESSION, service_id="1 + n % 5", business_id=BUSINESS,
        mentor_id="1 + n % 400", state="'completed'", starts_at=BACK, ends_at=f"{BACK} + interval '1 hour'",
        created_at=f"{BACK} - interval '4 days'",
    )  # fmt: skip
    fill("mentoring_journal_effort", SESSIONS, **KEY, session_id=SESSION, mentor_id="1 + n % 400", kind="'contact'",
         on="current_date - (n % 365)::int", minutes="60")  # fmt: skip
    fill("core_auditentry", 2 * PRODUCTS, **KEY, at=BACK, verb="(ARRAY['orders.place', 'catalogue.change'])[1 + n % 2]")


def main() -> None:
    """Build what is missing and measure."""
    assert str(connection.settings_dict["NAME"]).startswith("bench"), "only a bench database"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM businesses_business")
        if cursor.fetchone()[0] < BUSINESSES:
            build()
    yesterday = clock.today() - timedelta(days=1)
    head, values = with_days([yesterday])
    for one in all_measures().values():
        begun = time.monotonic()
        with connection.cursor() as cursor:
            cursor.execute(f"{head} SELECT COUNT(*) FROM ({select(one)}) q", values)
        print(f"  {one.code:<24} {time.monotonic() - begun:6.2f} s", flush=True)
    for name, act in (
        ("one day rolled up", lambda: roll([yesterday])),
        ("the same again", lambda: roll([yesterday])),
        ("a week rolled up", lambda: roll([yesterday - timedelta(days=at) for at in range(1, 8)])),
        ("today, live", today.count_today),
        ("a period read", lambda: _read(asked("30", ""))),
    ):
        begun = time.monotonic()
        act()
        print(f"{name:<24} {time.monotonic() - begun:6.2f} s", flush=True)


if __name__ == "__main__":
    main()
