"""The import: read and check everything, then write everything or nothing."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import IntegrityError, reset_queries, transaction
from django.utils.translation import gettext as _

from products.catalogue import facets
from products.catalogue.refresh import refresh_products
from products.intake import reading
from products.intake.businesses import write_businesses
from products.intake.checking import Reader
from products.intake.columns import ROW_COLUMN, normal
from products.intake.comparing import categories, check_against_database, chunks, known
from products.intake.errors_file import write_errors
from products.intake.grouping import check_groups, items
from products.intake.items import write_chunk
from products.intake.models import ImportRun
from products.intake.photos import check_photos, prepare_photos
from products.intake.picturing import write_photos
from products.intake.staging import Flaw, Spool
from products.intake.variant_pictures import check_variant_photos, write_variant_photos
from products.intake.writing import Counts
from products.stock.availability import refresh_in_stock
from products.stock.models import StockLevel
from rumah.businesses.models import Business, Permit
from rumah.core import audit, clock, statistics
from rumah.core.errors import Conflict, DomainError
from rumah.core.images import shelf
from rumah.core.pagecache import forget_pages

Progress = Callable[[str, int, int | None], object]
SHOWN = 200


class _Refused(Exception):
    """Ends the transaction when a row turned out wrong while writing, or nothing was to be kept."""


@dataclass(slots=True)
class Result:
    """What came of an import. `flaws` are the first 200 of `flaw_count`; the error files hold every wrong row."""

    dry_run: bool
    counts: Counts = field(default_factory=Counts)
    flaws: list[Flaw] = field(default_factory=list)
    flaw_count: int = 0
    error_files: list[Path] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether nothing was written because something is wrong."""
        return self.flaw_count > 0


def _silent(_step: str, _done: int, _total: int | None) -> None:
    return None


def import_catalogue(
    *, businesses: Path, products: Path, photos: Path | None = None, dry_run: bool = False,
    corrections: Path | None = None, quick_photos: bool = False, progress: Progress = _silent,
) -> Result:  # fmt: skip
    """Bring both files in, all or nothing, and tell what happened; a dry run writes and then takes it back.

    `photos` is the one folder photo names may point into. `corrections` is a corrected error file of the products
    file: its rows take the place of those with the same number. `quick_photos` renders faster for larger files.
    Raises DomainError for a file that cannot be read at all and Conflict when another import was quicker.
    """
    result = Result(dry_run)
    with Spool() as spool, tempfile.TemporaryDirectory(prefix="impor-") as folder:
        run = _Run(spool, Path(folder), result, progress)
        run.open(businesses, products, corrections)
        if run.check(photos, quick=quick_photos and not dry_run):
            run.write()
        run.tell()
    return result


def import_own(
    *, business: Business, products: Path, corrections: Path | None = None, dry_run: bool = False, actor: Any = None,
    progress: Progress = _silent,
) -> Result:  # fmt: skip
    """Bring one business's products in, as `import_catalogue` does; the file cannot name another business.

    Photos that are named are passed over: in a browser there is no folder of them.
    """
    result = Result(dry_run)
    with Spool() as spool, tempfile.TemporaryDirectory(prefix="impor-") as folder:
        run = _Run(spool, Path(folder), result, progress)
        run.open_own(business, products, corrections, actor=actor)
        if run.check(None, quick=False):
            run.write()
        run.tell()
    return result


