"""`manage.py import_catalogue`: businesses and products from two CSV files."""

import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from products.intake.run import SHOWN, Result, import_catalogue
from products.intake.writing import Count
from rumah.core.errors import DomainError

WIDTH = 28


class Command(BaseCommand):
    """Tells the person at the terminal what happens, and every flaw at once."""

    help = "Impor usaha dan produk dari dua berkas CSV, semua atau tidak sama sekali. Lihat docs/import.md."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the files and options."""
        parser.add_argument("businesses", type=Path, help="usaha.csv")
        parser.add_argument("products", type=Path, help="produk.csv")
        parser.add_argument("--photos", type=Path, help="folder foto")
        parser.add_argument("--dry-run", action="store_true", help="periksa saja; tidak ada yang berubah")
        parser.add_argument("--corrections", type=Path, help="berkas galat produk yang sudah diperbaiki")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, print, and end with an error when it was refused."""
        bar = ProgressBar()
        try:
            result = import_catalogue(
                businesses=options["businesses"], products=options["products"], photos=options["photos"],
                dry_run=options["dry_run"], corrections=options["corrections"], progress=bar,
            )  # fmt: skip
        except DomainError as error:
            raise CommandError(str(error)) from error
        finally:
            bar.end()
        for notice in result.notices:
            self.stderr.write(notice)
        if result.is_refused:
            self._refuse(result, {"business": options["businesses"].name, "product": options["products"].name})
        self.stdout.write(summary(result))

    def _refuse(self, result: Result, names: dict[str, str]) -> None:
        for flaw in result.flaws:
            place = _("%(file)s baris %(row)d") % {"file": names[flaw.file], "row": flaw.row}
            column = _(", kolom %(name)s") % {"name": flaw.heading} if flaw.heading else ""
            self.stderr.write(f"{place}{column}: {flaw.message}")
        if result.flaw_count > SHOWN:
            message = _("… dan %(count)d kesalahan lain; semuanya ada di berkas galat.")
            self.stderr.write(message % {"count": result.flaw_count - SHOWN})
        for path in result.error_files:
            self.stderr.write(_("Berkas galat: %(path)s") % {"path": path})
        raise CommandError(_("%(count)d kesalahan. Tidak ada yang diimpor.") % {"count": result.flaw_count})


def summary(result: Result) -> str:
    """Return what was done, one line a kind."""
    lines = [_("Percobaan saja: tidak ada yang ditulis.")] if result.dry_run else []
    kinds = (
        (_("Usaha"), result.counts.businesses),
        (_("Produk"), result.counts.products),
        (_("Foto"), result.counts.photos),
    )
    return "\n".join([*lines, *(f"{name}: {_told(count)}" for name, count in kinds)])


def _told(count: Count) -> str:
    numbers = {"new": count.new, "changed": count.changed, "same": count.same}
    return _("%(new)d baru, %(changed)d berubah, %(same)d tetap") % numbers


class ProgressBar:
    """A bar on a terminal; elsewhere a plain line for each step."""

    def __init__(self) -> None:
        self.stream = sys.stderr
        self.step = ""
        self.drawn_at = 0.0

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Show how far `step` has come."""
        if not self.stream.isatty():
            if step != self.step:
                self.stream.write(f"{step} …\n")
            self.step = step
            return
        now = time.monotonic()
        if step == self.step and now - self.drawn_at < 0.1 and done != total:
            return
        if step != self.step and self.step:
            self.stream.write("\n")
        self.step, self.drawn_at = step, now
        filled = WIDTH * done // total if total else 0
        bar = f"[{'█' * filled}{'·' * (WIDTH - filled)}] {done}/{total}" if total else str(done or "")
        self.stream.write(f"\r{step} {bar}\x1b[K")
        self.stream.flush()

    def end(self) -> None:
        """Leave the line."""
        if self.step and self.stream.isatty():
            self.stream.write("\n")
