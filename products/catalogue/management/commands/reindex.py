"""`manage.py reindex`: bring listings, search and counts of the whole catalogue up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from products.catalogue.reindex import reindex


class Command(BaseCommand):
    """For after a restore, or when an index was lost; safe at any time."""

    help = "Susun ulang daftar, indeks pencarian, dan hitungan saringan dari seluruh katalog."

    def handle(self, *args: Any, **options: Any) -> None:
        """Reindex and say how much it was."""
        self.stdout.write(f"{reindex()} produk diperbarui.")