class _Run:
    """One import on its way."""

    def __init__(self, spool: Spool, folder: Path, result: Result, progress: Progress) -> None:
        self.spool, self.folder, self.result, self.progress = spool, folder, result, progress
        self.readers: tuple[Reader, ...] = ()
        self.actor: Any = None
        self.has_photos = False
        self.started_at = clock.now()
        self.categories = categories()

    def open(self, businesses: Path, products: Path, corrections: Path | None) -> None:
        """Find out how the files are written, and keep the corrections beside their rows."""
        self.readers = (
            Reader(self.spool, reading.inspect(businesses), "business"),
            Reader(self.spool, reading.inspect(products), "product"),
        )
        self._note(corrections)

    def open_own(self, business: Business, products: Path, corrections: Path | None, *, actor: Any) -> None:
        """Do the same for a file of one business's products."""
        self.actor = actor
        self.readers = (Reader(self.spool, reading.inspect(products), "product", own=business.code),)
        self._note(corrections)

    def _note(self, corrections: Path | None) -> None:
        for reader in self.readers:
            name = reader.source.path.name
            if reader.source.is_legacy:
                notice = _("%(file)s bukan UTF-8; dibaca sebagai Windows-1252. Periksa huruf khusus.")
                self.result.notices.append(notice % {"file": name})
            for heading in reader.unknown_headings():
                notice = _("%(file)s: kolom “%(heading)s” tidak dikenal dan dilewati.")
                self.result.notices.append(notice % {"file": name, "heading": heading})
        if corrections is not None:
            self._correct(reading.inspect(corrections))

    def _correct(self, source: reading.Source) -> None:
        headings = [normal(heading) for heading in source.headings]
        original = [normal(heading) for heading in self.readers[-1].source.headings]
        if ROW_COLUMN not in headings or headings[: len(original)] != original:
            message = _("%(file)s bukan berkas galat dari berkas produk ini.")
            raise DomainError(message % {"file": source.path.name})
        at = headings.index(ROW_COLUMN)
        for _number, cells in reading.rows(source):
            if cells and len(cells) > at and cells[at].strip().isdigit():
                kept = (int(cells[at]), json.dumps(cells[: len(original)]))
                self.spool.db.execute("INSERT OR REPLACE INTO correction VALUES (?, ?)", kept)

    def check(self, photos: Path | None, *, quick: bool) -> bool:
        """Read and compare everything; return whether it is fit to be written."""
        product = self.readers[-1]
        # Both are asked first, so that headings missing in both files are told at once.
        complete = [reader.has_headings() for reader in self.readers]
        if not all(complete):
            return False
        for business in self.readers[:-1]:
            business.read(lambda row: self.progress(_("Membaca usaha"), row, None))
        product.read(lambda row: self.progress(_("Membaca produk"), row, None))
        self.progress(_("Memeriksa"), 0, None)
        check_groups(product, self.categories)
        check_against_database(product, self.spool)
        if photos is not None:
            self._check_photos(product, photos, quick=quick)
        elif self.spool.scalar("SELECT count(*) FROM picture"):
            self.result.notices.append(_("Foto dilewati, karena folder foto tidak disebut (--photos)."))
        return not self.spool.flaw_count()

    def _check_photos(self, product: Reader, photos: Path, *, quick: bool) -> None:
        if not photos.is_dir():
            raise DomainError(_("Folder foto %(name)s tidak ada.") % {"name": photos})
        self.has_photos = True
        check_photos(product, self.spool, photos)
        for item in items(self.spool):
            check_variant_photos(product, item)
        step = _("Menyiapkan foto")
        prepare_photos(
            product, self.spool, self.folder, quick=quick, progress=lambda done, total: self.progress(step, done, total)
        )

    def tell(self) -> None:
        """Put into the result what is wrong, and the error files beside the sources."""
        self.result.flaw_count = self.spool.flaw_count()
        self.result.flaws = [flaw for flaw, _at in zip(self.spool.flaws(), range(SHOWN), strict=False)]
        if self.result.is_refused:
            self.result.counts = Counts()
            found = (write_errors(self.spool, reader.source, reader.file) for reader in self.readers)
            self.result.error_files = [path for path in found if path]

    def write(self) -> None:
        """Write all of it in one transaction; what was saved as files goes again when it fails."""
        try:
            with shelf.all_or_nothing(), transaction.atomic():
                self._write()
                if self.result.dry_run or self.spool.flaw_count():
                    raise _Refused
        except _Refused:
            return
        except IntegrityError as error:
            raise Conflict(_("Data yang sama sedang diubah di tempat lain. Jalankan impor sekali lagi.")) from error

    def _write(self) -> None:
        counts, product = self.result.counts, self.readers[-1]
        total, done = int(self.spool.scalar("SELECT count(*) FROM (SELECT DISTINCT business, code FROM product)")), 0
        moved = write_businesses(self.spool, now=self.started_at, counts=counts)
        touched_any, shelves = bool(moved), apps.get_app_config("catalogue")
        for number, chunk in enumerate(chunks(items(self.spool)), start=1):
            touched = write_chunk(
                chunk, categories=self.categories, now=self.started_at, counts=counts, say=product.flaw
            )
            if self.has_photos:
                there = known(chunk)
                touched |= write_photos(self.spool, chunk, there, self.folder, now=self.started_at, counts=counts)
                touched |= write_variant_photos(self.spool, chunk, there)
            if touched and not self.result.dry_run:
                refresh_products(touched)
                refresh_in_stock(touched)
            touched_any |= bool(touched)
            done += len(chunk)
            if statistics.is_due(number):
                statistics.learn(Business, Permit, *shelves.get_models(include_auto_created=True), StockLevel)
            self.progress(_("Menulis produk"), done, total)
            # With DEBUG on Django remembers every statement, and ours are long.
            reset_queries()
        if touched_any and not self.result.dry_run:
            self._finish(moved)

    def _finish(self, moved: set[int]) -> None:
        self.progress(_("Menyegarkan katalog"), 0, None)
        # Products the file does not name show their business's name and standing too.
        for ids in chunks(sorted(moved)):
            for products in chunks(Business.objects.filter(pk__in=ids).values_list("products", flat=True).iterator()):
                refresh_products({pk for pk in products if pk})
        names = [reader.source.path.name[:200] for reader in self.readers]
        if len(names) > 1:
            # An owner's few products are counted by the clock.
            facets.rebuild()
        run = ImportRun.objects.create(
            started_at=self.started_at, businesses_file=names[0] if len(names) > 1 else "", products_file=names[-1],
            counts=self.result.counts.as_json(),
        )  # fmt: skip
        audit.record("intake.import", run, actor=self.actor, **self.result.counts.as_json())
        transaction.on_commit(forget_pages)
