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


def found() -> None:
    """Add the categories that are missing; names and order staff changed stay."""
    there = dict(Category.objects.values_list("slug", "pk"))
    for position, (slug, (name, name_en, is_food, leaves)) in enumerate(TREE.items()):
        if slug not in there:
            root = Category.objects.create(slug=slug, name=name, name_en=name_en, is_food=is_food, position=position)
            there[slug] = root.pk
        Category.objects.bulk_create(
            [
                Category(
                    slug=leaf, name=own, name_en=english, is_food=is_food, position=at, parent_id=there[slug]
                )
                for at, (leaf, own, english) in enumerate(leaves)
                if leaf not in there
            ]
        )  # fmt: skip
