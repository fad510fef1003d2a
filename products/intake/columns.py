"""The columns of both files: their names in Indonesian and English, and how their cells are read.

`docs/import.md` tells the same to people; a test compares the two.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from products.intake import numbers, parsing

Parser = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `key` is the field it fills; `names` are accepted headings, the documented one first.

    In the products file `shared` columns belong to the product, the others to the one variant of the row.
    """

    key: str
    names: tuple[str, ...]
    parse: Parser
    required: bool = False
    shared: bool = True


BUSINESS = (
    Column("code", ("kode_usaha", "business_code"), parsing.code, required=True),
    Column("name", ("nama_usaha", "business_name", "nama", "name"), parsing.line(120), required=True),
    Column("sector", ("bidang", "sector"), parsing.sector, required=True),
    Column("kbli", ("kbli",), numbers.kbli),
    Column("kbli_version", ("versi_kbli", "kbli_version"), numbers.kbli_version),
    Column("tagline", ("kalimat_singkat", "tagline"), parsing.line(160)),
    Column("story", ("cerita", "story"), parsing.paragraphs(6000)),
    Column("region_code", ("kode_wilayah", "region_code", "kode_desa"), parsing.line(13)),
    Column("village", ("desa", "village", "kelurahan"), parsing.line(80)),
    Column("district", ("kecamatan", "district"), parsing.line(80)),
    Column("address", ("alamat", "address"), parsing.line(200)),
    Column("postal_code", ("kode_pos", "postal_code"), numbers.postal_code),
    Column("phone", ("whatsapp", "phone", "telepon", "hp"), parsing.phone, required=True),
    Column("email", ("surel", "email", "e_mail"), parsing.email),
    Column("website", ("situs", "website"), parsing.website),
    Column("instagram", ("instagram",), parsing.account(40)),
    Column("facebook", ("facebook",), parsing.account(80)),
    Column("tiktok", ("tiktok",), parsing.account(40)),
    Column("tags", ("tag", "tags"), parsing.words),
    Column("standing", ("status",), parsing.standing),
    Column("nib", ("nib",), numbers.nib),
    Column("mark", ("merek", "trade_mark"), parsing.line(40)),
)

PRODUCT = (
    Column("business", ("kode_usaha", "business_code"), parsing.code, required=True),
    Column("code", ("kode_produk", "product_code"), parsing.code, required=True),
    Column("name", ("nama_produk", "product_name", "nama", "name"), parsing.line(120), required=True),
    Column("category", ("kategori", "category"), parsing.line(60), required=True),
    Column("description", ("uraian", "description", "deskripsi"), parsing.paragraphs(5000)),
    Column("halal", ("halal",), parsing.halal),
    Column("tags", ("tag", "tags"), parsing.words),
    Column("photos", ("foto", "photos"), parsing.file_names),
    Column("status", ("status",), parsing.status),
    Column("made_in_days", ("hari_pembuatan", "made_in_days"), parsing.days),
    Column("pirt", ("pirt", "p_irt"), numbers.pirt),
    Column("pirt_expires", ("pirt_berlaku", "pirt_expires"), parsing.day),
    Column("bpom", ("bpom",), numbers.bpom),
    Column("bpom_expires", ("bpom_berlaku", "bpom_expires"), parsing.day),
    Column("halal_number", ("sertifikat_halal", "halal_certificate"), numbers.halal),
    Column("halal_expires", ("sertifikat_halal_berlaku", "halal_expires"), parsing.day),
    Column("variant", ("varian", "variant"), parsing.line(60), shared=False),
    Column("variant_photo", ("foto_varian", "variant_photo"), parsing.line(160), shared=False),
    Column("sku", ("sku",), parsing.line(60), shared=False),
    Column("price", ("harga", "price"), parsing.price, required=True, shared=False),
    Column("weight", ("berat_g", "berat", "weight", "weight_g"), parsing.grams, required=True, shared=False),
    Column("length", ("panjang_cm", "panjang", "length_cm", "length"), parsing.centimetres, shared=False),
    Column("width", ("lebar_cm", "lebar", "width_cm", "width"), parsing.centimetres, shared=False),
    Column("height", ("tinggi_cm", "tinggi", "height_cm", "height"), parsing.centimetres, shared=False),
    Column("stock", ("stok", "stock"), parsing.pieces, shared=False),
)

# What an owner brings in stands in their own business, whatever a file says; a new product needs no code.
OWN = tuple(replace(column, required=False) if column.key == "code" else column for column in PRODUCT[1:])
OTHERS_COLUMNS = frozenset(PRODUCT[0].names)

# What the error file adds; fed again, both are passed over (`baris` is used by --corrections).
FLAW_COLUMN = "galat"
ROW_COLUMN = "baris"
IGNORED = frozenset({FLAW_COLUMN, ROW_COLUMN})


def normal(heading: str) -> str:
    """Return a heading as it is compared: `Kode Usaha ` and `kode-usaha` are `kode_usaha`."""
    return re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_")


def match(headings: list[str], columns: tuple[Column, ...]) -> dict[int, Column]:
    """Return which column stands at which position; the first of two headings for one column counts."""
    by_name = {name: column for column in columns for name in column.names}
    found: dict[int, Column] = {}
    for position, heading in enumerate(headings):
        column = by_name.get(normal(heading))
        if column is not None and column not in found.values():
            found[position] = column
    return found
