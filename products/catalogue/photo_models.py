"""How a photo is shown: which part of it, on which background, and what the check says of it.

All of it is undone by setting it back: the original is never written over.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Shape(models.TextChoices):
    """What is left of a photo, in words."""

    WHOLE = "whole", _("utuh")
    SQUARE = "square", _("persegi")
    WIDE = "wide", _("mendatar 4:3")
    TALL = "tall", _("tegak 3:4")


class Keep(models.TextChoices):
    """Which side stays when something is cut away."""

    MIDDLE = "middle", _("tengah")
    TOP = "top", _("bagian atas")
    BOTTOM = "bottom", _("bagian bawah")
    LEFT = "left", _("bagian kiri")
    RIGHT = "right", _("bagian kanan")


class Nearness(models.TextChoices):
    """How much of the surroundings stays."""

    ALL = "all", _("seluruhnya")
    NEAR = "near", _("sedikit lebih dekat")
    CLOSE = "close", _("dekat")


class Cutout(models.TextChoices):
    """How far the white background is; the owner's page says it in sentences."""

    NONE = ""
    WAITING = "waiting"
    READY = "ready"
    UNCLEAR = "unclear"
    SLOW = "slow"
    FAILED = "failed"


class PhotoLook(models.Model):
    """The part of a product's photo that its owner decides."""

    upload_key = models.UUIDField(null=True, editable=False, help_text="the sender's; a repeated upload is one photo")
    shape = models.CharField(max_length=10, choices=Shape.choices, default=Shape.WHOLE)
    keep = models.CharField(max_length=10, choices=Keep.choices, default=Keep.MIDDLE)
    nearness = models.CharField(max_length=10, choices=Nearness.choices, default=Nearness.ALL)
    cutout = models.CharField(max_length=160, blank=True, help_text="storage name of the photo on white")
    cutout_state = models.CharField(max_length=10, choices=Cutout.choices, default=Cutout.NONE, blank=True)
    on_white = models.BooleanField(default=False, help_text="the cut-out is shown")
    findings = models.JSONField(default=dict, help_text="what `photos.check` returned; empty until judged")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(cutout_state__in=Cutout.values), name="photo_cutout_known"),
            models.CheckConstraint(
                condition=Q(cutout_state=Cutout.READY, cutout__gt="") | (~Q(cutout_state=Cutout.READY) & Q(cutout="")),
                name="photo_cutout_there",
            ),
            models.CheckConstraint(condition=Q(on_white=False) | Q(cutout__gt=""), name="photo_white_there"),
        ]

    @property
    def look(self) -> tuple[str, str, str, bool]:
        """What the sizes for pages are made with; another look needs other sizes."""
        return self.shape, self.keep, self.nearness, self.on_white
