"""The MSME: its profile, the people who speak for it, and its permits."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase, TagBase
from wagtail import hooks
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from rumah.businesses.blocks import StoryBlock
from rumah.businesses.link_models import Invitation, PreviewLink
from rumah.businesses.states import PermitKind, Role, Sector, Standing
from rumah.core.fields import StreamField

__all__ = [
    "STAFF_WORDS", "Business", "BusinessTag", "Invitation", "Membership", "Permit", "PreviewLink", "TaggedBusiness",
]  # fmt: skip


def private_storage() -> Storage:
    """Return the storage whose files only a view that checks the reader may hand out."""
    return storages["private"]


class BusinessTag(TagBase):
    """A word people look for a business by."""

    class Meta:
        verbose_name = _("tag usaha")
        verbose_name_plural = _("tag usaha")


class TaggedBusiness(ItemBase):
    """A tag on a business, by a real foreign key."""

    tag = models.ForeignKey(BusinessTag, models.CASCADE, related_name="items")
    content_object = models.ForeignKey("Business", models.CASCADE, related_name="tagged_items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="business_tag_once")]


# What staff word in drafts. A revision brings back these alone: the rest belongs to the owner and to verbs.
STAFF_WORDS = ("name", "sector", "kbli", "kbli_version", "tagline", "story", "address", "postal_code")


class Business(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """A micro, small or medium business. Shown to the public while `standing` is verified.

    Drafts and revisions are for its words only. Wagtail's `live` says nothing here, and its workflow is left out:
    submitting and verifying is the one approval there is.
    """

    name = models.CharField(_("nama usaha"), max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(
        _("kode"), max_length=40, unique=True, help_text=_("kunci impor; tetap sama bila nama berubah")
    )
    sector = models.CharField(_("bidang"), max_length=30, choices=Sector.choices)
    kbli = models.CharField("KBLI", max_length=5, blank=True, validators=[RegexValidator(r"^\d{5}$")])
    kbli_version = models.PositiveSmallIntegerField(_("versi KBLI"), null=True, blank=True)
    tagline = models.CharField(_("kalimat singkat"), max_length=160, blank=True)
    story = StreamField(StoryBlock(), blank=True, verbose_name=_("cerita"))
    logo = models.ImageField(upload_to="usaha/", blank=True, max_length=120)
    cover = models.ImageField(upload_to="usaha/", blank=True, max_length=120)
    region_code = models.CharField(_("kode desa/kelurahan"), max_length=13, help_text="Kemendagri, 35.10.16.1014")
    district_code = models.GeneratedField(
        expression=Substr("region_code", 1, 8), output_field=models.CharField(max_length=8), db_persist=True
    )
    address = models.CharField(_("alamat produksi"), max_length=200, blank=True)
    postal_code = models.CharField(_("kode pos"), max_length=5, blank=True)
    phone = models.CharField("WhatsApp", max_length=16, help_text="E.164")
    email = models.EmailField(_("surel"), blank=True)
    website = models.URLField(_("situs"), blank=True)
    instagram = models.CharField(max_length=40, blank=True)
    facebook = models.CharField(max_length=80, blank=True)
    tiktok = models.CharField(max_length=40, blank=True)
    standing = models.CharField(_("status"), max_length=12, choices=Standing.choices, default=Standing.DRAFT)
    standing_reason = models.TextField(_("alasan"), blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    product_count = models.PositiveIntegerField(default=0, help_text=_("produk yang tampil; dihitung sistem"))
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="businesses")
    tags = TaggableManager(through=TaggedBusiness, blank=True)
    search_fields: ClassVar[list[object]] = []
    # In a draft: the fingerprint of the words the public read when it was begun (see `drafts`).
    made_from = ""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="business_standing_known"),
            models.CheckConstraint(
                condition=Q(kbli="") | Q(kbli_version__isnull=False), name="business_kbli_versioned"
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.VERIFIED) | Q(verified_at__isnull=False), name="business_verified_dated"
            ),
        ]
        indexes = [
            models.Index(F("standing"), F("name"), F("id"), name="business_by_name"),
            models.Index(F("standing"), F("verified_at").desc(), F("id").desc(), name="business_newest"),
            models.Index(fields=["created_at"], name="business_by_day"),
            models.Index(fields=["standing", "district_code", "name", "id"], name="business_by_district"),
            models.Index(fields=["standing", "sector", "name", "id"], name="business_by_sector"),
        ]
        verbose_name = _("usaha")
        verbose_name_plural = _("usaha")
        permissions = [("verify_business", _("Boleh memeriksa dan menangguhkan usaha"))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the public address; written out, because lists show many."""
        return f"/usaha/{self.slug}/"

    @property
    def is_public(self) -> bool:
        """Whether strangers may see it."""
        return self.standing == Standing.VERIFIED

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Return this row with the words of a revision, whatever else was true when that was written."""
        draft: Self = super().with_content_json(
            {**self.serializable_data(), **{name: content[name] for name in STAFF_WORDS if name in content}}
        )
        draft.made_from = content.get("made_from", "")
        return draft

    def serializable_data(self) -> dict[str, Any]:
        """Let a revision remember what it was made from."""
        return {**super().serializable_data(), "made_from": self.made_from}

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """Show staff the public profile as the preview."""
        return "shop/browse/business.html"

    def get_preview_context(self, request: object, mode_name: str) -> dict[str, Any]:
        """Ask the face that shows profiles for what it shows; this storey may not know it."""
        (profile,) = hooks.get_hooks("business_preview")
        return {**super().get_preview_context(request, mode_name), **profile(self)}


class Membership(models.Model):
    """A person who speaks for a business; a companion enters things on the owner's behalf."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("peran"), max_length=10, choices=Role.choices, default=Role.OWNER)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "business"], name="membership_once")]
        verbose_name = _("anggota")
        verbose_name_plural = _("anggota")

    def __str__(self) -> str:
        return f"{self.user_id} → {self.business_id} ({self.role})"


class Permit(models.Model):
    """A permit or certificate with its number, its last day and its private file."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="permits")
    kind = models.CharField(_("jenis"), max_length=8, choices=PermitKind.choices)
    number = models.CharField(_("nomor"), max_length=40)
    expires_on = models.DateField(_("berlaku sampai"), null=True, blank=True)
    file = models.FileField(_("berkas"), storage=private_storage, upload_to="izin/", blank=True)
    checked_at = models.DateTimeField(_("diperiksa"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "kind", "number"], name="permit_once")]
        indexes = [models.Index(fields=["expires_on"], name="permit_expiry")]
        verbose_name = _("izin")
        verbose_name_plural = _("izin")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
