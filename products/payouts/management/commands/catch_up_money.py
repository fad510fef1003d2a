"""Take into the books what came or went before there were any, after an update from a release without them."""

from typing import Any

from django.core.management.base import BaseCommand

from products.payments.catch_up import catch_up


class Command(BaseCommand):
    """`manage.py catch_up_money`: once after such an update; again does nothing."""

    help = "Book money from before the books; audit_money says afterwards whether all is whole."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many purchases were dealt with."""
        self.stdout.write(f"{catch_up()} purchases taken into the books.")
