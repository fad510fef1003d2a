"""`manage.py setup`: migrate and add the reference data no house can do without."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from rumah.core.messages import compile_catalogues
from rumah.operate.setup import set_up


class Command(BaseCommand):
    """Brings a new or an upgraded database to where people can use it."""

    help = "Migrasi, lalu isi data acuan (peran, kategori, zona kirim, layanan, hari libur, halaman)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every step; each is safe to repeat."""
        compile_catalogues()
        call_command("migrate", verbosity=0, interactive=False)
        set_up(tell=lambda step: self.stdout.write(f"  {step}"))
