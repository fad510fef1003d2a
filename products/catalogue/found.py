"""Reference data: the two-level tree of categories products stand in."""

from products.catalogue.models import Category

# slug: (name, English name, is food, leaves as (slug, name, English name))
Leaf = tuple[str, str, str]
TREE: dict[str, tuple[str, str, bool, tuple[Leaf, ...]]] = {
    "makanan": ("Makanan", "Food", True, (
        ("keripik-kerupuk", "Keripik dan kerupuk", "Chips and crackers"),
        ("kue-kering", "Kue dan jajanan", "Cakes and biscuits"),
        ("olahan-ikan", "Olahan ikan", "Fish products"),
        ("bumbu-sambal", "Bumbu dan sambal", "Spices and sambal"),
        ("gula-madu", "Gula dan madu", "Sugar and honey"),
        ("buah-kering-manisan", "Buah kering dan manisan", "Dried and candied fruit"),
        ("makanan-lain", "Makanan lain", "Other food"),
    )),
    "minuman": ("Minuman", "Drinks", True, (
        ("kopi", "Kopi", "Coffee"),
        ("teh", "Teh", "Tea"),
        ("jamu-wedang", "Jamu dan wedang", "Herbal drinks"),
        ("sari-buah", "Sari buah", "Fruit drinks"),
    )),
    "batik-fesyen": ("Batik dan fesyen", "Batik and fashion", False, (
        ("kain-batik", "Kain batik", "Batik cloth"),
        ("pakaian", "Pakaian", "Clothing"),
        ("udeng-aksesori", "Udeng dan aksesori", "Headcloths and accessories"),
        ("tas-dompet", "Tas dan dompet", "Bags and purses"),
        ("alas-kaki", "Alas kaki", "Footwear"),
    )),
    "kriya": ("Kriya", "Crafts", False, (
        ("anyaman", "Anyaman", "Basketry"),
        ("ukiran-kayu", "Ukiran kayu", "Wood carving"),
        ("gerabah", "Gerabah", "Pottery"),
        ("hiasan-cendera-mata", "Hiasan dan cendera mata", "Decorations and souvenirs"),
        ("mainan", "Mainan", "Toys"),
    )),
    "herbal-kosmetik": ("Herbal dan kosmetik", "Herbal and beauty", False, (
        ("sabun", "Sabun", "Soap"),
        ("minyak-lulur", "Minyak dan lulur", "Oils and scrubs"),
        ("obat-herbal", "Herbal", "Herbal remedies"),
    )),
    "hasil-tani": ("Hasil tani dan kebun", "Farm produce", True, (
        ("beras-bijian", "Beras dan biji-bijian", "Rice and grains"),
        ("buah-segar", "Buah segar", "Fresh fruit"),
        ("tanaman-bibit", "Tanaman dan bibit", "Plants and seedlings"),
    )),
}  # fmt: skip

# Leaves of a root of food that are not eaten.
NOT_EATEN = frozenset({"tanaman-bibit"})
# Grams of a usual piece with its wrapping; where nothing is said, half a kilogram.
WEIGHTS = {
    "keripik-kerupuk": 250, "kue-kering": 350, "bumbu-sambal": 250, "kopi": 250, "teh": 150, "jamu-wedang": 300,
    "kain-batik": 400, "pakaian": 350, "udeng-aksesori": 150, "tas-dompet": 600, "alas-kaki": 800, "ukiran-kayu": 1500,
    "gerabah": 1500, "hiasan-cendera-mata": 400, "sabun": 120, "minyak-lulur": 200, "obat-herbal": 200,
    "beras-bijian": 1000, "buah-segar": 1000, "tanaman-bibit": 1000,
}  # fmt: skip
HALF_A_KILO = 500
# What people call things that the category's own name does not say.
WORDS = {
    "keripik-kerupuk": "kripik criping peyek rempeyek rengginang rengginan opak emping marning stik kuping usus",
    "kue-kering": "roti bolu brownies nastar kastengel bagiak ladrang jenang dodol wingko lapis donat cookies biskuit",
    "olahan-ikan": "abon bandeng teri pindang pepes petis terasi otak nugget bakso tuna lemuru cakalang udang cumi",
    "bumbu-sambal": "sambel saus kecap rempah lada merica pecel rujak bawang serundeng cabai cabe",
    "gula-madu": "aren semut kelapa klanceng",
    "buah-kering-manisan": "sale kurma asinan kismis",
    "kopi": "robusta arabika arabica luwak espresso excelsa liberika",
    "teh": "melati tubruk rosella telang",
    "jamu-wedang": "uwuh jahe kunyit beras kencur secang temulawak sinom bandrek",
    "sari-buah": "jus sirup syrup limun",
    "kain-batik": "gajah oling tenun kain sarung selendang",
    "pakaian": "kemeja baju kaos kebaya gamis daster blus rok celana jaket outer",
    "udeng-aksesori": "kalung gelang anting bros cincin ikat topi jilbab kerudung masker",
    "tas-dompet": "totebag ransel pouch clutch",
    "alas-kaki": "sandal sepatu selop bakiak",
    "anyaman": "keranjang tikar besek tampah caping rotan bambu pandan",
    "ukiran-kayu": "talenan relief patung mebel kayu",
    "gerabah": "keramik cobek gentong kendi tembikar pot",
    "hiasan-cendera-mata": "souvenir suvenir gantungan lukisan magnet bingkai lilin pigura",
    "mainan": "boneka puzzle layangan gasing",
    "minyak-lulur": "masker serum lotion balsem scrub atsiri kelor",
    "obat-herbal": "kapsul ekstrak habbatussauda",
    "beras-bijian": "jagung kedelai ketan merah hitam porang",
    "buah-segar": "pisang jeruk semangka melon naga manggis durian alpukat mangga",
    "tanaman-bibit": "anggrek aglonema bibit benih bonsai kaktus",
}


def found() -> None:
    """Add the categories that are missing; names, order and weights staff changed stay."""
    there = dict(Category.objects.values_list("slug", "pk"))
    for position, (slug, (name, name_en, is_food, leaves)) in enumerate(TREE.items()):
        if slug not in there:
            root = Category.objects.create(slug=slug, name=name, name_en=name_en, is_food=is_food, position=position)
            there[slug] = root.pk
        Category.objects.bulk_create(
            [
                Category(
                    slug=leaf, name=own, name_en=english, is_food=is_food and leaf not in NOT_EATEN, position=at,
                    parent_id=there[slug], usual_weight=WEIGHTS.get(leaf, HALF_A_KILO),
                )
                for at, (leaf, own, english) in enumerate(leaves)
                if leaf not in there
            ]
        )  # fmt: skip
