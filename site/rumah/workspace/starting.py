"""The tasks of a new shop, in any order: each with how it stands and where it is done. Nothing is forced."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from products.catalogue.models import Product
from products.catalogue.states import Status
from products.orders.models import DeliverySettings
from products.payouts.models import PayoutAccount
from rumah.businesses.models import Business, Permit
from rumah.businesses.rights import Right, may
from rumah.businesses.standing import missing
from rumah.businesses.states import Role, Standing

NEW = frozenset({Standing.DRAFT, Standing.SUBMITTED})


@dataclass(frozen=True, slots=True)
class Step:
    """One task; `url` is empty for somebody who may not do it."""

    label: str
    is_done: bool
    says: str
    url: str


def steps_of(business: Business, role: str = Role.OWNER) -> list[Step]:
    """Return the tasks while the shop is new or one is open; empty afterwards. One query."""
    lacking = missing(business)
    product, has_permit, has_account, has_delivery = _there(business)
    at = {
        name: reverse(f"workspace:{name}", args=[business.slug])
        for name in ("profile", "permits", "add_product", "products", "account", "delivery")
    }  # fmt: skip
    profile = " ".join(str(problem.message) for problem in lacking) or _("Lengkap. Logo dan cerita boleh menyusul.")
    money = (
        _("Rekening tercatat.") if has_account else _("Tulis rekening tujuan transfer.")
        if may(role, Right.MONEY) else _("Diisi pemilik usaha.")
    )  # fmt: skip
    steps = [
        Step(_("Profil usaha"), not lacking, profile, at["profile"]),
        Step(_("Bukti usaha"), has_permit, _("Izin tercatat.") if has_permit else _(
            "NIB atau izin lain, bila sudah ada. Boleh menyusul."
        ), at["permits"]),
        Step(_("Produk pertama"), bool(product), product or _("Foto, nama, harga, stok."),
             at["products"] if product else at["add_product"]),
        Step(_("Cara menerima uang"), has_account, money, at["account"] if may(role, Right.MONEY) else ""),
        Step(_("Pengiriman"), has_delivery, _("Cara kirim Anda tersimpan.") if has_delivery else _(
            "Kurir dan ambil di Rumah Kreatif sudah berjalan; ubah bila perlu."
        ), at["delivery"]),
    ]  # fmt: skip
    return steps if business.standing in NEW or not all(step.is_done for step in steps) else []


def _there(business: Business) -> tuple[str, bool, bool, bool]:
    """Return the newest product's name, and whether there are a permit, an account and ways of delivery."""
    products = Product.objects.filter(business=OuterRef("pk")).exclude(status=Status.ARCHIVED).order_by("-pk")
    own = {
        "account": Exists(PayoutAccount.objects.filter(business=OuterRef("pk"))),
        "ways": Exists(DeliverySettings.objects.filter(business=OuterRef("pk"))),
        "permit": Exists(Permit.objects.filter(business=OuterRef("pk"))),
        "product": Subquery(products.values("name")[:1]),
    }  # fmt: skip
    row = Business.objects.filter(pk=business.pk).values_list(*own.values()).get()
    account, ways, permit, product = row
    return product or "", permit, account, ways
