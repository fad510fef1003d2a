"""What a business of this trade usually sells: KBLI 2020 code → category, asked where a product's name says nothing.

Source: KBLI 2020 (Peraturan BPS 2/2020), the codes that small businesses here register, and KBLI 2025 for those that
mean something else there.
"""

CATEGORY_OF = {
    "10211": "olahan-ikan", "10212": "olahan-ikan", "10214": "olahan-ikan", "10219": "olahan-ikan",
    "10311": "buah-kering-manisan", "10313": "buah-kering-manisan", "10733": "buah-kering-manisan",
    "10391": "makanan-lain", "10392": "makanan-lain", "10399": "makanan-lain", "10613": "makanan-lain",
    "10732": "makanan-lain", "10740": "makanan-lain", "10773": "makanan-lain", "10793": "makanan-lain",
    "10799": "makanan-lain", "10590": "makanan-lain",
    "10710": "kue-kering", "10792": "kue-kering", "10796": "kue-kering", "47242": "kue-kering", "47822": "kue-kering",
    "10794": "keripik-kerupuk", "10722": "gula-madu", "10771": "bumbu-sambal", "10772": "bumbu-sambal",
    "10761": "kopi", "10763": "teh", "10330": "sari-buah", "11040": "sari-buah", "11090": "jamu-wedang",
    "21022": "obat-herbal", "20231": "sabun", "20232": "minyak-lulur",
    "13134": "kain-batik", "13122": "kain-batik", "14111": "pakaian", "14120": "pakaian", "14302": "pakaian",
    "13924": "pakaian", "14131": "udeng-aksesori", "32112": "udeng-aksesori", "32120": "udeng-aksesori",
    "15201": "alas-kaki", "15121": "tas-dompet",
    "16291": "anyaman", "16292": "anyaman", "16293": "ukiran-kayu", "16294": "ukiran-kayu", "47781": "ukiran-kayu",
    "23932": "gerabah", "32402": "mainan", "32903": "hiasan-cendera-mata", "47789": "hiasan-cendera-mata",
    "47881": "hiasan-cendera-mata",
}  # fmt: skip
# Codes that KBLI 2025 gives to something else: salt, coconut, malt, sacks, hosiery.
OTHERWISE_IN_2025 = frozenset({"10772", "10773", "10793", "11040", "13924", "14302"})


def usual_category(kbli: str, version: int | None) -> str:
    """Return the slug of the category such a business usually sells in; empty where the code says nothing."""
    if version is not None and version >= 2025 and kbli in OTHERWISE_IN_2025:
        return ""
    return CATEGORY_OF.get(kbli, "")
