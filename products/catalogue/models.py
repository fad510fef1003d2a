"""What is offered: categories, products with variants and photos, and the search words over them."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase

from products.catalogue.indexes import PRODUCT
from products.catalogue.kept_models import ChangedShelf, RemovedPhoto  # noqa: F401  # models of this app
from products.catalogue.photo_models import PhotoLook
from products.catalogue.states import Halal, Status
from rumah.businesses.models import Business, Permit

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MOST_DAYS = 180


class Category(models.Model):
    """Two levels: a root has no parent, a leaf has a root for parent. Products sit on leaves."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(_("nama"), max_length=60)
    name_en = models.CharField(_("nama (Inggris)"), max_length=60)
    slug = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    is_food = models.BooleanField(_("pangan"), default=False)
    usual_weight = models.PositiveIntegerField(
        _("berat umum (gram)"), default=500, help_text=_("dipakai untuk produk baru yang beratnya tidak diisi")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(usual_weight__gt=0, usual_weight__lte=500_000), name="category_weight_sane"
            )
        ]
        ordering = ["position", "name"]
        verbose_name = _("kategori")
        verbose_name_plural = _("kategori")

    def __str__(self) -> str:
        return self.name


class ProductTag(TagBase):
    """A word people look for a product by."""

    class Meta:
        verbose_name = _("tag produk")
        verbose_name_plural = _("tag produk")


class TaggedProduct(ItemBase):
    """A tag on a product, by a real foreign key."""

    tag = models.ForeignKey(ProductTag, models.CASCADE, related_name="items")
    content_object = models.ForeignKey("Product", models.CASCADE, related_name="tagged_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="product_tag_once")]


class Product(models.Model):
    """An offer of one business.

    The fields under "kept by verbs" repeat what variants, stock, permits and the business say, so that a list needs
    no join; `refresh` computes them, nobody else writes them.
    """

    business = models.ForeignKey(Business, models.PROTECT, related_name="products")
    category = models.ForeignKey(Category, models.PROTECT, related_name="products")
    code = models.CharField(_("kode"), max_length=40, help_text=_("kunci impor, unik dalam satu usaha"))
    name = models.CharField(_("nama produk"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    description = models.TextField(_("uraian"), blank=True)
    halal = models.CharField(max_length=10, choices=Halal.choices, default=Halal.NOT_APPLICABLE)
    permits = models.ManyToManyField(Permit, blank=True, related_name="products", verbose_name=_("izin"))
    tags = TaggableManager(through=TaggedProduct, blank=True)
    made_in_days = models.PositiveSmallIntegerField(
        _("dibuat setelah dipesan (hari)"), null=True, blank=True, help_text="None: sold from what is on the shelf"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    status_reason = models.TextField(_("alasan"), blank=True, help_text=_("dibaca pemilik selama produk ditahan"))
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    # kept by verbs
    is_listed = models.BooleanField(default=False, help_text="published, and its business verified")
    listed_at = models.DateTimeField(default=NEVER, help_text="when it first went live; sorts lists")
    min_price = models.PositiveBigIntegerField(default=0, help_text="rupiah")
    max_price = models.PositiveBigIntegerField(default=0, help_text="rupiah")
    in_stock = models.BooleanField(default=False)
    district_code = models.CharField(max_length=8, blank=True)
    has_permit = models.BooleanField(default=False)
    card_photo = models.CharField(max_length=160, blank=True, help_text="storage name of the 320 px WebP")
    card_alt = models.CharField(max_length=160, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["business", "code"], name="product_code_once"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="product_status_known"),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False), name="product_published_dated"
            ),
            models.CheckConstraint(condition=Q(min_price__lte=F("max_price")), name="product_price_range"),
            models.CheckConstraint(
                condition=Q(made_in_days=None) | Q(made_in_days__gt=0, made_in_days__lte=MOST_DAYS),
                name="product_days_sane",
            ),
        ]
        indexes = PRODUCT
        verbose_name = _("produk")
        verbose_name_plural = _("produk")
        permissions = [("suspend_product", _("Boleh menahan produk"))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the public address; written out, because lists show many."""
        return f"/produk/{self.slug}/"


class Variant(models.Model):
    """One thing that can be bought, with its price, weight and size."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="variants")
    sku = models.CharField("SKU", max_length=60)
    name = models.CharField(_("nama varian"), max_length=60, blank=True)
    price = models.PositiveBigIntegerField(_("harga"), help_text="rupiah")
    weight = models.PositiveIntegerField(_("berat"), help_text="gram")
    length = models.PositiveIntegerField(_("panjang"), default=0, help_text="mm")
    width = models.PositiveIntegerField(_("lebar"), default=0, help_text="mm")
    height = models.PositiveIntegerField(_("tinggi"), default=0, help_text="mm")
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    photo = models.ForeignKey(
        "ProductPhoto", models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="of the same product; without one the product's first photo stands for the variant",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "sku"], name="variant_sku_once"),
            models.CheckConstraint(condition=Q(price__gt=0, price__lte=1_000_000_000_000), name="variant_price_sane"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="variant_has_weight"),
        ]
        ordering = ["position", "id"]
        verbose_name = _("varian")
        verbose_name_plural = _("varian")

    def __str__(self) -> str:
        return self.name or self.sku

    @property
    def card_photo(self) -> str:
        """Storage name of the 320 px WebP that shows this variant; for lists with `photo` and `product` joined."""
        made = self.photo.renditions.get("card_320") if self.photo else None
        return str(made["name"]) if made else self.product.card_photo

    @property
    def shop_path(self) -> str:
        """Return the product's public address with this variant chosen; for lists with `product` joined."""
        return f"{self.product.get_absolute_url()}?varian={self.pk}" if self.name else self.product.get_absolute_url()


class ProductPhoto(PhotoLook):
    """A picture of a product: our own re-encoded original, and what was rendered from it.

    `renditions` is `{"card_320": {"name", "width", "height"}, "hero_960_avif": …}`; empty until the task has run.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="photos")
    original = models.ImageField(upload_to="produk/", width_field="width", height_field="height", max_length=160)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    source_digest = models.CharField(max_length=64, help_text="SHA-256 of the file as it came; the import's key")
    alt = models.CharField(_("teks alternatif"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    renditions = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "source_digest"], name="photo_once"),
            models.UniqueConstraint(fields=["product", "upload_key"], name="photo_upload_once"),
            *PhotoLook.Meta.constraints,
        ]
        ordering = ["position", "id"]
        verbose_name = _("foto produk")
        verbose_name_plural = _("foto produk")

    def __str__(self) -> str:
        return self.alt or f"foto {self.pk}"


class FacetCell(models.Model):
    """One cell of the cube behind the filter counts: how many listed products share these six properties.

    Any filter's counts are sums over the cube, so they cost the same at any number of products.
    """

    category = models.ForeignKey(Category, models.CASCADE)
    district_code = models.CharField(max_length=8)
    halal = models.CharField(max_length=10)
    has_permit = models.BooleanField()
    in_stock = models.BooleanField()
    price_band = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["category", "district_code", "halal", "has_permit", "in_stock", "price_band"], name="facet_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.category_id} {self.district_code}: {self.count}"


class SearchWord(models.Model):
    """A word that occurs in the index; a misspelt query is led to the nearest one."""

    word = models.CharField(max_length=40, unique=True)
    uses = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.word
