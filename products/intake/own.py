"""An owner's import in the browser: upload, a dry run in the background, a look at what it found, and the real run."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

from products.intake import reading, sheet, tasks
from products.intake.models import OwnImport
from products.intake.run import Progress, import_own
from rumah.businesses.models import Business
from rumah.core import audit, clock
from rumah.core.errors import Conflict, DomainError, Problem
from rumah.core.images import shelf
from rumah.core.locking import locked, locked_one

MAX_BYTES = 3 * 1024 * 1024
KEPT = timedelta(days=30)
# Work that has said nothing for so long has died; its owner may begin anew.
DEAD = timedelta(minutes=15)
State = OwnImport.State


def upload(*, business: Business, name: str, content: bytes, actor: Any) -> OwnImport:
    """Take a CSV or XLSX file of products in and have it checked. Raises DomainError, Conflict while one is at work."""
    _check(content)
    now = clock.now()
    try:
        with shelf.all_or_nothing(), transaction.atomic():
            dead = business.product_imports.filter(state__in=[State.CHECKING, State.WRITING], changed_at__lt=now - DEAD)
            dead.update(state=State.REFUSED, problem=_("Pemeriksaan terhenti. Unggah lagi berkasnya."), changed_at=now)
            row = OwnImport.objects.create(
                business=business, person=actor, name=Path(name).name[:120] or "produk", created_at=now, changed_at=now,
                file=shelf.save("impor", "bin", content, storage=_storage()),
            )  # fmt: skip
            audit.record("intake.upload", row, actor=actor, name=row.name)
            tasks.check_own_import.enqueue(row.pk)
    except IntegrityError as error:
        raise Conflict(Problem(_("Impor sebelumnya masih berjalan. Tunggu sebentar."), "file")) from error
    return row


def correct(*, row: OwnImport, content: bytes, actor: Any) -> OwnImport:
    """Take a corrected error file: its rows take the place of theirs in the first file, which is checked again."""
    _check(content)
    try:
        with shelf.all_or_nothing(), transaction.atomic():
            mine = locked_one(OwnImport.objects.filter(pk=row.pk))
            if mine.state != State.REFUSED or not mine.flaw_count:
                raise Conflict(Problem(_("Impor ini tidak menunggu perbaikan."), "file"))
            _discard(mine.corrections, mine.errors)
            mine.corrections, mine.errors = shelf.save("impor", "bin", content, storage=_storage()), ""
            _begin(mine, State.CHECKING)
            audit.record("intake.correct", mine, actor=actor)
            tasks.check_own_import.enqueue(mine.pk)
    except IntegrityError as error:
        raise Conflict(Problem(_("Impor sebelumnya masih berjalan. Tunggu sebentar."), "file")) from error
    return mine


def confirm(*, row: OwnImport, actor: Any) -> OwnImport:
    """Have what was checked written. Twice is as good as once; Conflict when there is nothing to write."""
    try:
        with transaction.atomic():
            mine = locked_one(OwnImport.objects.filter(pk=row.pk))
            if mine.state in {State.WRITING, State.DONE}:
                return mine
            if mine.state != State.READY:
                raise Conflict(_("Impor ini belum siap disimpan."))
            _begin(mine, State.WRITING)
            audit.record("intake.confirm", mine, actor=actor)
            tasks.write_own_import.enqueue(mine.pk)
    except IntegrityError as error:
        raise Conflict(_("Impor sebelumnya masih berjalan. Tunggu sebentar.")) from error
    return mine


def check_now(pk: int) -> None:
    """Try the import and take it back; the row then says what it would do, or what is wrong."""
    row = OwnImport.objects.select_related("business", "person").filter(pk=pk, state=State.CHECKING).first()
    if row is not None:
        with _telling(pk):
            _run(row, dry_run=True, then=State.READY)


def write_now(pk: int) -> None:
    """Write it, and with it that it is written: one transaction, so that a second run finds it done."""
    rows = OwnImport.objects.select_related("business", "person").filter(pk=pk)
    with _telling(pk), shelf.all_or_nothing(), transaction.atomic():
        row = next(iter(locked(rows)), None)
        if row is not None and row.state == State.WRITING:
            _run(row, dry_run=False, then=State.DONE)


def forget_old() -> int:
    """Delete imports older than 30 days with their files; return how many."""
    old = list(OwnImport.objects.filter(created_at__lt=clock.now() - KEPT).order_by("pk")[:200])
    for row in old:
        with transaction.atomic():
            _discard(row.file, row.corrections, row.errors)
            row.delete()
    return len(old)


def progress_of(row: OwnImport) -> tuple[str, int, int | None]:
    """Return the step the work is at, and how far; what happens inside a transaction is told by the cache."""
    told: tuple[str, int, int | None] | None = cache.get(_key(row.pk))
    return told or (row.step, row.step_done, row.step_total)


@contextmanager
def _telling(pk: int) -> Iterator[None]:
    """Let the row say why its work ended too soon."""
    try:
        yield
    except Exception as error:  # whatever it was, its owner is told and may begin anew
        at_work = OwnImport.objects.filter(pk=pk, state__in=[State.CHECKING, State.WRITING])
        text = str(error) if isinstance(error, DomainError) else _("Ada gangguan di pihak kami. Coba unggah lagi.")
        at_work.update(state=State.REFUSED, problem=text[:400], step="", changed_at=clock.now())
        if not isinstance(error, DomainError):
            raise
    finally:
        cache.delete(_key(pk))


def _run(row: OwnImport, *, dry_run: bool, then: str) -> None:
    with tempfile.TemporaryDirectory(prefix="unggahan-") as name:
        products, corrections = _files(row, Path(name))
        result = import_own(
            business=row.business, products=products, corrections=corrections, dry_run=dry_run, actor=row.person,
            progress=_teller(row),
        )  # fmt: skip
        row.flaw_count, row.notices, row.counts = result.flaw_count, result.notices, result.counts.as_json()
        row.flaws = [[flaw.row, flaw.heading, flaw.message] for flaw in result.flaws]
        row.state, row.step, row.changed_at = State.REFUSED if result.is_refused else then, "", clock.now()
        with shelf.all_or_nothing():
            if result.error_files:
                row.errors = shelf.save("impor", "csv", result.error_files[0].read_bytes(), storage=_storage())
            row.save()


def _files(row: OwnImport, folder: Path) -> tuple[Path, Path | None]:
    """Bring the stored files into the folder as CSV, and count the rows."""
    products = _readable(row.file, folder, "produk")
    if any(at > sheet.MAX_ROWS + 1 for at, _cells in reading.rows(reading.inspect(products))):
        raise sheet.too_many_rows()
    return products, _readable(row.corrections, folder, "perbaikan") if row.corrections else None


def _readable(file: FieldFile, folder: Path, name: str) -> Path:
    """Bring a stored file into the folder as a CSV, whatever it was."""
    raw = folder / f"{name}.bin"
    with file.open("rb") as source:
        raw.write_bytes(source.read(MAX_BYTES + 1))
    if sheet.is_sheet(raw):
        return sheet.as_csv(raw, folder / f"{name}.csv")
    return raw.rename(folder / f"{name}.csv")


def _teller(row: OwnImport) -> Progress:
    def tell(step: str, done: int, total: int | None) -> None:
        if connection.in_atomic_block:
            cache.set(_key(row.pk), (step, done, total), 600)
        else:
            now = clock.now()
            OwnImport.objects.filter(pk=row.pk).update(step=step, step_done=done, step_total=total, changed_at=now)

    return tell


def _begin(row: OwnImport, state: str) -> None:
    row.state, row.problem, row.flaws, row.flaw_count = state, "", [], 0
    row.step, row.step_done, row.step_total, row.changed_at = "", 0, None, clock.now()
    row.save()


def _check(content: bytes) -> None:
    if not content:
        raise DomainError(Problem(_("Berkas ini kosong."), "file"))
    if len(content) > MAX_BYTES:
        raise DomainError(Problem(_("Berkas paling besar 3 MB."), "file"))


def _discard(*files: FieldFile) -> None:
    """Delete stored files once the transaction that no longer names them is committed."""
    for name in [file.name for file in files if file]:
        transaction.on_commit(partial(_storage().delete, name))


def _storage() -> Any:
    return OwnImport._meta.get_field("file").storage


def _key(pk: int) -> str:
    return f"intake:own:{pk}"
