"""Entrances to the staff's house."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from products.payouts import staff, staff_bank, staff_couriers
from products.payouts.viewsets import MoneyRulesGroup
from rumah.core.menu import PermittedItem


@hooks.register("register_admin_viewset")
def money_rules() -> MoneyRulesGroup:
    """Add the menu of what staff set."""
    return MoneyRulesGroup()


@hooks.register("register_admin_urls")
def money_urls() -> list[Any]:
    """Add the page of money that leaves."""
    return [
        path("uang-keluar/", staff.page, name="uang_keluar"),
        path("uang-keluar/rekening/<int:pk>/", staff.confirm, name="uang_keluar_confirm"),
        path("uang-keluar/kumpulkan/", staff.gather, name="uang_keluar_gather"),
        path("uang-keluar/berkas/", staff.make_file, name="uang_keluar_export"),
        path("uang-keluar/berkas/<int:pk>/", staff.bank_file, name="uang_keluar_file"),
        path("uang-keluar/pencairan/<int:pk>/", staff.paid, name="uang_keluar_paid"),
        path("uang-keluar/pengembalian/berkas/", staff.refund_file, name="uang_keluar_refund_file"),
        path("uang-keluar/pengembalian/<uuid:pk>/", staff.refunded, name="uang_keluar_refund"),
        path("uang-keluar/bukti/<slug:kind>/<slug:pk>/", staff.proof_of, name="uang_keluar_proof"),
        path("uang-masuk/", staff_bank.page, name="uang_masuk"),
        path("uang-masuk/<int:pk>/bukti/", staff_bank.proof_of, name="uang_masuk_proof"),
        path("uang-masuk/<int:pk>/batal/", staff_bank.voided, name="uang_masuk_void"),
        path("saldo-kurir/", staff_couriers.page, name="saldo_kurir"),
        path("saldo-kurir/<int:pk>/bukti/", staff_couriers.proof_of, name="saldo_kurir_proof"),
        path("saldo-kurir/<int:pk>/batal/", staff_couriers.voided, name="saldo_kurir_void"),
    ]


@hooks.register("register_admin_menu_item")
def money_item() -> PermittedItem:
    """Add the page to the menu."""
    return PermittedItem(
        _("Uang keluar"), reverse("uang_keluar"), name="uang-keluar", icon_name="download", order=320,
        permission=staff.MAY,
    )  # fmt: skip


@hooks.register("register_admin_menu_item")
def bank_item() -> PermittedItem:
    """Add the page of money that reached the bank to the menu."""
    return PermittedItem(
        _("Uang masuk"), reverse("uang_masuk"), name="uang-masuk", icon_name="upload", order=315,
        permission=staff_bank.MAY,
    )  # fmt: skip


@hooks.register("register_admin_menu_item")
def couriers_item() -> PermittedItem:
    """Add the page of the couriers' account to the menu."""
    return PermittedItem(
        _("Saldo kurir"), reverse("saldo_kurir"), name="saldo-kurir", icon_name="site", order=325,
        permission=staff.MAY,
    )  # fmt: skip
