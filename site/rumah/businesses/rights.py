"""What each person of a business may do: one small table, asked by every door and by the verbs that matter most."""

from django.db import models
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from rumah.accounts.models import User
from rumah.businesses.models import Business
from rumah.businesses.states import Role


class Right(models.TextChoices):
    """Something one may do for a business; the words are read by whoever is invited."""

    PROFILE = "profile", _("profil, izin, dan pengajuan usaha")
    PRODUCTS = "products", _("produk, foto, dan stok")
    ORDERS = "orders", _("pesanan, pengiriman, keluhan, ulasan, dan voucher")
    BOOKINGS = "bookings", _("pendampingan dan naik kelas")
    MONEY = "money", _("uang, laporan, dan rekening")
    PEOPLE = "people", _("mengundang dan mengeluarkan orang")
    NUMBERS = "numbers", _("NIK dan NPWP pemilik")
    HISTORY = "history", _("riwayat siapa melakukan apa")


HELPS = frozenset({Right.PROFILE, Right.PRODUCTS, Right.ORDERS, Right.BOOKINGS})
RIGHTS: dict[str, frozenset[Right]] = {Role.OWNER: frozenset(Right), Role.COMPANION: HELPS}


def may(role: str, right: Right) -> bool:
    """Whether somebody of this role may; a role nobody knows may nothing."""
    return right in RIGHTS.get(role, frozenset())


def allowed(role: str) -> list[Right]:
    """Return what a role may, in the table's order."""
    return [right for right in Right if may(role, right)]


def denied(role: str) -> list[Right]:
    """Return what a role may not."""
    return [right for right in Right if not may(role, right)]


def businesses_of(user: User) -> "QuerySet[Business]":
    """Return the person's own businesses; each knows the person's role in it as `viewer_role`."""
    return Business.objects.filter(memberships__user=user).annotate(viewer_role=F("memberships__role"))


def businesses_with(user: User, right: Right) -> "QuerySet[Business]":
    """Return those of the person's businesses in which they have this right."""
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    return Business.objects.filter(memberships__user=user, memberships__role__in=roles)
