"""Reference data: the label list of BPOM 31/2018 with what it asks, and the allergens it names.

Staff add a newer row when a rule changes and end the older one; what they changed stays.
"""

from datetime import date

from products.labels.models import Allergen, LabelRule
from products.labels.states import Need, Scope

SINCE, HALAL_DUTY = date(2019, 1, 1), date(2026, 10, 17)
BPOM, GIZI, HALAL, HOUSE = "BPOM 31/2018", "BPOM 16/2020", "PP 42/2024", "Rumah Kreatif"
# (code, name, English name, need, scope, note, English note, source)
RULES = (
    ("nama_produk", "Nama produk (nama jenis dan nama dagang)", "Product name (kind and trade name)", Need.ALWAYS,
     Scope.ALL, "", "", BPOM),
    ("daftar_bahan", "Daftar bahan (komposisi)", "Ingredients (composition)", Need.ALWAYS, Scope.FOOD,
     "Mulai dari bahan yang paling banyak.", "Begin with the largest part.", BPOM),
    ("berat_isi_bersih", "Berat bersih atau isi bersih", "Net weight or net volume", Need.ALWAYS, Scope.FOOD,
     "Satuan g, kg, ml, atau l.", "In g, kg, ml, or l.", BPOM),
    ("nama_alamat_produsen", "Nama dan alamat produsen", "Name and address of the maker", Need.ALWAYS, Scope.ALL,
     "Paling sedikit kota dan kode pos.", "At least town and postcode.", BPOM),
    ("tanggal_kode_produksi", "Tanggal dan kode produksi", "Date and code of production", Need.ALWAYS, Scope.FOOD,
     "", "", BPOM),
    ("kedaluwarsa", "Keterangan kedaluwarsa", "Best before", Need.ALWAYS, Scope.FOOD,
     "Baik digunakan sebelum: tanggal, bulan, tahun.", "Best before: day, month, year.", BPOM),
    ("nomor_izin_edar", "Nomor izin edar (P-IRT atau MD)", "Distribution permit (P-IRT or MD)", Need.ALWAYS,
     Scope.FOOD, "", "", BPOM),
    ("hanya_md", "Pangan yang harus berizin BPOM MD", "Food that needs BPOM MD", Need.CONDITION, Scope.FOOD,
     "P-IRT tidak untuk pangan beku, steril, susu, makanan bayi, kaleng berasam rendah, alkohol, air minum.",
     "P-IRT is not for frozen, sterilised, dairy, baby, low-acid canned food, alcohol, or bottled water.", BPOM),
    ("asal_usul", "Asal usul bahan pangan tertentu", "Origin of certain ingredients", Need.CONDITION, Scope.FOOD,
     "Misalnya bahan asal babi atau rekayasa genetik.", "Such as pork or genetic engineering.", BPOM),
    ("alergen", "Keterangan alergen", "Allergens", Need.CONDITION, Scope.FOOD, "", "", BPOM),
    ("informasi_nilai_gizi", "Informasi nilai gizi", "Nutrition facts", Need.ADVISED, Scope.FOOD,
     "Usaha mikro dan kecil boleh memakai tabel baku.", "Micro and small makers may use the standard table.", GIZI),
    ("saran_penyimpanan", "Cara penyimpanan", "Storage", Need.ADVISED, Scope.FOOD, "", "", BPOM),
    ("bahasa", "Teks bahasa Indonesia", "Text in Indonesian", Need.ALWAYS, Scope.FOOD, "", "", BPOM),
    ("bahan_barang", "Bahan", "Material", Need.ADVISED, Scope.GOODS, "", "", HOUSE),
    ("ukuran_barang", "Ukuran", "Size", Need.ADVISED, Scope.GOODS, "", "", HOUSE),
    ("perawatan", "Cara merawat atau memakai", "Care or use", Need.ADVISED, Scope.GOODS, "", "", HOUSE),
)  # fmt: skip
ORIGIN_WORDS = "babi, lard, bacon, ham, gelatin, kolagen, rennet, lemak hewan, rekayasa genetik"
# The smallest print: a small letter one millimetre high, in thousandths of a millimetre.
SMALLEST = 1_000
# (code, name on the label, English name, words noticed in a composition)
ALLERGENS = (
    ("gandum", "gandum (gluten)", "wheat (gluten)", "gandum, terigu, gluten, semolina, oat, barley, malt"),
    ("telur", "telur", "egg", "telur, albumin, mayones"),
    ("ikan", "ikan", "fish", "ikan, teri, tuna, tongkol, cakalang, lemuru"),
    ("krustasea", "udang, kepiting, dan krustasea", "crustaceans", "udang, rebon, ebi, kepiting, terasi, petis"),
    ("moluska", "kerang, cumi, dan moluska", "molluscs", "kerang, cumi, tiram, gurita"),
    ("kacang-tanah", "kacang tanah", "peanut", "kacang tanah"),
    ("kedelai", "kedelai", "soya", "kedelai, tahu, tempe, kecap, tauco, lesitin"),
    ("susu", "susu", "milk", "susu, keju, mentega, krim, yogurt, whey, laktosa, kasein"),
    ("kacang-pohon", "kacang pohon", "tree nuts", "mete, almon, almond, kenari, hazelnut, pistachio, walnut"),
    ("sulfit", "sulfit", "sulphites", "sulfit, metabisulfit"),
)


def found() -> None:
    """Add what is missing."""
    rules = [
        LabelRule(
            code=code, name=name, name_en=english, need=need, scope=scope, note=note, note_en=remark, source=source,
            position=at, valid_from=SINCE, words=ORIGIN_WORDS if code == "asal_usul" else "",
        )
        for at, (code, name, english, need, scope, note, remark, source) in enumerate(RULES)
    ]  # fmt: skip
    rules += _halal()
    rules.append(
        LabelRule(
            code="tinggi_huruf", name="Tinggi huruf terkecil", name_en="Smallest letters", need=Need.ALWAYS,
            scope=Scope.ALL, note="Huruf kecil paling sedikit 1 mm.", note_en="Small letters of at least 1 mm.",
            source=BPOM, measure=SMALLEST, position=90, valid_from=SINCE,
        )
    )  # fmt: skip
    LabelRule.objects.bulk_create(rules, ignore_conflicts=True)
    Allergen.objects.bulk_create(
        [
            Allergen(code=code, name=name, name_en=english, words=words, position=at, valid_from=SINCE)
            for at, (code, name, english, words) in enumerate(ALLERGENS)
        ],
        ignore_conflicts=True,
    )


def _halal() -> list[LabelRule]:
    """Return the halal item before and since the duty of micro and small makers (PP 42/2024)."""
    same = {"code": "halal", "name": "Keterangan halal", "name_en": "Halal", "scope": Scope.FOOD, "position": 7}
    return [
        LabelRule(
            **same, need=Need.CONDITION, note="Wajib bila bersertifikat.", note_en="Required once certified.",
            source=BPOM, valid_from=SINCE, valid_until=date(2026, 10, 16),
        ),
        LabelRule(
            **same, need=Need.ALWAYS, note="Makanan dan minuman wajib bersertifikat halal sejak 17 Oktober 2026.",
            note_en="Food and drink must be certified halal since 17 October 2026.", source=HALAL,
            valid_from=HALAL_DUTY,
        ),
    ]  # fmt: skip
