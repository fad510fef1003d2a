"""The words of results: what is handed in, and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Which field of a product or a profile the work is for."""

    PHOTO = "photo", _("foto produk")
    PACKAGING = "packaging", _("desain kemasan")
    LABEL = "label", _("label")
    TEXT = "text", _("nama dan uraian produk")
    PROMO = "promo", _("bahan promosi")
    PROFILE = "profile", _("profil usaha")


# Those that are for one product; the others are for the business itself.
OF_PRODUCT = frozenset({Kind.PHOTO, Kind.PACKAGING, Kind.LABEL, Kind.TEXT})
# Those that need a picture to compare, and those that may bring files to keep beside it.
PICTURED = frozenset({Kind.PHOTO, Kind.PACKAGING, Kind.LABEL})
WITH_FILES = frozenset({Kind.PACKAGING, Kind.LABEL, Kind.PROMO})
# Those whose picture the owner may hang in the product's gallery.
FOR_GALLERY = frozenset({Kind.PACKAGING, Kind.LABEL})


class ResultState(models.TextChoices):
    """Where a deliverable stands."""

    WAITING = "waiting", _("menunggu pemilik usaha")
    REVISION = "revision", _("diperbaiki pendamping")
    REFERRED = "referred", _("menunggu koordinator")
    READY = "ready", _("siap dipasang")
    LIVE = "live", _("terpasang")
    REVERTED = "reverted", _("diurungkan")
    CLOSED = "closed", _("tidak dipakai")


# Only the owner leads anything to `live`; the coordinator decides whether the work is done, not what is shown.
ALLOWED: dict[str, frozenset[str]] = {
    ResultState.WAITING: frozenset({ResultState.LIVE, ResultState.REVISION, ResultState.REFERRED}),
    ResultState.REVISION: frozenset({ResultState.WAITING}),
    ResultState.REFERRED: frozenset({ResultState.READY, ResultState.REVISION, ResultState.CLOSED}),
    ResultState.READY: frozenset({ResultState.LIVE, ResultState.CLOSED}),
    ResultState.LIVE: frozenset({ResultState.REVERTED}),
    ResultState.REVERTED: frozenset({ResultState.LIVE}),
    ResultState.CLOSED: frozenset(),
}
IN_WORK = frozenset({ResultState.WAITING, ResultState.REVISION, ResultState.REFERRED, ResultState.READY})
FOR_OWNER = frozenset({ResultState.WAITING, ResultState.READY})
ROUNDS = 2


class Format(models.TextChoices):
    """What a file is, after it was made safe."""

    JPG = "jpg", "JPG"
    SVG = "svg", "SVG"
    PDF = "pdf", "PDF"


class Side(models.TextChoices):
    """Which 28 days."""

    BEFORE = "before", _("sebelum")
    AFTER = "after", _("sesudah")


class Whose(models.TextChoices):
    """The product itself, or unchanged products of its category."""

    OWN = "own", _("produk")
    PEERS = "peers", _("pembanding")
