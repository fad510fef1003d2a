"""First pass: read both files into the spool, and note all that is wrong within them."""

from collections.abc import Callable

from django.utils.text import slugify
from django.utils.translation import gettext as _

from products.intake import places, reading
from products.intake.columns import BUSINESS, IGNORED, OTHERS_COLUMNS, OWN, PRODUCT, Column, match, normal
from products.intake.reading import Source
from products.intake.rows import Row, read_row
from products.intake.staging import File, Flaw, Spool
from rumah.core.errors import DomainError

Tell = Callable[[str], object]
EXPIRES = {"pirt_expires": "pirt", "bpom_expires": "bpom", "halal_expires": "halal_number"}
STEP = 500


class Reader:
    """Reads one file into the spool; with `own`, a business's code, every product is that business's."""

    def __init__(self, spool: Spool, source: Source, file: File, own: str = "") -> None:
        self.spool, self.source, self.file, self.own = spool, source, file, own
        self.wanted: tuple[Column, ...] = BUSINESS if file == "business" else OWN if own else PRODUCT
        self.columns = match(list(source.headings), self.wanted)
        self.headings = {column.key: source.headings[position] for position, column in self.columns.items()}

    def flaw(self, row: int, key: str, message: str) -> None:
        """Note a flaw under the heading of field `key`."""
        self.spool.flaw(Flaw(self.file, row, self.headings.get(key, key), message))

    def unknown_headings(self) -> list[str]:
        """Return the headings that are passed over, to be told."""
        rest = [heading for at, heading in enumerate(self.source.headings) if at not in self.columns]
        known = IGNORED | OTHERS_COLUMNS if self.own else IGNORED
        return [heading for heading in rest if heading.strip() and normal(heading) not in known]

    def has_headings(self) -> bool:
        """Note every required column that is missing; return whether all are there."""
        missing = [column.names[0] for column in self.wanted if column.required and column.key not in self.headings]
        if self.file == "business" and not (
            "region_code" in self.headings or {"village", "district"} <= {*self.headings}
        ):
            missing.append("kode_wilayah")
        for name in missing:
            self.spool.flaw(Flaw(self.file, 1, name, _("Kolom ini tidak ada di berkas.")))
        return not missing

    def read(self, progress: Callable[[int], object]) -> None:
        """Parse every row and keep it."""
        keep = self._business if self.file == "business" else self._product
        for number, found in reading.rows(self.source):
            if number % STEP == 0:
                progress(number)
            cells = self.spool.corrected(number, self.file) or found
            if cells is None:
                self.spool.flaw(Flaw(self.file, number, "", _("Baris ini bukan baris CSV yang benar.")))
                continue
            row = read_row(cells, self.columns, self.source.headings, grouped=self.file == "product")
            keep(number, row)
            for heading, message in row.flaws:
                self.spool.flaw(Flaw(self.file, number, heading, message))

    def _say(self, row: Row, key: str, message: str) -> None:
        row.broken.append(key)
        row.flaw(self.headings.get(key, key), message)

    def _business(self, number: int, row: Row) -> None:
        fields = row.fields
        if bool(fields.get("kbli")) != bool(fields.get("kbli_version")) and not {"kbli", "kbli_version"} & {
            *row.broken
        }:
            self._say(row, "kbli" if fields.get("kbli_version") else "kbli_version", _("Isi KBLI beserta versinya."))
        if not {"region_code", "village", "district"} & {*row.broken}:
            place = {key: fields.pop(key, None) for key in ("region_code", "village", "district")}
            try:
                fields["region_code"] = places.resolve(
                    code=place["region_code"], village=place["village"], district=place["district"]
                )
            except DomainError as error:
                self._say(row, error.problems[0].field or "region_code", str(error))
        if not (code := fields.get("code")):
            return
        if earlier := self.spool.add_business(number, code, fields):
            self._say(row, "code", _("Kode ini sudah dipakai di baris %(row)d.") % {"row": earlier})

    def _product(self, number: int, row: Row) -> None:
        fields = row.fields
        for expires, kind in EXPIRES.items():
            if fields.get(expires) and not fields.get(kind) and kind not in row.broken:
                self._say(row, expires, _("Tanggal berlaku memerlukan nomornya."))
        business, code = self.own or fields.pop("business", None), fields.pop("code", None)
        if self.own and not code and "code" not in row.broken:
            code = slugify(fields.get("name") or "")[:40].strip("-")
            if not code and "name" not in row.broken:
                self._say(row, "name", _("Isi nama produk, atau kodenya."))
        if business and code:
            self.spool.add_product(number, business, code, {**fields, "broken": row.broken})
