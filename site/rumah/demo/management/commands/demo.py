"""`manage.py demo`: a demo of any size."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rumah.demo.load import load
from rumah.demo.people import SIGN_INS


class Command(BaseCommand):
    """Loads the demo and prints who can sign in."""

    help = "Muat data contoh: usaha, produk, pesanan, pendampingan. Jangan di server sungguhan."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare size and seed."""
        parser.add_argument("--businesses", type=int, default=60)
        parser.add_argument("--products", type=int, default=300)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Load once; a second time nothing is changed."""
        started = time.monotonic()
        try:
            loaded = load(
                businesses=options["businesses"], products=options["products"], seed=options["seed"],
                tell=lambda step: self.stdout.write(f"  {time.monotonic() - started:6.1f} s  {step}"),
            )  # fmt: skip
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not loaded:
            self.stdout.write("Data contoh sudah ada; tidak ada yang diubah.")
            return
        self.stdout.write(f"Selesai dalam {time.monotonic() - started:.1f} s.")
        for role, login, password in SIGN_INS:
            self.stdout.write(f"  {role:<16} {login:<28} {password}")
