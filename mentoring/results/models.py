"""Work of mentors in versions, what owners said of it, what went live, and what came of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mentoring.results.states import IN_WORK, ROUNDS, Format, Kind, ResultState, Side, Whose
from mentoring.services.models import Mentor
from mentoring.sessions.models import Session
from products.catalogue.models import Product
from rumah.businesses.models import Business


class Snapshot(models.Model):
    """Small copies of the photos a listing had when its session was booked; words and price stand in the session.

    `pictures` is `[{"name": private storage name, "alt", "width", "height"}, …]`.
    """

    wagtail_reference_index_ignore = True

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="snapshot")
    pictures = models.JSONField(default=list)
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.session_id}: {len(self.pictures)}"


class Deliverable(models.Model):
    """One piece of work of one session, in one or more versions. `rounds` counts the revisions the owner asked for."""

    # Editors never link to it: Wagtail need not queue a task at every save.
    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, models.PROTECT, related_name="deliverables", verbose_name=_("sesi"))
    business = models.ForeignKey(Business, models.PROTECT, related_name="deliverables", verbose_name=_("usaha"))
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="deliverables", verbose_name=_("produk")
    )
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="deliverables", verbose_name=_("pendamping"))
    kind = models.CharField(_("hasil"), max_length=10, choices=Kind.choices)
    state = models.CharField(_("keadaan"), max_length=10, choices=ResultState.choices, default=ResultState.WAITING)
    rounds = models.PositiveSmallIntegerField(_("putaran perbaikan"), default=0)
    created_at = models.DateTimeField(_("diserahkan"))
    changed_at = models.DateTimeField(_("berubah"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "kind"], condition=Q(state__in=sorted(IN_WORK)), name="result_one_in_work"
            ),
            models.CheckConstraint(condition=Q(state__in=ResultState.values), name="result_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="result_kind_known"),
            models.CheckConstraint(condition=Q(rounds__lte=ROUNDS), name="result_rounds_within"),
        ]
        indexes = [
            models.Index(F("business"), F("changed_at").desc(), F("id").desc(), name="result_of_business"),
            models.Index(F("mentor"), F("changed_at").desc(), F("id").desc(), name="result_of_mentor"),
            models.Index(F("state"), F("changed_at"), F("id"), name="result_by_state"),
        ]
        verbose_name = _("hasil pendampingan")
        verbose_name_plural = _("hasil pendampingan")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.business_id}"


class Version(models.Model):
    """What was handed in at once. The words that belong to the kind are filled, the others empty."""

    wagtail_reference_index_ignore = True

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    note = models.TextField(_("catatan untuk pemilik"), blank=True)
    name = models.CharField(_("nama produk"), max_length=120, blank=True)
    description = models.TextField(_("uraian"), blank=True)
    caption = models.TextField(_("teks untuk media sosial"), blank=True)
    tagline = models.CharField(_("kalimat singkat"), max_length=160, blank=True)
    story = models.TextField(_("cerita usaha"), blank=True)
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "number"], name="result_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="result_version_counted"),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"v{self.number}"


class Piece(models.Model):
    """A file of a version, private: our own JPG, a cleaned SVG, or a PDF without anything that acts.

    `stored` and `preview` (a small WebP, pictures only) are names in the private storage; `digest` is the SHA-256 of
    the file as it came.
    """

    wagtail_reference_index_ignore = True

    version = models.ForeignKey(Version, models.CASCADE, related_name="pieces")
    position = models.PositiveSmallIntegerField(default=0)
    format = models.CharField(max_length=3, choices=Format.choices)
    stored = models.CharField(max_length=160)
    preview = models.CharField(max_length=160, blank=True)
    size = models.PositiveIntegerField(help_text="bytes")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    dropped = models.PositiveIntegerField(default=0, help_text="parts of an SVG that were not safe and were left out")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "digest"], name="result_piece_once"),
            models.CheckConstraint(condition=Q(format__in=Format.values), name="result_piece_format_known"),
        ]
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.format} {self.position + 1}"

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it as a picture."""
        return self.format in {Format.JPG, Format.SVG}


class Remark(models.Model):
    """What owner or coordinator said of a version, at a spot of a picture or of it all; x and y in percent."""

    wagtail_reference_index_ignore = True

    version = models.ForeignKey(Version, models.CASCADE, related_name="remarks")
    piece = models.ForeignKey(Piece, models.CASCADE, null=True, blank=True, related_name="remarks")
    x = models.PositiveSmallIntegerField(null=True, blank=True)
    y = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(max_length=1000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(x__isnull=True, y__isnull=True)
                | Q(piece__isnull=False, x__gte=0, x__lte=100, y__gte=0, y__lte=100),
                name="result_remark_on_the_picture",
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]


class Publication(models.Model):
    """A version on the listing: what it replaced (`was`) and what it put there (`now`), until it is taken back.

    `price` is the product's lowest price in rupiah when it went live: days at another price are not compared.
    """

    wagtail_reference_index_ignore = True

    deliverable = models.ForeignKey(Deliverable, models.PROTECT, related_name="publications")
    version = models.ForeignKey(Version, models.PROTECT, related_name="publications")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    live_at = models.DateTimeField()
    was = models.JSONField(default=dict)
    now = models.JSONField(default=dict)
    price = models.PositiveBigIntegerField(default=0, help_text="rupiah")
    reverted_at = models.DateTimeField(null=True, blank=True)
    reverted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable"], condition=Q(reverted_at__isnull=True), name="result_live_once"
            ),
            models.CheckConstraint(
                condition=Q(reverted_at__isnull=True) | Q(reverted_at__gte=F("live_at")), name="result_reverted_after"
            ),
        ]
        indexes = [
            models.Index(fields=["live_at"], condition=Q(reverted_at__isnull=True), name="result_live"),
        ]

    def __str__(self) -> str:
        return f"{self.deliverable_id} {self.live_at:%Y-%m-%d}"


class Measurement(models.Model):
    """That a publication's 28 days before and after were counted. `left_out` is `{"lebaran": days, …}`."""

    wagtail_reference_index_ignore = True

    publication = models.OneToOneField(Publication, models.CASCADE, primary_key=True, related_name="measurement")
    measured_at = models.DateTimeField()
    left_out = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.publication_id} {self.measured_at:%Y-%m-%d}"


class Figure(models.Model):
    """Sums over the compared days of one side; revenue in rupiah."""

    wagtail_reference_index_ignore = True

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="figures")
    whose = models.CharField(max_length=5, choices=Whose.choices)
    side = models.CharField(max_length=6, choices=Side.choices)
    days = models.PositiveSmallIntegerField()
    views = models.PositiveIntegerField()
    cart_adds = models.PositiveIntegerField()
    orders = models.PositiveIntegerField()
    revenue = models.PositiveBigIntegerField(help_text="rupiah")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measurement", "whose", "side"], name="result_figure_once")]

    def __str__(self) -> str:
        return f"{self.whose} {self.side}: {self.views}"


class Outcome(models.Model):
    """What the owner says came of it: sales a month in rupiah and people at work, before and now. Said once."""

    wagtail_reference_index_ignore = True

    deliverable = models.OneToOneField(Deliverable, models.PROTECT, primary_key=True, related_name="outcome")
    sales_before = models.PositiveBigIntegerField(help_text="rupiah a month")
    sales_now = models.PositiveBigIntegerField(help_text="rupiah a month")
    workers_before = models.PositiveIntegerField()
    workers_now = models.PositiveIntegerField()
    affirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    affirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.deliverable_id} {self.affirmed_at:%Y-%m-%d}"
