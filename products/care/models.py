"""Reviews with their counters, and complaints with every step they took."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.care.states import OPEN_STATES, REFUNDS, ComplaintState, Party, Reason, Solution
from products.catalogue.models import Product
from products.orders.models import Order, OrderLine
from rumah.businesses.models import Business, private_storage


class Review(models.Model):
    """What a buyer says of a line they received: one a line, answered once by the seller."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    line = models.OneToOneField(OrderLine, models.PROTECT, related_name="review")
    product = models.ForeignKey(Product, models.PROTECT, related_name="reviews", verbose_name=_("produk"))
    business = models.ForeignKey(Business, models.PROTECT, related_name="reviews", verbose_name=_("usaha"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="reviews")
    author_name = models.CharField(_("nama"), max_length=40, help_text="as shown: first name and an initial")
    stars = models.PositiveSmallIntegerField(_("bintang"))
    text = models.TextField(_("ulasan"), max_length=2000, blank=True)
    created_at = models.DateTimeField(_("ditulis"))
    answer = models.TextField(_("jawaban penjual"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(_("disembunyikan"), null=True, blank=True)
    hidden_reason = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="review_one_to_five"),
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason=""), name="review_hidden_for_a_reason"
            ),
            models.CheckConstraint(condition=Q(answer="") | Q(answered_at__isnull=False), name="review_answer_dated"),
        ]
        indexes = [
            models.Index(
                F("product"), F("created_at").desc(), F("id").desc(), name="review_of_product",
                condition=Q(hidden_at=None),
            ),
            models.Index(F("business"), F("created_at").desc(), F("id").desc(), name="review_of_business"),
            models.Index(
                F("created_at").desc(), F("id").desc(), name="review_low", condition=Q(hidden_at=None, stars__lte=2)
            ),
            models.Index(F("created_at").desc(), F("id").desc(), name="review_latest"),
        ]  # fmt: skip
        verbose_name = _("ulasan")
        verbose_name_plural = _("ulasan")

    def __str__(self) -> str:
        return f"{self.stars} · {self.author_name}"


class ReviewPhoto(models.Model):
    """A picture of a review; `renditions` as those of a product's photo, empty until the task has run."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="photos")
    original = models.CharField(max_length=160, help_text="storage name")
    source_digest = models.CharField(max_length=64, help_text="SHA-256 of the file as it came")
    position = models.PositiveSmallIntegerField(default=0)
    renditions = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "source_digest"], name="review_photo_once")]
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"foto {self.pk}"


class ProductRating(models.Model):
    """How many shown reviews a product has and how many stars they add up to; no page counts rows."""

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="rating")
    count = models.PositiveIntegerField(default=0)
    stars = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__gte=F("count"), stars__lte=F("count") * 5), name="product_rating_possible"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stars}/{self.count}"


class BusinessRating(models.Model):
    """The same over all products of a business."""

    business = models.OneToOneField(Business, models.CASCADE, primary_key=True, related_name="rating")
    count = models.PositiveIntegerField(default=0)
    stars = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__gte=F("count"), stars__lte=F("count") * 5), name="business_rating_possible"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stars}/{self.count}"


def _priced(solution: str, amount: str) -> Q:
    """Return the condition that a refund has an amount and everything else has none."""
    refund = Q(**{f"{solution}__in": sorted(REFUNDS)})
    return (refund & Q(**{f"{amount}__gt": 0})) | (~refund & Q(**{amount: 0}))


class Complaint(models.Model):
    """What is wrong with one line, what the buyer wishes, what the seller offers, and what came of it."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="complaints", verbose_name=_("barang"))
    order = models.ForeignKey(Order, models.PROTECT, related_name="complaints", verbose_name=_("pesanan"))
    business = models.ForeignKey(Business, models.PROTECT, related_name="complaints", verbose_name=_("usaha"))
    reason = models.CharField(_("alasan"), max_length=12, choices=Reason.choices)
    text = models.TextField(_("penjelasan"), max_length=2000)
    wish = models.CharField(_("permintaan"), max_length=12, choices=Solution.choices)
    wish_amount = models.PositiveBigIntegerField(default=0, help_text="rupiah")
    offer = models.CharField(_("tawaran"), max_length=12, choices=Solution.choices, blank=True)
    offer_amount = models.PositiveBigIntegerField(default=0, help_text="rupiah")
    outcome = models.CharField(_("hasil"), max_length=12, choices=Solution.choices, blank=True)
    outcome_amount = models.PositiveBigIntegerField(_("nilai"), default=0, help_text="rupiah")
    state = models.CharField(
        _("keadaan"), max_length=12, choices=ComplaintState.choices, default=ComplaintState.OPEN
    )  # fmt: skip
    opened_at = models.DateTimeField(_("diajukan"))
    changed_at = models.DateTimeField(_("berubah"))
    due_at = models.DateTimeField(_("batas waktu"), null=True, blank=True, help_text="when the clock goes on")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(state__in=sorted(OPEN_STATES)), name="complaint_one_open_a_line"
            ),
            models.CheckConstraint(condition=Q(state__in=ComplaintState.values), name="complaint_state_known"),
            models.CheckConstraint(condition=_priced("wish", "wish_amount"), name="complaint_wish_priced"),
            models.CheckConstraint(condition=_priced("offer", "offer_amount"), name="complaint_offer_priced"),
            models.CheckConstraint(condition=_priced("outcome", "outcome_amount"), name="complaint_outcome_priced"),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "resolved"]) | ~Q(outcome__in=["", "nothing"]),
                name="complaint_resolved_with_something",
            ),
        ]
        indexes = [
            models.Index(fields=["order"], condition=Q(state__in=sorted(OPEN_STATES)), name="complaint_open_of_order"),
            models.Index(
                fields=["due_at"], condition=Q(state__in=sorted(OPEN_STATES), due_at__isnull=False),
                name="complaint_due",
            ),
            models.Index(F("business"), F("opened_at").desc(), F("id").desc(), name="complaint_of_business"),
            models.Index(F("state"), F("opened_at"), F("id"), name="complaint_by_state"),
        ]  # fmt: skip
        verbose_name = _("keluhan")
        verbose_name_plural = _("keluhan")

    def __str__(self) -> str:
        return f"{self.order_id}: {self.get_reason_display()}"

    @property
    def is_open(self) -> bool:
        """Whether it still holds the order's money."""
        return self.state in OPEN_STATES


class ComplaintStep(models.Model):
    """One step of a complaint, in the words of who took it. Rows are only ever added."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    party = models.CharField(max_length=6, choices=Party.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=ComplaintState.choices, help_text="after the step")
    solution = models.CharField(max_length=12, choices=Solution.choices, blank=True)
    amount = models.PositiveBigIntegerField(default=0, help_text="rupiah")
    text = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=_priced("solution", "amount"), name="complaint_step_priced"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_party_display()}: {self.get_state_display()}"


class ComplaintPhoto(models.Model):
    """Evidence. It may show an address or a face, so only buyer, seller and staff are handed it."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="photos")
    file = models.FileField(storage=private_storage, upload_to="keluhan/", max_length=160)
    source_digest = models.CharField(max_length=64, help_text="SHA-256 of the file as it came")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "source_digest"], name="complaint_photo_once")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"foto {self.pk}"
