"""Entrances to the staff's house."""

from typing import Any

from django.urls import re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from products.payments import staff
from products.payments.viewsets import PaymentsGroup
from rumah.core.menu import PermittedItem


@hooks.register("register_admin_viewset")
def payments_viewsets() -> PaymentsGroup:
    """Add the payments menu."""
    return PaymentsGroup()


@hooks.register("register_admin_menu_item")
def money_item() -> PermittedItem:
    """Add the entrance to what needs a person."""
    return PermittedItem(
        _("Perlu ditangani"), reverse("uang"), name="uang", icon_name="warning", order=310, permission=staff.MAY
    )


@hooks.register("register_admin_urls")
def money_urls() -> list[Any]:
    """Add the pages about money that needs a person."""
    return [
        re_path(r"^uang/$", staff.money, name="uang"),
        re_path(r"^uang/bukti/(?P<pk>\d+)/$", staff.proof_file, name="bukti"),
        re_path(r"^uang/bukti/(?P<pk>\d+)/putusan/$", staff.proof_decide, name="bukti_putuskan"),
        re_path(r"^uang/kabar/(?P<pk>\d+)/$", staff.replay, name="kabar_ulang"),
        re_path(r"^uang/ditangani/(?P<pk>[0-9a-f-]{36})/$", staff.attended, name="ditangani"),
        re_path(r"^uang/kembalikan/(?P<pk>[0-9a-f-]{36})/$", staff.send_money_back, name="kembalikan"),
        re_path(r"^uang/macet/(?P<pk>[0-9a-f-]{36})/$", staff.refund_taken_over, name="ambil_alih"),
    ]
