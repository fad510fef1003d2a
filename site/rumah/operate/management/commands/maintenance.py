"""Close the house for work, open it again, or say which it is."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_datetime

from rumah.core import clock
from rumah.core.errors import DomainError
from rumah.operate.maintenance import close, reopen
from rumah.operate.models import Maintenance


class Command(BaseCommand):
    """`manage.py maintenance on --until "2026-11-24 23:00" --message …`, `off`, `status`."""

    help = "Answer 503 to everybody but staff while you work on the house."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take on, off or status."""
        parser.add_argument("state", choices=["on", "off", "status"])
        parser.add_argument("--until", default="", help='probable end in WIB, "2026-11-24 23:00"')
        parser.add_argument("--message", default="", help="what visitors read, in Indonesian")
        parser.add_argument("--message-en", default="", help="the same in English")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what now holds."""
        try:
            if options["state"] == "on":
                close(until=_moment(options["until"]), message=options["message"], message_en=options["message_en"])
            elif options["state"] == "off":
                reopen()
        except DomainError as error:
            raise CommandError(str(error)) from None
        work = Maintenance.objects.first()
        self.stdout.write(f"closed since {work.since:%Y-%m-%d %H:%M} UTC" if work else "open")


def _moment(text: str) -> datetime | None:
    """Return the moment; without a zone it is WIB."""
    if not text:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError('--until: write it as "2026-11-24 23:00".')
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.ZONES["WIB"])
