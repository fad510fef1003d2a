"""`manage.py roll_up`: count days for the lounge, again or for the first time."""

import time
from argparse import ArgumentTypeError
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.figures.catch_up import catch_up
from rumah.figures.roll import roll_range


def day(text: str) -> date:
    """Return `2026-11-24` as a date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} bukan tanggal; tulis seperti 2026-11-24") from None


class Command(BaseCommand):
    """Without a range it does what the worker does at night; with one it counts those days whatever was counted."""

    help = "Hitung angka harian ruang pantau. Hari yang dihitung lagi diganti; hari ini tidak disimpan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the range."""
        parser.add_argument("--from", dest="first", type=day, help="hari pertama, misalnya 2026-01-01")
        parser.add_argument("--to", dest="last", type=day, help="hari terakhir; tanpa ini sampai kemarin")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count and say how long it took."""
        begun, first, last = time.monotonic(), options["first"], options["last"]
        yesterday = clock.today() - timedelta(days=1)
        if first is None and last is not None:
            raise CommandError("--to memerlukan --from")
        if first is not None and first > (last or yesterday):
            raise CommandError("--from lebih lambat daripada --to")
        try:
            if first is None:
                days = catch_up()
            else:
                days = roll_range(first, last or yesterday, tell=lambda part: self.stdout.write(f"  {part}"))
        except DomainError as error:
            raise CommandError(f"{error} Hari sebelumnya sudah tersimpan.") from error
        self.stdout.write(f"{days} hari dihitung dalam {time.monotonic() - begun:.1f} detik.")
